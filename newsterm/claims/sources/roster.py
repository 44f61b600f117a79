"""Persons whom an article names: the fullest form of each name, and the roles the article gives them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsterm.claims.sources.people import ALIKE, COURTESY, ROLE_NOUNS, TITLES
from newsterm.claims.sources.speakers import Referent

if TYPE_CHECKING:
    from newsterm.claims.sources.names import Cast, Mention
    from newsterm.claims.text.document import Document


class Roster:
    """Answers what an article calls the persons whom it names."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._roles: dict[str, frozenset[str]] = {}

    def person(self, mention: Mention) -> Referent:
        """The fullest mention of a person, with the role."""
        same = self._same(mention)
        best = max(same, key=lambda m: (m.given is not None, self._role_words(m), m.last - m.first))
        role = next((r for r in (self._role(m) for m in [best, *same]) if r), None)
        first = best.role_first if self._doc.words.lower[best.role_first] not in COURTESY else best.first
        return Referent(text=self.text(min(first, best.first), best.last), role=role, person=True)

    def key(self, mention: Mention) -> str:
        """What tells a person from the others."""
        return mention.key

    def female(self, mention: Mention) -> bool | None:
        """Whether a person is a woman; None where the article does not show it."""
        if mention.female is not None:
            return mention.female
        known = {m.female for m in self._cast.people.get(mention.key, ()) if m.female is not None}
        return known.pop() if len(known) == 1 else None

    def has_role(self, mention: Mention, noun: str) -> bool:
        """Whether the article gives a person the role of this noun, or one that means the same."""
        roles = self.roles(mention)
        return noun in roles or any(noun in alike and roles & alike for alike in ALIKE)

    def roles(self, mention: Mention) -> frozenset[str]:
        """The words of all roles that the article gives a person, lower case."""
        found = self._roles.get(mention.key)
        if found is None:
            said = (self._role(m) for m in self._cast.people.get(mention.key, (mention,)))
            found = frozenset(word.strip(".,") for role in said if role for word in role.lower().split())
            self._roles[mention.key] = found
        return found

    def text(self, first: int, last: int) -> str:
        """Words as written."""
        words = self._doc.words
        return self._doc.text[words.starts[first] : words.ends[last - 1]]

    def _same(self, mention: Mention) -> list[Mention]:
        """The mentions of the same person: a first name tells people of one last name apart."""
        group = self._cast.people.get(mention.key, (mention,))
        lower = self._doc.words.lower
        middle = {word for m in group for word in lower[m.first + 1 : m.last - 1]}
        if mention.given in middle:  # a double name: "Holm Sorel", once named "Ana Holm Sorel"
            return [m for m in group if mention.given in lower[m.first : m.last]]
        same = [m for m in group if m.given is None or mention.given is None or m.given == mention.given]
        if mention.given is None:
            # Who is called by the last name alone is the one who is named in full most often, else last before.
            full = [m for m in same if m.given]
            often = Counter(m.given for m in full)
            given = max(full, key=lambda m: (often[m.given], m.first <= mention.first, m.first)).given if full else None
            same = [m for m in same if m.given in (None, given)]
        return same or [mention]

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
