"""Furniture that gives itself away by its words: prompts, promos, credits, stamps. For pages and for flat text."""

from __future__ import annotations

import re
from typing import NamedTuple

_I = re.IGNORECASE
_PROMO = re.compile(
    r"""\s*(?:
        [>»►▶]\s*[A-Z][A-Z ]{2,20}:
      | (?:READ|SEE|WATCH|LISTEN|MORE|RELATED|VIDEO|PHOTOS?|GALLERY|DON['’]T\ MISS|TRENDING|ALSO)
        (?:\s+(?:MORE|ALSO|NEXT|NOW|TO|STORIES|STORY|ARTICLES?|POSTS?|CONTENT|ON|READING))*\s*:
      | (?i:read|see|watch|also\ read|related|you\ (?:may|might)\ also\ like|recommended|more\ (?:from|on))
        (?:\s+(?i:more|also|next|now|stories|story|articles?|posts?|content|reading|this))*\s*:
      | (?i:click\ here)\b | (?i:don['’]t\ miss)\b(?=:|$|\s*\n)
      | The\ post\ .{3,200}\ (?:first\ appeared|appeared\ first)\ on\b
    )""",
    re.VERBOSE,
)
_NEWSLETTER = re.compile(
    r"\s*(?:subscribe|sign[ -]up|join|get)\b.{0,60}"
    r"\b(?:newsletters?|inbox|in-box|e-?mails?|alerts?|updates|briefing)\b",
    _I,
)
# What asks for money or a subscription: it speaks to the reader, in the imperative or of "this post".
_APPEAL = re.compile(
    r"""\W*(?:
        (?:please\ )?subscribe\ (?:now|today|here|for\ (?:free|as|just|only)|to\ (?:receive|get|continue|read|keep))\b
      | (?:enjoy(?:ing|ed)\ (?:this|our|the)|(?:like|love)\ (?:this|what\ you)|thanks\ for\ reading
        |if\ you\ (?:enjoy|like|value))\b.{0,80}
        \b(?:subscrib|share\ (?:it|this)|support\ (?:us|me|our|my)|donat|paid\ (?:member|subscriber))
      | this\ (?:article|post|story|episode)\ is\ (?:only\ |just\ )?(?:for|available\ to)\ (?:our\ )?
        (?:pa(?:id|ying)\ )?(?:subscribers|members|patrons)\b
      | (?:upgrade|become)\ (?:to\ |your\ |a\ |an\ )(?:\w+\ ){0,2}(?:subscri|member|patron|supporter|account|read)
      | (?:please\ )?(?:donate|contribute|chip\ in|support)\b
        (?=.{0,60}\b(?:journalism|newsroom|our\ work|my\ work|patreon|ko-fi))
      | listen\ to\ this\ (?:article|story|post)\b
      | this\ is\ a\ content\ summary\ only
    )""",
    _I | re.VERBOSE,
)
_FOLLOW = re.compile(
    r"\s*(?:follow|like|find|join|connect with)\b.{0,60}\b(?:on|via)\b.{0,20}"
    r"\b(?:twitter|facebook|instagram|x|linkedin|telegram|youtube|tiktok|threads|mastodon|bluesky|whatsapp|flipboard)\b",
    _I,
)
_SHARE = re.compile(
    r"\s*(?:share (?:this|on|via|the)|tweet(?: this)?$|sharing is caring|print this|e-?mail this|copy link"
    r"|advertisement$|(?:story |article )?continue(?:s|d)?(?: reading)?(?: below| after|$)|scroll (?:down )?(?:to|for)"
    r"|leave a (?:comment|reply)|\d+ comments?$|comments?$|(?:view|show) comments)",
    _I,
)
_TAGS = re.compile(r"\s*(?:tags?:|filed under\b|topics?:|posted in\b|categor(?:y|ies):)", _I)
_CREDIT = re.compile(
    r"\s*(?:(?:photo|image|picture|photograph|video|illustration|credit|source)s?\s*(?:credits?)?\s*(?:by\b|:|/|courtesy)"
    r"|©|\(c\)\s|copyright\b|getty images|associated press photo)",
    _I,
)
_CREDIT_END = re.compile(
    r"(?:\((?:[\w ]{0,12}\b)?(?:photo|image|picture|credit|photograph)\b[^()]{0,120}\)"
    r"|/\s*(?:getty(?: images)?|afp|reuters|ap|shutterstock|alamy|epa)\b[^\w]{0,3}(?:getty images)?\)?"
    r"|via getty images\)?)\s*$",
    _I,
)
_REPORTING = re.compile(
    r"(?:contributed (?:to this (?:report|story|article)|reporting)|(?:additional )?reporting by\b"
    r"|^\W{0,2}edit(?:ed|ing) by\b|the associated press contributed)",
    _I,
)
_RIGHTS = re.compile(
    r"(?:all rights reserved|may not be (?:published|reproduced)|personal, non-commercial use"
    r"|without (?:prior |express )?(?:written )?permission)",
    _I,
)
_STAMP = re.compile(
    r"\s*(?:(?:last )?(?:updated|published|posted|modified)\b[\s:]*(?:on|at)?\s*[\w,]{0,12}\s*\d"
    r"|\d+ min(?:ute)?s? read$)",
    _I,
)
_BYLINE = re.compile(
    r"\s*(?:By|BY|by|Von|Por|Par)\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}"
    r"(?:(?:,| and| &| \|)\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}){0,3}\s*$"
)
_CONTACT = re.compile(r"\S+@\S+\.\w{2,}|\b(?:twitter|facebook|instagram|linkedin)\.com/|(?:^|\s)@\w{2,30}\s*$", _I)


