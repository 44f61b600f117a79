"""Everybody of one last name in an article, told apart by their first names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsterm.claims.sources.names import Mention

_BARE = ""


class Namesakes:
    """The mentions of one last name; sorted once, since an article may name somebody in every sentence."""

    def __init__(self, group: Sequence[Mention], lower: Sequence[str]) -> None:
        """`group` is in the order of the text, whose words in small letters are `lower`."""
        self.female = frozenset(m.female for m in group if m.female is not None)
        """Whether they are women, as far as the article shows it of any."""
        self._by_given: dict[str, list[Mention]] = {}
        self._by_word: dict[str, list[Mention]] = {}
        middle: set[str] = set()
        for m in group:
            self._by_given.setdefault(m.given or _BARE, []).append(m)
            middle.update(lower[m.first + 1 : m.last - 1])
            for word in dict.fromkeys(lower[m.first : m.last]):
                self._by_word.setdefault(word, []).append(m)
        self._double = middle.intersection(self._by_given)
        self._full = {female: _fullest(group, female) for female in (None, False, True)}

    def same(self, mention: Mention) -> Mapping[str, Sequence[Mention]]:
        """The mentions of the person whom one names, by what tells them from those of others; in full ones first."""
        given = mention.given
        if given in self._double:  # a double name: "Holm Sorel", once named "Ana Holm Sorel"
            return {f"{given} {given}": self._by_word[given]}
        if given is None:
            given = self._given_at(mention.first, mention.female)
        names = [name for name in (given, _BARE) if name in self._by_given]
        return {name: self._by_given[name] for name in names}

    def _given_at(self, word: int, female: bool | None) -> str:
        """The first name of who is called by the last name alone: who is so in full most often, else last before."""
        full = self._full[female]
        if not full:
            return _BARE
        before = bisect_right(full, word, key=lambda pair: pair[0])
        return full[before - 1][1] if before else full[-1][1]


def _fullest(group: Sequence[Mention], female: bool | None) -> list[tuple[int, str]]:
    """Where the persons stand who are named in full most often, of those whom "Mr." or "Mrs." can mean."""
    others = {m.given for m in group if female is not None and m.female is not None and m.female != female}
    often = Counter(m.given for m in group if m.given and m.given not in others)
    most = max(often.values(), default=0)
    return [(m.first, m.given) for m in group if m.given in often and m.given and often[m.given] == most]
