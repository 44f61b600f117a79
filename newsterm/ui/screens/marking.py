"""Marking: tags by digit, letter and name, stars, read marks, rejected claims, and taking all of it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsterm.model import TagEdit, Target
from newsterm.ui.marks import (
    all_read_question,
    apply_tags,
    colour_wish,
    empty_slot,
    names_in,
    tag_names,
    toggle_read,
    unread_in,
)
from newsterm.ui.places import remember_colour, tag_colours
from newsterm.ui.render.tags import tag_styles
from newsterm.ui.screens.reading import Reading

if TYPE_CHECKING:
    from newsterm.model import Action


class Marking(Reading):
    """The actions of the group Mark and tag."""

    _last_tags: str | TagEdit | None = None
    """What `.` repeats: a tag to toggle, or an edit."""

    # -- tags --------------------------------------------------------------------------------------------------------

    def do_slot(self, digit: int) -> None:
        """Toggle the tag of a slot."""
        target, _ = self.target()
        name = self.tag_styles.slots(target).get(digit)
        if not name:
            self.say(empty_slot(digit, target))
            return
        self.tag(name)

    def do_clear_slots(self) -> None:
        """Take away the tags of all slots."""
        target, _ = self.target()
        slots, present = self.tag_styles.slots(target).values(), self.present_tags()
        there = tuple(name for name in slots if name in present)
        if there:
            self.tag(TagEdit(remove=there))
        else:
            self.say("No slot's tag is set here.")

    def do_tag_colour(self) -> None:
        """Ask for a tag and its colour."""
        self.ask("tag-colour", "colour of", hint="a tag and a colour: check tomato, check #ff6347; check alone")

    def answer_tag_colour(self, text: str) -> None:
        """Give a tag this colour, everywhere and at once."""
        name, colour = colour_wish(text, self.tag_names())
        remember_colour(self.library, name, colour)
        self.tag_styles = tag_styles(self.settings, tag_colours(self.library))
        for shown in (self.feed, self.claims, self.status):
            shown.restyle(self.tag_styles)
        if colour and self.tag_styles.style(name) != colour:
            self.say(f'The settings give "{name}" another colour: tags.{name}.colour.', bad=True)
        else:
            self.say(f'"{name}" is {colour} now.' if colour else f'"{name}" has its usual colour again.')

    def do_repeat_tag(self) -> None:
        """Do the last tag action again."""
        if self._last_tags is None:
            self.say("No tag action to repeat yet.")
        else:
            self.tag(self._last_tags)

    def tag(self, what: str | TagEdit) -> None:
        """Toggle a tag, or edit tags, on what is marked or focused."""
        target, ids = self.target()
        if not ids:
            self.say("There is nothing to tag here.")
            return
        self._last_tags = what
        self.done(apply_tags(self.library, target, ids, what), nothing="No tag to change.")

    def tag_names(self) -> list[str]:
        """All tags that the target may get: those of the slots, then those in use, most used first."""
        target, _ = self.target()
        return tag_names(self.library, target, self.tag_styles.slots(target))

    def present_tags(self) -> list[str]:
        """The tags that what is marked or focused has."""
        target, ids = self.target()
        if target is Target.CLAIM:
            marked = {claim.claim.id: claim.state.tags for claim in self.reading.claims} if self.reading else {}
            tags = [tag for claim in ids for tag in marked.get(claim, ())]
        else:
            tags = [tag for entry in ids for tag in self.library.item(entry).state.tags]
        return list(dict.fromkeys(tags))

    def do_tag_menu(self) -> None:
        """Choose a tag by a letter, or type a new one."""
        from newsterm.ui.screens.tag_menu import TagMenu  # noqa: PLC0415 - the first paint waits for none of these

        if not self._taggable():
            return
        self.app.push_screen(TagMenu(self.tag_names(), self.present_tags(), self.tag_styles), self._tag_chosen)

    def _tag_chosen(self, edit: TagEdit | None) -> None:
        if edit is not None:
            self.tag(edit)

    def do_add_tag(self) -> None:
        """Add a tag by name."""
        if self._taggable():
            self.ask("add-tag", "+", hint="add a tag; commas separate several")

    def answer_add_tag(self, text: str) -> None:
        """Add these tags."""
        self._tag_by_name(text, add=True)

    def do_remove_tag(self) -> None:
        """Take a tag away by name."""
        from newsterm.ui import completing  # noqa: PLC0415 - as above

        present = self.present_tags()
        if not present:
            self.say("There is no tag to take away.")
            return
        complete = partial(completing.of_list, names=present)
        self.ask("remove-tag", "-", hint=f"take away: {', '.join(present)}", complete=complete)

    def answer_remove_tag(self, text: str) -> None:
        """Take these tags away."""
        self._tag_by_name(text, add=False)

    def _tag_by_name(self, text: str, *, add: bool) -> None:
        """Add or take away the tags of a typed line; commas separate several."""
        names = names_in(text)
        if names:
            self.tag(TagEdit(add=names) if add else TagEdit(remove=names))

    def _taggable(self) -> bool:
        """Whether there is something to tag; says so where there is not."""
        there = bool(self.target()[1])
        if not there:
            self.say("There is nothing to tag here.")
        return there

    # -- star, read, reject ------------------------------------------------------------------------------------------

    def do_star(self) -> None:
        """Star, or take the star away."""
        self.done(self.library.set_starred(self.some_items()))

    def do_read(self) -> None:
        """Mark read."""
        self.done(self.library.set_read(self.some_items()), nothing="Read already.")

    def do_unread(self) -> None:
        """Mark unread."""
        self.done(self.library.set_read(self.some_items(), read=False), nothing="Unread already.")

    def do_toggle_read(self) -> None:
        """Mark read, or unread where all are read."""
        self.done(toggle_read(self.library, self.some_items()))

    def do_all_read(self) -> None:
        """Ask, then mark all items shown read."""
        from newsterm.ui.screens.question import Question  # noqa: PLC0415

        ids = unread_in(self.library, self.meaning())
        if not ids:
            self.say("Everything shown is read.")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.done(self.library.set_read(ids))

        self.app.push_screen(Question(all_read_question(len(ids), self.showing.title)), answered)

    def do_reject(self) -> None:
        """Say that it is no claim."""
        claims = self.claims.targets()
        if not claims:
            self.say("There is no claim to reject.")
            return
        self.done(self.library.reject(claims))

    def do_mark(self) -> None:
        """Mark the row and move on."""
        self.pane.mark_and_advance()
        self.tell_heading()

    def do_clear_marks(self) -> None:
        """Take all marks away."""
        self.pane.clear_marks()
        self.tell_heading()

    # -- undo --------------------------------------------------------------------------------------------------------

    def do_undo(self) -> None:
        """Take back the last change."""
        action = self.library.undo()
        following = self.library.next_undo() if action else None
        more = f" · {self.key('undo')} again: {following.label}" if following else ""
        self._took_back(action, "undid", more, "There is nothing to undo.")

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._took_back(self.library.redo(), "redid", "", "There is nothing to redo.")

    def _took_back(self, action: Action | None, verb: str, more: str, nothing: str) -> None:
        if action is None:
            self.say(nothing)
            return
        self.show_changes(action)
        self.say(f"{verb}: {action.label}{more}")
