"""Through whom a statement came: "told Reuters", "in an interview with", "first reported by"; the outlet last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.claims.sources.people import BODIES, MEDIA, MEDIA_NOUNS
from newsterm.claims.text.lexicon import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.model import Span

_WORD = r"[A-Z][\w.&-]*(?:['’][A-Z]\w+)?"
_WORDS = rf"{_WORD}(?: (?:{_WORD}|of|and|&|de)){{0,5}}"
_NAME = rf"(?:[Tt]he )?{_WORDS}(?: ?['’]s (?:[“\"][^”\"\n]{{1,40}}[”\"]|[A-Z]\w+(?: [A-Z]\w+){{0,2}}))?"
_TIME = r"(?:\w+day|morning|afternoon|evening|night|today|yesterday|week)"
_TELL = r"(?:told|tells|telling|tell|informed)"
_ASKER = r"(?:host|anchor|moderator|reporter|correspondent|columnist|interviewer|journalist)"
_NOUN = (
    r"(?:newspaper|paper|magazine|network|news agency|agency|news service|wire service|newswire|news outlet|outlet"
    r"|news site|website|site|station|channel|broadcaster|podcast)"
)
_NAMED = (
    rf"\b{_TELL} (?P<name>{_NAME})",
    rf"\b(?:in|to|for|during|with) an? (?:\w+ ){{0,2}}?(?P<name>{_WORDS})(?:['’]s)? interview\b",
    (
        r"\b(?:reported|published|obtained|disclosed|cited|quoted|reached|contacted|asked|interviewed|reviewed)"
        rf" (?:\w+ )?(?:by|in) (?P<name>{_NAME})"
    ),
    rf"\b(?:said|says|appear(?:ed|ing)|appearances?|speaking|spoke|interview|{_TIME})(?: \w+)? on (?P<name>{_NAME})",
    (
        r"\b(?:speaking|spoke|speaks|talking|talked|confirmed|said|sent|provided|given)"
        rf" (?:to|with) (?P<name>{_NAME})"
    ),
    (
        r"\b(?:statements?|e-?mail|tweet|letter|message|text|comments?|remarks|response|op-ed|column|essay)"
        rf" (?:\w+ )?(?:to|in|for|with) (?P<name>{_NAME})"
    ),
    rf"\b(?:wrote|writing|writes) (?:\w+ )?(?:in|for) (?P<name>{_NAME})",
    rf"\b[Aa]ccording to (?P<name>{_NAME})",
)
"""What hands on a statement where the name is that of a medium."""
_DESCRIBED = (
    rf"\b{_TELL} (?:\w+ ){{0,3}}?{_ASKER} (?P<name>{_WORDS})",
    rf"\b{_TELL} the (?:\w+ ){{0,2}}?{_NOUN} (?P<name>{_WORDS})",
    (
        r"\b[Ii]nterview(?:s|ed)?\b(?: (?:\w+|\w+ \d+))?? (?:with|by|on|for|to)"
        rf" (?:the (?:\w+ ){{0,2}}?{_NOUN} )?(?P<name>{_NAME})"
    ),
)
"""What hands it on whatever the name, because the words beside it say so."""
_LINKS = tuple((re.compile(p), described) for group, described in ((_NAMED, False), (_DESCRIBED, True)) for p in group)
_TRAILING = re.compile(r"(?: (?:on|in|at|of|and|for|during|after))+$| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$")
_POSSESSOR = re.compile(r" ?['’]s .*$")
_MORE = frozenset("cnbc fox semafor propublica punchbowl dpa efe ansa yonhap kyodo".split())
"""Further names that begin those of media."""
_BRANCHES = frozenset("international world business sports sport digital politics health opinion today english".split())
"""What may stand behind the name of a medium that is a word of its own: "Bloomberg Business", but not "Time Warner"."""
_STATION = re.compile(r"[KW][A-Z]{3}|\w+-(?:TV|FM|AM)")
_LIKE_A_MEDIUM = re.compile(r"\w{2,}(?:wire|news|post|times|press|gazette|herald|tribune|radio|cast)")
"""One word that ends as media do: Newswire, Dailynews."""
_DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


def find_links(
    text: str, regions: Iterable[Span], *, source: str | None, taken: Sequence[Span] = ()
) -> tuple[str, ...]:
    """Who the words around a claim name as the ones who were told, each once; never the source itself.

    `taken` are the sources and cues of other claims: who is named there handed on what they say.
    """
    links: list[str] = []
    known = {_bare(source)} if source else set[str]()
    for region in regions:
        for pattern, described in _LINKS:
            for match in pattern.finditer(text, region.start, region.end):
                if any(s <= at < e for s, e in taken for at in (match.start(), match.start("name"))):
                    continue
                name = _TRAILING.sub("", match["name"]).rstrip(".")
                if _hands_on(name, described=described) and _bare(name) not in known:
                    links.append(name)
                    known.add(_bare(name))
    return tuple(links)


def _hands_on(name: str, *, described: bool) -> bool:
    if not name or name in _DAYS:
        return False
    return is_medium(name) or (described and name.rsplit(maxsplit=1)[-1].lower() not in BODIES)


def asker_in(source: str | None) -> str | None:
    """The interviewer that a source names as one of a medium: "NBC's Ann Lee"."""
    if not source:
        return None
    owner = re.match(rf"{_WORDS}(?=['’]s [A-Z])", source)
    return source if owner and is_medium(owner.group()) else None


def is_medium(name: str) -> bool:
    """Whether a name is that of a medium: a known one, or one that ends like one."""
    owner = _POSSESSOR.sub("", name)
    words = [w.lower().strip(".") for w in owner.split()]
    if not words:
        return False
    first = owner.split()[0]
    if words[-1] in MEDIA or words[-1] in MEDIA_NOUNS or words == ["the", "post"]:
        return True
    if words[0] in MEDIA | _MORE and (first.isupper() or words[0] in _MORE or _BRANCHES.issuperset(words[1:])):
        return True
    station = _STATION.fullmatch(first) is not None and words[0] not in CLOSED
    return station or (len(words) < 3 and _LIKE_A_MEDIUM.fullmatch(words[-1]) is not None)


def make_chain(origin: str | None, links: Iterable[str], outlet: str | None) -> tuple[str | None, ...]:
    """Origin first, then the links, the outlet last; an outlet that says it was told itself is its own link."""
    return (origin, *links, outlet)


def _bare(name: str) -> str:
    """What is the same of two names that are one but for an article, capitals and marks."""
    return re.sub(r"^the |\W", "", name.lower())
