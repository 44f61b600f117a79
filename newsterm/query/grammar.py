"""The query language in words, made from the table that parsing uses."""

from __future__ import annotations

from newsterm.query.fields import FIELDS

# Each example is a whole query; a test parses it.
BASICS = (
    ("port reopening", "both words are in title or text, as they are, longer, or in another form"),
    ('"port reopening"', "the words in this order"),
    ("port or ferry", "one of them"),
    ("port -ferry", "the first and not the second; `not ferry` is the same"),
    ("(port or ferry) is:unread", "parentheses group; `and` may be written or left out"),
    (r"/reopen(s|ed)\b/", "a regular expression, found in title or text"),
    ("title:/^live: /", "the same in title, text, author, link, feedtitle, feedurl or feedtag alone"),
    ('~"scot besent"', "a source, author, feed, or who passed it on, is called nearly so"),
    ("source:~besent", "the same of one field: source, via, author or feed"),
    ("2026-11-01..2026-11-20", "days, both included; either may be left out"),
    ("*", "everything"),
    (r"\-5 \or c\:", "a backslash takes the meaning of a character away"),
)
NOTES = (
    'Upper and lower case are alike. A value with spaces stands in quotation marks: tag:"to read".',
    "Days: 2026-11-20, 2026-11, 2026, today, yesterday, monday (the latest), 3d (three days ago).",
    "Lengths: 90min, 3h, 2d, 1w, 1y. Numbers and lengths are compared with <, <=, =, >=, >.",
    "Kinds of source: named, unnamed, organisation, outlet, document, group, self, none; own is what you highlighted.",
    "Marks: read, unread, starred, tagged, own, hidden, new (it came after you last left the view, or the reader).",
    "A word finds its other forms: reopening finds reopened and reopens, and so does what is typed of it so far.",
    "A letter alone finds only itself. The last word of a phrase may go on.",
    "A name after ~ may have a letter wrong, missing, too many or swapped; from eight letters on, two.",
    "Doubled letters, accents and other ways to write a sound do not matter. One letter is an initial.",
    'source:unnamed asks for that kind of source; source:"unnamed" for somebody who is called so.',
    "No index knows patterns, link: and names of one or two letters: every item is looked at, which takes longer.",
    "Asked for items, a claim's field holds where one of the item's claims fits it.",
)


def field_examples() -> tuple[tuple[str, str], ...]:
    """An example of each field, and what it means."""
    return tuple((field.example, field.meaning) for field in FIELDS.values())


def _grammar() -> str:
    rows = [*BASICS, ("", ""), *field_examples()]
    width = max(len(example) for example, _ in rows) + 2
    lines = [f"{example:{width}}{meaning}".rstrip() for example, meaning in rows]
    return "\n".join([*lines, "", *NOTES]) + "\n"


GRAMMAR = _grammar()
"""Plain text: a line an example, then notes."""
