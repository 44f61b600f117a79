"""Highlights and notes of the user's own: sentences by their numbers, or words as they stand in the article."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.model import Span, Target, clean_line
from newsterm.simple.claiming import claim_line
from newsterm.simple.commands import begun_by_number, numbers_in
from newsterm.simple.narrowing import Narrowing
from newsterm.ui.action import Where
from newsterm.ui.marks import noted_in, source_in

if TYPE_CHECKING:
    from newsterm.model import Reading as OpenedEntry

_WORDS = re.compile(r'"([^"]+)"|“([^”]+)”')
_NONE = "-"
"""What is typed in the place of a note that is to go."""


class Highlighting(Narrowing):
    """The actions that keep words of the article, and notes."""

    _sentences: tuple[Span, ...] = ()
    """The sentences that were numbered last."""

    def take(self, reading: OpenedEntry) -> None:
        """Have an item open; numbers of sentences were those of another text."""
        super().take(reading)
        self._sentences = ()

    def do_highlight(self, argument: str) -> None:
        """Keep sentences by their numbers, or words; without either, number the sentences that were read last."""
        text = self.need_article()
        if self.reading is None:
            return
        if not argument:
            self._number_sentences(text)
            return
        span, rest = self._meant(argument, text, self.reading.item.id)
        note, tags = noted_in(rest)
        action = self.library.highlight(self.reading.item.id, span, note=note, tags=tags)
        self.where, self.claim_id, self.carded = Where.CLAIMS, action.changes[0].id, None
        self.done(action)
        if self.claim is not None:
            self.say(claim_line(self.claim, text))

    def _number_sentences(self, text: str) -> None:
        """Number the sentences of what was read last."""
        parts = self.story[self.first : max(self.following, self.first + 1)]
        sentences = self.library.sentences(self.reading.article) if self.reading and self.reading.article else ()
        start, end = (parts[0].start, parts[-1].end) if parts else (0, 0)
        self._sentences = tuple(span for span in sentences if start <= span.start < end)
        if not self._sentences:
            self.say("There is no sentence here that can be highlighted.")
            return
        self.choosing = "highlight"
        lines = [f"{number}: {clean_line(text[a:b])}" for number, (a, b) in enumerate(self._sentences, 1)]
        self.say_pages(
            [*lines, 'highlight 1-2 keeps those; a note and +tags may follow; highlight "words" keeps words.']
        )

    def _meant(self, argument: str, text: str, entry: str) -> tuple[Span, str]:
        """What of the text is meant, and what is said of it. UsageError and NotFound where that is not clear."""
        quoted = _WORDS.match(argument)
        if quoted:
            words = quoted[1] or quoted[2]
            return self.library.place_of_words(entry, words), argument[quoted.end() :].strip()
        numbers, rest = begun_by_number(argument)
        if not numbers:
            return self.library.place_of_words(entry, argument), ""
        if not self._sentences:
            raise UsageError(
                "highlight alone numbers the sentences that were read last; words stand in quotation marks."
            )
        wanted = numbers_in(numbers)
        if any(not 1 <= number <= len(self._sentences) for number in wanted):
            raise UsageError(f"There are {len(self._sentences)} sentences; highlight numbers them again.")
        if sorted(wanted) != list(range(min(wanted), max(wanted) + 1)):
            raise UsageError("A highlight is one passage: name sentences that follow one another, such as 3-4.")
        return Span(self._sentences[min(wanted) - 1].start, self._sentences[max(wanted) - 1].end), rest

    def do_source(self, argument: str) -> None:
        """Say who says the highlight at hand."""
        _, claims = self.targets() if self.where is Where.CLAIMS else (Target.CLAIM, ())
        if not claims:
            raise UsageError("No highlight is at hand; claim and its number goes to one.")
        text = argument or self.ask(f"Who says it? Nothing leaves it, {_NONE} is nobody.", "said by")
        if text:
            name, kind = source_in("" if text == _NONE else text)
            self.done(self.library.set_source(claims, name, kind), nothing="The source is as it was.")

    def do_note(self, argument: str) -> None:
        """Write a note on what is marked or at hand."""
        target, ids = self.targets()
        if not ids:
            raise UsageError("There is nothing to write a note on here.")
        text = argument
        if not text:
            written = self.library.note(target, ids[0])
            self.say(f"Note: {clean_line(written)}" if written else "There is no note.")
            thing = "claim" if target is Target.CLAIM else "item"
            text = self.ask(f"What is the note on this {thing}? Nothing leaves it, {_NONE} takes it away.", "note")
        if text:
            text = "" if text == _NONE else text
            self.done(self.library.set_note(target, ids, text), nothing="The note is as it was.")

    def do_edit_note(self, _: str) -> None:
        """Write the note in the user's editor, where there is a terminal for it."""
        target, ids = self.targets()
        if not ids:
            raise UsageError("There is nothing to write a note on here.")
        if self.terminal.height is None:
            raise UsageError("There is no terminal for an editor here; note and a text writes a note.")
        from newsterm.ui.editing import edited  # noqa: PLC0415 - few write so much

        text = edited(self.library.note(target, ids[0]) or "", suspended=nullcontext)
        self.done(self.library.set_note(target, ids, text), nothing="The note is as it was.")
