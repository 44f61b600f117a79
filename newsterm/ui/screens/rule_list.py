"""The list of rules: which are on, what each does and how often it did, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList

from newsterm.errors import NewstermError
from newsterm.model import Applications
from newsterm.ui.render.cells import fit, fit_right, one_line
from newsterm.ui.render.times import clock_time
from newsterm.ui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.binding import BindingType

    from newsterm.library import Library
    from newsterm.model import Action, Rule

_NAME, _DOES, _COUNT = 22, 40, 8


class RuleList(Picker[str]):
    """Turn rules on and off, move and remove them."""

    HEADING = "RULES"
    SUBTITLE = "Enter on or off · shift+↑↓ moves · ctrl+r removes"
    DETAILED = True
    DEFAULT_CSS = "RuleList { #sheet { width: 80; max-width: 100%; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up,alt+up", "move(-1)", show=False),
        Binding("shift+down,alt+down", "move(1)", show=False),
        Binding("ctrl+r", "remove", show=False),
    ]

    def __init__(self, library: Library, now: datetime, changed: Callable[[Action | None], None]) -> None:
        """`now` in the zone in which times are shown; `changed` is told of every change."""
        super().__init__()
        self._library, self._now, self._changed = library, now, changed

    def choices(self) -> Sequence[Choice[str]]:
        """The rules in their order."""
        applied = self._library.applications()
        return [self._row(rule, applied.get(rule.name, Applications())) for rule in self._library.rules()]

    def _row(self, rule: Rule, applied: Applications) -> Choice[str]:
        problem = self._library.rule_problem(rule)
        state = "!" if problem else "●" if rule.applies(self._now) else "○"
        last = f" · last {clock_time(applied.last, self._now, self._now.tzinfo)}" if applied.last else ""
        until = f" · until {rule.until.astimezone(self._now.tzinfo):%d %b %Y}" if rule.until else ""
        does = f"{one_line(rule.shown_query)} → {', '.join(rule.does)}"
        shown = Content.assemble(
            (f"{state} ", "$text-error" if problem else "$text-accent" if state == "●" else "dim"),
            fit(one_line(rule.name), _NAME),
            " ",
            (fit(does, _DOES), "dim"),
            (fit_right(f"{applied.count:,}", _COUNT), "dim"),
        )
        return Choice(shown, f"{rule.name} {does}", rule.name, detail=one_line(problem or f"{does}{last}{until}"))

    def _choose(self, place: int) -> None:
        name = self._shown[place].value
        if name is not None:
            self._do(lambda: self._library.turn_rules(name, on=not self._library.rule(name).on), name)

    def action_move(self, step: int) -> None:
        """Move the rule up or down."""
        name = self._highlighted()
        if name is not None:
            order = [rule.name for rule in self._library.rules()]
            self._do(lambda: self._library.move_rule(name, order.index(name) + 1 + step), name)

    def action_remove(self) -> None:
        """Remove the rule."""
        name = self._highlighted()
        if name is not None:
            self._do(lambda: self._library.remove_rules(name), name)

    def _highlighted(self) -> str | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or place >= len(self._shown) else self._shown[place].value

    def _do(self, change: Callable[[], Action | None], name: str) -> None:
        """Change something, and show the list anew with the same rule highlighted."""
        options = self.query_one(OptionList)
        before = options.highlighted or 0
        try:
            self._changed(change())
        except NewstermError as error:  # another process has taken it away
            self.notify(str(error), severity="error", markup=False)
        self._all = list(self.choices())
        self._narrow(self.query_one(Input).value)
        places = [place for place, choice in enumerate(self._shown) if choice.value == name]
        options.highlighted = places[0] if places else min(before, len(self._shown) - 1) if self._shown else None
