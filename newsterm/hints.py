"""The nearest known word to one that is not known: for errors that help to mend themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None where none is near."""
    import difflib  # noqa: PLC0415 - 6 ms that only an error should cost

    by_folded = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def matching(wanted: str, names: Sequence[str]) -> list[int]:
    """The places of the names that are the wanted one, else of those that hold it, case folded."""
    folded, words = [name.casefold() for name in names], wanted.casefold()
    same = [i for i, name in enumerate(folded) if name == words]
    return same or [i for i, name in enumerate(folded) if words in name]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean "..."?`, with the space before it, or nothing where no known word is near."""
    found = nearest(word, known)
    return f' Did you mean "{found}"?' if found else ""
