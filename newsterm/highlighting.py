"""Highlights and notes of the user's own: made, found by their words, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import NotFound, UsageError
from newsterm.kept import Kept
from newsterm.model import Kind, TagEdit, Target, clean_line, clean_text, counted, nearest_place, places_of_words
from newsterm.store import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.model import Action, Article, Change, Span

_AROUND = 30
"""Characters shown on either side of a place."""


class Highlighting(Kept):
    """What the user says of texts."""

    def highlight(
        self,
        entry_id: str,
        span: Span,
        *,
        note: str | None = None,
        tags: Sequence[str] = (),
        source: str | None = None,
        kind: Kind = Kind.NAMED_PERSON,
    ) -> Action:
        """Keep a range of an item's text, with a note, tags and who says it; the change names the highlight.

        NotFound where there is no such item or no text of it, UsageError where the range has nothing of the story, or
        is highlighted already.
        """
        from newsterm.claims.by_hand import own_claim  # noqa: PLC0415 - only who highlights waits for it

        article = self._article_of(entry_id)
        said_by = clean_line(source or "") or None
        claim = own_claim(article, span, source=said_by, kind=kind, outlet=article.outlet)
        if claim is None:
            raise UsageError("Nothing there is part of the story's text: captions and what stands around it are not.")
        words = sum(len(article.text[part.start : part.end].split()) for part in claim.content)
        label = f"highlighted {counted(words, 'word')}"
        noted = clean_text(note or "").strip() or None
        action = self._store.highlight(entry_id, claim, tags=tags, note=noted, label=label, at=self._clock())
        if action is None:
            raise UsageError("These words are highlighted already.")
        return action

    def _article_of(self, entry_id: str) -> Article:
        reading = self._store.reading(entry_id)
        if reading is None:
            raise NotFound(f'There is no item "{clean_line(entry_id)}"; `newsterm list` shows the ids.')
        if reading.article is None:
            raise NotFound("The text of this item is not prepared yet; `newsterm poll` does it.")
        return reading.article

    def place_of_words(self, entry_id: str, words: str, *, nth: int | None = None, prefix: str = "") -> Span:
        """Where the words stand in an item's text: the only place, or the `nth` from 1 on.

        NotFound where they don't stand there, with the nearest that do; UsageError where several places have them.
        """
        text = self._article_of(entry_id).text
        places = tuple(places_of_words(text, words, prefix=prefix))
        if not places:
            near = nearest_place(text, words) if not prefix else next(places_of_words(text, words), None)
            hint = f" The nearest is: {_shown(text, near)}" if near is not None else ""
            after = " after those words" if prefix else ""
            raise NotFound(f'"{clean_line(words)}" does not stand in the text{after}.{hint}')
        if nth is None and len(places) > 1:
            where = "; ".join(f"{number}. {_shown(text, place)}" for number, place in enumerate(places[:3], 1))
            many = f"These words stand in {len(places):,} places"
            raise UsageError(f"{many}; --nth says which, or --prefix what stands before: {where}")
        if nth is not None and nth > len(places):
            raise NotFound(f"These words stand in {counted(len(places), 'place')} only.")
        return places[(nth or 1) - 1]

    def reject(self, claim_ids: Iterable[str], rejected: bool = True) -> Action | None:
        """Say that these are no claims (or that they are): hidden and kept out of counts, never lost.

        Those that are highlights of the user's own are taken away (or brought back).
        """
        keys = tuple(claim_ids)
        own = {key for key, state in self._store.claim_states(keys).items() if state.kept is not None}
        found = [key for key in keys if key not in own]
        verbs = ("rejected", "removed") if rejected else ("took back the rejection of", "brought back")

        def told(changes: Sequence[Change]) -> str:
            highlights = sum(change.target is Target.HIGHLIGHT for change in changes)
            counts = (len(changes) - highlights, highlights)
            things = [counted(count, noun) for count, noun in zip(counts, ("claim", "highlight"), strict=True)]
            return " and ".join(f"{v} {t}" for v, t, n in zip(verbs, things, counts, strict=True) if n)

        edits = (
            Edit(Target.CLAIM, found, "rejected", rejected),
            Edit(Target.HIGHLIGHT, [key for key in keys if key in own], "kept", not rejected),
        )
        return self._store.edit_all(edits, label=told, at=self._clock())

    def set_note(self, target: Target, ids: Iterable[str], note: str) -> Action | None:
        """Give items or claims a note in the user's words; an empty one takes it away."""
        text = clean_text(note).strip() or None
        verb = "noted on" if text else "took the note from"
        return self._edit(target, ids, "note", text, lambda things: f"{verb} {things}")

    def annotate(self, claim_ids: Sequence[str], *, note: str = "", tags: Sequence[str] = ()) -> Action | None:
        """Give claims a note and tags as one action; nothing is taken from them."""
        edits = []
        if text := clean_text(note).strip():
            edits.append(Edit(Target.CLAIM, claim_ids, "note", text))
        if tags:
            edits.append(Edit(Target.CLAIM, claim_ids, "tags", TagEdit(add=tuple(tags)).apply))
        things = counted(len(claim_ids), "claim")
        told = " and ".join(filter(None, (TagEdit(add=tuple(tags)).told(things), f"noted on {things}" if text else "")))
        return self._store.edit_all(edits, label=lambda _: told, at=self._clock())

    def set_source(self, claim_ids: Sequence[str], source: str, kind: Kind = Kind.NAMED_PERSON) -> Action | None:
        """Say who says what the user highlighted: then it counts as a claim; an empty source is nobody.

        UsageError where none of these is a highlight of the user's own.
        """
        if all(state.kept is None for state in self._store.claim_states(claim_ids).values()):
            raise UsageError("Only a highlight of yours can be given a source.")
        name = clean_line(source)
        verb = "named the source of" if name else "took the source from"
        wanted = f"{kind.value}:{name}" if name else None
        return self._edit(Target.HIGHLIGHT, claim_ids, "source", wanted, lambda things: f"{verb} {things}")

    def note(self, target: Target, thing: str) -> str | None:
        """The note on an item or a claim; None where there is none, or no such thing."""
        claims = target is Target.CLAIM
        states = self._store.claim_states([thing]) if claims else self._store.entry_states([thing])
        return states[thing].note if thing in states else None

    def sentences(self, article: Article) -> tuple[Span, ...]:
        """The sentences of an article's story."""
        from newsterm.claims.by_hand import sentences_of  # noqa: PLC0415 - as above

        return tuple(sentences_of(article))


def _shown(text: str, place: Span) -> str:
    before, after = text[max(0, place.start - _AROUND) : place.start], text[place.end : place.end + _AROUND]
    return f"…{clean_line(before + text[place.start : place.end] + after)}…"
