"""Marking: tags by digit and name, stars, read marks, rejected claims, and taking all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.model import TagEdit, Target
from newsterm.simple.highlighting import Highlighting
from newsterm.simple.items import tag_words
from newsterm.simple.plain import sentence
from newsterm.ui.action import Where
from newsterm.ui.marks import (
    all_read_question,
    apply_tags,
    empty_slot,
    names_in,
    tag_names,
    toggle_read,
    unread_in,
)

if TYPE_CHECKING:
    from newsterm.model import Action


class Marking(Highlighting):
    """The actions of the group Mark and tag."""

    _last_tags: str | TagEdit | None = None
    """What is repeated: a tag to toggle, or an edit."""

    # -- tags --------------------------------------------------------------------------------------------------------

    def do_slot(self, digit: int, argument: str = "") -> None:
        """Toggle the tag of a slot."""
        target, _ = self.targets(argument)
        name = self.slots(target).get(digit)
        if name:
            self.tag(name, argument)
        else:
            self.say(empty_slot(digit, target))

    def do_clear_slots(self, argument: str) -> None:
        """Take away the tags of all slots."""
        target, _ = self.targets(argument)
        self.tag(TagEdit(remove=tuple(self.slots(target).values())), argument)

    def do_repeat_tag(self, argument: str) -> None:
        """Do the last tag action again."""
        if self._last_tags is None:
            self.say("No tag action to repeat yet.")
        else:
            self.tag(self._last_tags, argument)

    def tag(self, what: str | TagEdit, argument: str = "") -> None:
        """Toggle a tag, or edit tags, on what is named, marked or at hand."""
        target, ids = self.targets(argument)
        if not ids:
            raise UsageError("There is nothing to tag here.")
        self._last_tags = what
        self.done(apply_tags(self.library, target, ids, what), nothing="No tag to change.")

    def do_tag_menu(self, argument: str) -> None:
        """Add a tag, or say which there are."""
        if argument:
            self.do_add_tag(argument)
            return
        target, _ = self.targets()
        slots = {name: digit for digit, name in self.slots(target).items()}
        names = tag_names(self.library, target, self.slots(target))
        told = [f"{name}, slot {slots[name]}" if name in slots else name for name in names]
        self.say(sentence(f"Here: {tag_words(self._present()) or 'no tag'}"))
        self.say_pages([sentence(f"Tags: {'; '.join(told)}"), "tag and a name adds one, untag takes it away."])

    def _present(self) -> list[str]:
        """The tags that what is marked or at hand has."""
        target, ids = self.targets()
        if target is Target.CLAIM:
            marked = {claim.id: claim.marked.state.tags for claim in self.shown_claims()}
            tags = [tag for claim in ids for tag in marked.get(claim, ())]
        else:
            tags = [tag for entry in ids for tag in self.library.item(entry).state.tags]
        return list(dict.fromkeys(tags))

    def do_add_tag(self, argument: str) -> None:
        """Add tags by name."""
        self._tag_by_name(argument or self.ask("Which tags? Commas separate several, nothing leaves.", "add"), add=True)

    def do_remove_tag(self, argument: str) -> None:
        """Take tags away by name."""
        present = ", ".join(self._present())
        if not present:
            self.say("There is no tag to take away.")
            return
        self._tag_by_name(argument or self.ask(f"Which of {present}? Nothing leaves.", "take away"), add=False)

    def _tag_by_name(self, text: str, *, add: bool) -> None:
        """The tags of a line; after the first, words that begin with + or - say themselves what is done."""
        parts = text.split()
        if any(part[0] in "+-" and len(part) > 1 for part in parts):
            signed = [part if part[0] in "+-" else f"{'+' if add else '-'}{part}" for part in parts]
            edit = TagEdit(
                add=names_in(",".join(part for part in signed if part[0] == "+")),
                remove=names_in(",".join(part for part in signed if part[0] == "-")),
            )
        else:
            names = names_in(text)
            edit = TagEdit(add=names) if add else TagEdit(remove=names)
        if edit.add or edit.remove:
            self.tag(edit)

    # -- star, read, reject ------------------------------------------------------------------------------------------

    def _some(self, argument: str) -> tuple[str, ...]:
        entries = self.entries(argument)
        if not entries:
            raise UsageError("There is no item here.")
        return entries

    def do_star(self, argument: str) -> None:
        """Star, or take the star away."""
        self.done(self.library.set_starred(self._some(argument)))

    def do_read(self, argument: str) -> None:
        """Mark read."""
        self.done(self.library.set_read(self._some(argument)), nothing="Read already.")

    def do_unread(self, argument: str) -> None:
        """Mark unread."""
        self.done(self.library.set_read(self._some(argument), read=False), nothing="Unread already.")

    def do_toggle_read(self, argument: str) -> None:
        """Mark read, or unread where all are read."""
        self.done(toggle_read(self.library, self._some(argument)))

    def do_all_read(self, _: str) -> None:
        """Ask, then mark all items shown read."""
        ids = unread_in(self.library, self.meaning())
        if not ids:
            self.say("Everything shown is read.")
        elif self.agrees(all_read_question(len(ids), self.showing.title)):
            self.done(self.library.set_read(ids))
        else:
            self.say("Nothing was marked.")

    def do_reject(self, argument: str) -> None:
        """Say that it is no claim."""
        _, claims = self.targets(argument)
        if not claims:
            raise UsageError("There is no claim to reject.")
        self.done(self.library.reject(claims))
        if self.claim is None:
            self.where, self.claim_id = Where.ARTICLE, None

    def do_mark(self, argument: str) -> None:
        """Mark what the numbers name, or what is at hand, or take the marks away."""
        rows = self.marked[self.where]
        if argument:
            ids = list(self.targets(argument)[1])
        elif self.where is Where.CLAIMS:
            ids = [self.claim.id] if self.claim else []
        else:
            ids = [self.cursor_id] if self.cursor_id else []
        if not ids:
            raise UsageError("There is nothing to mark here.")
        for key in ids:
            if key in rows:
                del rows[key]
            else:
                rows[key] = None
        self.say(f"{len(rows)} marked; verbs act on what is marked.")

    def do_clear_marks(self, _: str) -> None:
        """Take all marks away."""
        self.marked[self.where].clear()
        self.say("Nothing is marked.")

    # -- undo --------------------------------------------------------------------------------------------------------

    def do_undo(self, _: str) -> None:
        """Take back the last change."""
        action = self.library.undo()
        following = self.library.next_undo() if action else None
        more = f"; {self.key('undo')} again: {following.label}" if following else ""
        self._took_back(action, "undid", more, "There is nothing to undo.")

    def do_redo(self, _: str) -> None:
        """Do again what was undone."""
        self._took_back(self.library.redo(), "redid", "", "There is nothing to redo.")

    def _took_back(self, action: Action | None, verb: str, more: str, nothing: str) -> None:
        if action is None:
            self.say(nothing)
            return
        self.show_changes(action)
        self.say(sentence(f"{verb}: {action.label}{more}"))
