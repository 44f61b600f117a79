"""Persons whom an article names: the fullest form of each name, and the roles the article gives them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.sources.namesakes import Namesakes
from newsterm.claims.sources.people import ALIKE, COURTESY, ROLE_NOUNS, TITLES
from newsterm.claims.sources.speakers import Referent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.sources.names import Cast, Mention
    from newsterm.claims.text.document import Document


class _Summary(Struct, frozen=True, kw_only=True):
    """What some mentions of a person tell: the fullest one with its own role, and where the first role is said."""

    best: Mention
    own: str | None
    role: tuple[int, str] | None


class Roster:
    """Answers what an article calls the persons whom it names."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._roles: dict[str, frozenset[str]] = {}
        self._sorted: dict[str, list[str]] = {}
        self._groups: dict[str, Namesakes] = {}
        self._summaries: dict[tuple[str, str], _Summary] = {}

    def person(self, mention: Mention) -> Referent:
        """The fullest mention of a person, with the role."""
        known = [
            self._summary(mention.key, name, mentions) for name, mentions in self._group(mention).same(mention).items()
        ]
        best = known[0].best
        roles = [summary.role for summary in known if summary.role is not None]
        role = known[0].own or (min(roles)[1] if roles else None)
        first = best.role_first if self._doc.words.lower[best.role_first] not in COURTESY else best.first
        return Referent(text=self.text(min(first, best.first), best.last), role=role, person=True)

    def female(self, mention: Mention) -> bool | None:
        """Whether a person is a woman; None where the article does not show it."""
        if mention.female is not None:
            return mention.female
        known = self._group(mention).female
        return next(iter(known)) if len(known) == 1 else None

    def has_role(self, mention: Mention, noun: str) -> bool:
        """Whether the article gives a person the role of this noun, or one that means the same."""
        roles = self.roles(mention)
        return noun in roles or any(noun in alike and roles & alike for alike in ALIKE)

    def has_role_like(self, mention: Mention, word: str) -> bool:
        """Whether a word of the roles of a person begins with another: "Northerner" with "Northern"."""
        if mention.key not in self._sorted:
            self._sorted[mention.key] = sorted(self.roles(mention))
        roles = self._sorted[mention.key]
        at = bisect_left(roles, word)
        return at < len(roles) and roles[at].startswith(word)

    def roles(self, mention: Mention) -> frozenset[str]:
        """The words of all roles that the article gives a person, lower case."""
        found = self._roles.get(mention.key)
        if found is None:
            said = (self._role(m) for m in self._cast.people[mention.key])
            found = frozenset(word.strip(".,") for role in said if role for word in role.lower().split())
            self._roles[mention.key] = found
        return found

    def text(self, first: int, last: int) -> str:
        """Words as written."""
        words = self._doc.words
        return self._doc.text[words.starts[first] : words.ends[last - 1]]

    def _group(self, mention: Mention) -> Namesakes:
        if mention.key not in self._groups:
            self._groups[mention.key] = Namesakes(self._cast.people[mention.key], self._doc.words.lower)
        return self._groups[mention.key]

    def _summary(self, key: str, name: str, mentions: Sequence[Mention]) -> _Summary:
        """What is known from mentions that `name` tells from others; worked out once."""
        if (key, name) not in self._summaries:
            best = max(mentions, key=lambda m: (m.given is not None, self._role_words(m), m.last - m.first))
            roles = ((m.first, role) for m in mentions if (role := self._role(m)))
            self._summaries[key, name] = _Summary(best=best, own=self._role(best), role=next(roles, None))
        return self._summaries[key, name]

    def _role_words(self, mention: Mention) -> int:
        lower = self._doc.words.lower
        return sum(1 for i in range(mention.role_first, mention.first) if lower[i] not in COURTESY and lower[i] != ".")

    def _role(self, mention: Mention) -> str | None:
        """The role said before a name or in an apposition after it."""
        lower, tags = self._doc.words.lower, self._doc.words.tags
        first = mention.role_first
        while first < mention.first and (lower[first] in COURTESY or tags[first] in ".D"):
            first += 1
        if first < mention.first:
            last = mention.first
            while last > first and tags[last - 1] == "." and lower[last - 2] not in TITLES:
                last -= 1
            return self.text(first, last)
        at = mention.last
        if tags[at : at + 1] == "," and at + 1 < len(tags):
            return self._apposition(at + 1)
        return None

    def _apposition(self, at: int) -> str | None:
        tags, lower = self._doc.words.tags, self._doc.words.lower
        start = at + 1 if tags[at] == "D" else at
        end = start
        while end < len(tags) and end - start < 16 and tags[end] not in ',;:-."()RVX':
            end += 1
        head = next((i for i in range(start, end) if tags[i] in "IO"), end)
        if end == start or not any(lower[i] in ROLE_NOUNS for i in range(start, head)):
            return None
        return self.text(start, end)