class _Rule(NamedTuple):
    """A pattern that gives a line of at most so many words away."""

    label: str
    pattern: re.Pattern[str]
    words: int
    headings: bool
    """Whether headings can be it: a heading may well begin with "Photo:"."""
    anywhere: bool = False


# In this order; a paragraph longer than its rule allows merely mentions the words.
_RULES = (
    _Rule("caption", _CREDIT_END, 80, headings=False, anywhere=True),
    _Rule("promo", _PROMO, 35, headings=True),
    _Rule("newsletter", _NEWSLETTER, 40, headings=True),
    _Rule("promo", _APPEAL, 30, headings=True),
    _Rule("share", _FOLLOW, 40, headings=True),
    _Rule("share", _SHARE, 11, headings=True),
    _Rule("tags", _TAGS, 40, headings=True),
    _Rule("credit", _CREDIT, 40, headings=False),
    _Rule("credit", _REPORTING, 30, headings=False, anywhere=True),
    _Rule("rights", _RIGHTS, 60, headings=False, anywhere=True),
    _Rule("date", _STAMP, 11, headings=False),
    _Rule("byline", _BYLINE, 16, headings=False),
    _Rule("contact", _CONTACT, 14, headings=False, anywhere=True),
    _Rule("counter", re.compile(r"\W*\d{0,6}\W*$"), 1, headings=True),
)
_LONGEST = 16
"""Characters a word, on average, that a line may have to be read at all: a bound on what patterns can cost."""
_CAPTION_WORDS = 9
"""Words from which a line with a credit at its end says what the picture shows."""


def phrase_label(text: str, *, linked: float = 0.0, heading: bool = False) -> str | None:
    """The kind of furniture that a line's own words make it, or None. `linked`: the share of it that is a link."""
    count = text.count(" ") + 1
    for rule in _RULES:
        if count > rule.words or len(text) > rule.words * _LONGEST or (heading and not rule.headings):
            continue
        if rule.pattern.search(text) if rule.anywhere else rule.pattern.match(text):
            return "credit" if rule.label == "caption" and count < _CAPTION_WORDS else rule.label
    return "promo" if linked > 0.9 and _shouted(text) else None


def _shouted(text: str) -> bool:
    """Whether a line of several words is all capitals."""
    return text.count(" ") >= 3 and text.upper() == text and any(c.isalpha() for c in text)
