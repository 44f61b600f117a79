"""What kind of source: a named or unnamed person, a body, a medium, a paper, a class of people, the writer, none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.claims.sources.people import (
    BODIES,
    CLASSES,
    EPITHETS,
    INSIDERS,
    KIN,
    MEDIA,
    MEDIA_NOUNS,
    PAPERS,
    ROLE_NOUNS,
)
from newsterm.claims.sources.proper import FEMALE, MALE, PLACES, SURNAMES
from newsterm.claims.text.function_words import CLOSED, IRREGULAR_PAST
from newsterm.claims.text.phrases import singular
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.sources.speakers import Referent

_COUNTED = frozenset("one two three four five six seven eight nine ten a an another several second third".split())
_ONE = frozenset(["one", "another", "someone", "somebody", "person", "man", "woman"])
_BREAKS = frozenset(", ( - – — : ; familiar close briefed".split()) | {
    word for word, tag in CLOSED.items() if tag in "IOURTCt"
}
_AMOUNTS = frozenset(
    """some many most few several all others both half majority minority plurality number handful dozens hundreds
    thousands millions lot lots couple percent % third quarter share scores bunch section segment chorus those everyone
    everybody anyone anybody nobody people you they them us none more fewer each either ones""".split()
)
"""Words for so and so many; of whom they speak is said after "of" or "in", if at all."""
_DETERMINERS = frozenset("the a an this these those his her its their our my".split())
_ATTRIBUTIVE = frozenset("outside inside following above past near like off down up over under about".split())
"""Prepositions that stand before nouns too: "an outside group"."""
_ABOUT = frozenset("close to more than at least about nearly up fewer almost around over roughly only just".split())
_PARTISANS = frozenset("democrat republican conservative liberal progressive independent libertarian socialist".split())
_OFFICIALS = frozenset(
    """official source aide adviser advisor insider staffer person assistant lawyer attorney witness diplomat
    investigator prosecutor associate friend confidant relative colleague representative spokesman spokeswoman
    spokesperson""".split()
)
"""People who speak one by one without being named, also where the noun is a plural."""
_OWNERS = frozenset(["his", "her", "its", "their", "my", "our"])
_PARTICIPLES = IRREGULAR_PAST | {"made", "done", "seen", "taken", "written", "given", "known", "shown"}
_OF_PEOPLE = ("ers", "ors", "ists", "ants", "ents", "ians", "ees", "eers")
_OF_A_PERSON = ("er", "or", "ist", "ant", "ian", "ee", "man")
"""Endings of nouns that mean people, for nouns in no list."""
_REPORTS = frozenset(["report", "account", "story", "article"])
_PRESS = frozenset(["media", "news", "press"])
_BY_NAME_ONLY = frozenset("times post sun star mirror mail herald tribune globe register today time guardian".split())


def kind_of(referent: Referent, *, words: Sequence[str], has_source: bool) -> Kind:
    """The kind of what a source refers to; `words` are the words of the referent as written."""
    if referent.person:
        return Kind.NAMED_PERSON
    if referent.own_voice:
        return Kind.SELF
    if referent.body:
        return Kind.ORGANISATION
    if referent.text is None and not has_source:
        return Kind.NONE
    bare = [word for word in words if word[0].isalnum() or word[0] in ",(-–—:;'’%"]
    while len(bare) > 1 and bare[0].lower() in _ABOUT:
        bare = bare[1:]
    return _by_words(bare) if referent.text is not None and bare else Kind.UNNAMED_PERSON


def _by_words(words: Sequence[str]) -> Kind:
    low = [w.lower().replace("’", "'") for w in words]
    if _is_share(low):
        return Kind.GROUP
    head = _head(low)
    capital = words[head][:1].isupper() and not (head == 0 and len(words) > 1 and low[0] in _AMOUNTS)
    word, one = low[head], singular(low[head])
    if _is_medium(low, word, capital=capital) or _is_called_medium(low):
        return Kind.OUTLET
    if word in _AMOUNTS and "of" in low[head + 1 : head + 2] and len(low) > head + 2:
        return Kind.DOCUMENT if singular(low[head + 2 + _head(low[head + 2 :])]) in PAPERS else Kind.GROUP
    found = _of_people(low, word, one) or _of_things(low, word, one, capital=capital)
    if found is not None:
        return found
    if capital:
        return _of_name(words, low, plural=one != word)
    if one != word:
        return Kind.GROUP if word.endswith(_OF_PEOPLE) else Kind.DOCUMENT
    return Kind.UNNAMED_PERSON if word.endswith(_OF_A_PERSON) or "who" in low else Kind.DOCUMENT


def _is_share(low: Sequence[str]) -> bool:
    """Whether this is a share of people: "six in 10 Republicans", "two-thirds of those asked"."""
    number = low[0][0].isdigit() or low[0] in _COUNTED
    if len(low) == 1 and low[0].isdigit():
        return True
    return low[0].endswith(("thirds", "quarters", "fifths")) or (number and low[1:2] == ["in"])


def _of_people(low: Sequence[str], word: str, one: str) -> Kind | None:
    """The kind of a phrase whose head is a noun of people; None where it is none."""
    counted = low[0] in _COUNTED or (len(low) > 1 and low[0] in ("the", "these", "those") and low[1] in _COUNTED)
    if low[0] == "no" and one == word:
        return Kind.GROUP
    if word in _ONE or (word in _COUNTED and one not in _AMOUNTS):
        return Kind.UNNAMED_PERSON
    if word == "people" and (counted or "familiar" in low or "knowledge" in low or "briefed" in low):
        return Kind.UNNAMED_PERSON
    if word in _AMOUNTS or (word == "group" and "of" in low):
        return Kind.GROUP
    personal = one in ROLE_NOUNS or one in INSIDERS or one in EPITHETS or one in KIN
    if one == word:
        if word in CLASSES and not personal:
            return Kind.GROUP
        return Kind.UNNAMED_PERSON if personal else None
    owned = "'s" in low or "'" in low or low[0] in _OWNERS or any(w.endswith("'s") for w in low)
    if owned and one in INSIDERS and word not in CLASSES:
        return Kind.UNNAMED_PERSON
    classed = low[0] in ("many", "most", "all")
    if not classed and (one in _OFFICIALS or (personal and counted and one not in _PARTISANS)):
        return Kind.UNNAMED_PERSON
    return Kind.GROUP if personal or word in CLASSES or one in _PARTISANS else None


def _of_things(low: Sequence[str], word: str, one: str, *, capital: bool) -> Kind | None:
    """The kind of a phrase whose head is a noun of papers or bodies; None where it is neither."""
    if one in PAPERS and not (capital and one in BODIES):
        return Kind.OUTLET if one in _REPORTS and _PRESS & set(low) else Kind.DOCUMENT
    if one != word and one in BODIES:
        return Kind.ORGANISATION if low[0] in ("the", "both", "these") else Kind.GROUP
    if one in BODIES or word in PLACES:
        return Kind.ORGANISATION
    if "house" in low and "white" in low:
        return Kind.ORGANISATION
    return None


def _of_name(words: Sequence[str], low: Sequence[str], *, plural: bool) -> Kind:
    if plural and words[-1][:1].isupper() and low[-1].endswith((*_OF_PEOPLE, "ans")):
        return Kind.GROUP
    if len(words) > 1 or words[0].isupper():
        return Kind.GROUP if plural and low[0] in ("many", "some", "most", "few", "several") else Kind.ORGANISATION
    if plural and (low[0] in CLASSES or low[0].endswith(_OF_PEOPLE)):
        return Kind.GROUP
    spelled = any(letter.isupper() or not letter.isalpha() for letter in words[0][1:].removeprefix("c"))
    # Who is a person is named in full somewhere, or so well known that the last name is enough.
    personal = low[0] in MALE or low[0] in FEMALE or low[0] in SURNAMES
    return Kind.NAMED_PERSON if personal and not spelled else Kind.ORGANISATION


def _head(low: Sequence[str]) -> int:
    """The last word before a preposition, a comma or a clause; what is owned stands after its owner."""
    head = 0
    for at, word in enumerate(low):
        if (
            at
            and word in _BREAKS
            and not (at == 1 and (word == "and" or (low[0] in _DETERMINERS and word in _ATTRIBUTIVE)))
        ):
            break
        if at > 1 and (word.endswith("ed") or word in _PARTICIPLES) and not low[at - 1].endswith("ly"):
            break
        if at and (word.endswith("ing") or word in _PARTICIPLES) and _is_known(low[at - 1]):
            break
        if word[0].isalnum() or word == "%":
            head = at
    return head


def _is_known(word: str) -> bool:
    one = singular(word)
    return one in PAPERS or one in BODIES or one in ROLE_NOUNS or one in INSIDERS or word in CLASSES


def _is_medium(low: Sequence[str], head: str, *, capital: bool) -> bool:
    if head in MEDIA:
        return capital
    if capital and (low[0] in ("radio", "channel") or (low[-2:-1] and low[-2] in _MEDIA_BY_KIND)):
        return True
    if head in ("media", "press"):
        return True
    if head in MEDIA_NOUNS:
        return capital or (head not in _BY_NAME_ONLY and head in _MEDIA_BY_KIND)
    return singular(head) in _MEDIA_BY_KIND and head != singular(head)


def _is_called_medium(low: Sequence[str]) -> bool:
    """Whether the kind of medium stands beside its name: "the news agency Northwire", "Northwire, a broadcaster"."""
    news = low.index("news") if "news" in low[:4] else -2
    after = low[news + 2 : news + 5]
    staff = _POSSESSED.intersection(after) or any(one in ROLE_NOUNS or one in INSIDERS for one in map(singular, after))
    named = news >= 0 and _NEWS_BODIES.intersection(low[news + 1 : news + 2]) and not _BREAKS.intersection(low[:news])
    if named and not staff:
        return True
    comma = low.index(",") if "," in low[1:4] else -2
    beside = low[comma + 2 : comma + 5] if comma > 0 and low[comma + 1 : comma + 2] in (["a"], ["an"], ["the"]) else []
    return not _POSSESSED.intersection(beside) and bool(_MEDIA_BY_KIND.intersection(beside) or "news" in beside)


_NEWS_BODIES = frozenset("agency service channel organization organisation site outlet program programme".split())
_POSSESSED = frozenset(("'s", "'"))
_MEDIA_BY_KIND = frozenset(
    """newspaper paper magazine outlet network site website broadcaster tabloid newswire podcast television radio
    tv""".split()
)
