"""Highlights and notes of the user's own: words of the article selected by keys or mouse, and what is said of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.model import Target
from newsterm.ui.action import Where
from newsterm.ui.marks import noted_in, source_in, tag_names
from newsterm.ui.screens.inside import Inside

if TYPE_CHECKING:
    from newsterm.model import Reading as OpenedEntry
    from newsterm.model import Span
    from newsterm.ui.picking import Picking
    from newsterm.ui.widgets.select_line import SelectLine

_NO_STORY = "What is selected is no part of the story's text: captions and what stands around it can't be highlighted."


class Highlighting(Inside):
    """The actions that keep words of the article, and notes."""

    _picking: Picking | None = None
    """What is selected by keys, while that goes on."""
    _select_line: SelectLine | None = None
    """What takes the keys meanwhile; it stays, out of sight, for the next time."""
    _noting: tuple[Target, tuple[str, ...]] | None = None
    """What a note is being written on."""

    # -- selecting ---------------------------------------------------------------------------------------------------

    def action_do(self, action_id: str) -> None:
        """Do an action; while words are selected their key keeps them, as Enter does."""
        if action_id == "highlight" and self._picking is not None:
            self.on_select_line_kept()
        else:
            super().action_do(action_id)

    def do_highlight(self) -> None:
        """Keep what the mouse has selected, or begin to select by keys."""
        if not self._is_open():
            return
        if self.article.is_dragged:
            span = self.article.dragged()
            self.clear_selection()
            if span is None:
                self.say(_NO_STORY)
            else:
                self._highlight(span)
            return
        self._begin_selecting()

    def _begin_selecting(self) -> None:
        from newsterm.ui.picking import Picking  # noqa: PLC0415 - the first paint waits for neither
        from newsterm.ui.widgets.select_line import SelectLine  # noqa: PLC0415 - as above

        if self.reading is None or self.reading.article is None:
            return
        self.focus_pane(Where.ARTICLE)
        sentences = self.library.sentences(self.reading.article)
        picking = Picking.begun(self.reading.article.text, sentences, self.article)
        if picking is None:
            self.say("Nothing of this text can be highlighted: the story is empty.")
            return
        if self._select_line is None:
            self._select_line = SelectLine()
            self.mount(self._select_line)
        self._picking, self.prompt = picking, self._select_line
        self._select_line.display = True
        self.set_focus(self._select_line)  # not when it is mounted: what is typed until then would be lost
        self.say("")
        self._show_picked()

    def _show_picked(self) -> None:
        if self._picking is not None and self._select_line is not None:
            self.article.pick(self._picking.span, head=self._picking.head)
            told = self._picking.told
            self._select_line.tell(f"{told} ▸" if self._picking.forward else f"◂ {told}")

    def on_text_selected(self) -> None:
        """What the mouse selects meanwhile is meant instead, as if keys had selected it."""
        if self._picking is None or not self.article.is_dragged:
            return
        span = self.article.dragged()
        self.clear_selection()
        if span is None:
            self.say(_NO_STORY)
        else:
            self._picking.take(span)
            self._show_picked()

    def on_select_line_went(self, event: SelectLine.Went) -> None:
        """One end of the selection moves."""
        if self._picking is not None:
            self._picking.go(event.unit, event.step)
            self._show_picked()

    def on_select_line_beside(self, event: SelectLine.Beside) -> None:
        """Another sentence is meant."""
        if self._picking is not None:
            self._picking.go_beside(event.step)
            self._show_picked()

    def on_select_line_turned(self) -> None:
        """The other end is to move."""
        if self._picking is not None:
            self._picking.turn()
            self._show_picked()

    def on_select_line_copied(self) -> None:
        """Copy what is selected; it stays selected."""
        if self._picking is not None:
            self.app.copy_to_clipboard(self._picking.words)
            self.say(f"Copied {self._picking.told}.")

    def on_select_line_left(self) -> None:
        """Nothing is kept."""
        self._end_selecting()

    def on_select_line_kept(self) -> None:
        """Keep what is selected."""
        if self._picking is not None:
            span = self._picking.span
            self._end_selecting()
            try:
                self._highlight(span)
            except NewstermError as error:
                self.say(str(error), bad=True)

    def _end_selecting(self) -> None:
        self._picking = self.prompt = None
        if self._select_line is not None:
            self._select_line.display = False
        self.article.pick(None)
        self.close_prompt()

    def show_reading(self, reading: OpenedEntry) -> None:
        """Show an opened entry; what was selected was of another text."""
        if self._picking is not None:
            self._end_selecting()
            self.say("The text is another one now; nothing was highlighted.")
        super().show_reading(reading)

    # -- keeping -----------------------------------------------------------------------------------------------------

    def _highlight(self, span: Span) -> None:
        """Keep a part of the text at once, then ask what there is to say of it."""
        if self.reading is None:
            return
        action = self.library.highlight(self.reading.item.id, span)
        made = action.changes[0].id
        self.done(action)
        self.claims.focus_claim(made)
        self.article.focus_claim(made, scroll=False)
        self._noting = (Target.CLAIM, (made,))
        from newsterm.ui import completing  # noqa: PLC0415 - as above

        slots = self.tag_styles.slots(Target.CLAIM)
        complete = partial(completing.of_tags_in, names=tag_names(self.library, Target.CLAIM, slots))
        self.ask("highlight", "note", hint="and tags as +check; Enter alone: neither", complete=complete)

    def answer_highlight(self, text: str) -> None:
        """Note what was typed on the highlight, and tag it."""
        noting, self._noting = self._noting, None
        note, tags = noted_in(text)
        if noting is not None and (note or tags):
            self.done(self.library.annotate(noting[1], note=note, tags=tags))

    def left_highlight(self) -> None:
        """It stays highlighted, without a note."""
        self._noting = None

    def do_source(self) -> None:
        """Ask who says what is highlighted."""
        if self._sourced():
            self.ask("source", "said by", hint="a name, or document: the audit; an empty one is nobody")

    def answer_source(self, text: str) -> None:
        """Say who says it."""
        claims = self._sourced()
        if claims:
            self.done(self.library.set_source(claims, *source_in(text)), nothing="The source is as it was.")

    def _sourced(self) -> tuple[str, ...]:
        """The highlights that are marked or focused; says so where there is none."""
        claims = self.claims.targets()
        own = {marked.claim.id for marked in self.reading.claims if marked.claim.own} if self.reading else set()
        if claims and own.issuperset(claims):
            return claims
        self.say("Only a highlight of yours can be given a source." if claims else "There is no highlight here.")
        return ()

    # -- notes -------------------------------------------------------------------------------------------------------

    def do_note(self) -> None:
        """Ask for a note on what is marked or focused."""
        target, ids = self.target()
        if not ids:
            self.say("There is nothing to write a note on here.")
            return
        self._noting = target, ids
        written = self.library.note(target, ids[0]) or ""
        things = f"{len(ids)} {'claims' if target is Target.CLAIM else 'items'}" if len(ids) > 1 else ""
        self.ask("note", f"note on {things}" if things else "note", hint="an empty one is none", text=written)

    def answer_note(self, text: str) -> None:
        """Note it."""
        target, ids = self._noting or self.target()
        self._noting = None
        if not ids:
            self.say("There is nothing to write a note on here.")
            return
        self.done(self.library.set_note(target, ids, text), nothing="The note is as it was.")

    def do_edit_note(self) -> None:
        """Write the note in the user's editor."""
        target, ids = self.target()
        if not ids:
            self.say("There is nothing to write a note on here.")
            return
        from newsterm.ui.editing import edited  # noqa: PLC0415 - few write so much

        text = edited(self.library.note(target, ids[0]) or "", suspended=self.app.suspend)
        self.done(self.library.set_note(target, ids, text), nothing="The note is as it was.")

    def left_note(self) -> None:
        """The note stays as it was."""
        self._noting = None
