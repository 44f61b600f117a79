"""The application: the main screen in a terminal, themes, signals, and what remains of a crash."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual._compositor import CompositorUpdate
from textual.app import App
from textual.message import Message
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkerState

from newsterm.library import utc_now
from newsterm.model import clean_line
from newsterm.ui.screens.main import MainScreen
from newsterm.ui.shown import Shown
from newsterm.ui.terminal import draws_in_ascii
from newsterm.ui.themes import OWN
from newsterm.ui.thrift import thrifty_driver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.timer import Timer

    from newsterm.backstage import Backstage
    from newsterm.events import Event
    from newsterm.library import Library
    from newsterm.settings import Settings
    from newsterm.ui.keymap import Keymap


_WAITING = 6
"""Pieces of output, three a picture, that may wait for the terminal before no more are made."""
_LATE = 0.05
"""Seconds until the next try."""


class Told(Message):
    """The background told of something."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class NewstermApp(App[None], inherit_bindings=False):
    """The reader."""

    TITLE = "newsterm"
    CSS_PATH = "newsterm.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "say_how_to_quit")]

    def __init__(
        self,
        library: Library,
        backstage: Backstage | None,
        settings: Settings,
        keymap: Keymap,
        *,
        notices: Sequence[str] = (),
        log: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__()
        self._plainly: tuple[LineFilter, ...] = ()
        if draws_in_ascii(settings):
            from newsterm.ui.widgets.ascii_filter import AsciiFilter  # noqa: PLC0415 - few terminals need it

            self._plainly = (AsciiFilter(),)
        self._backstage, self._log_path = backstage, log
        self._shown = Shown()
        self._shown_late: Timer | None = None
        self.main = MainScreen(library, backstage, settings, keymap, notices=notices, clock=clock, zone=zone)
        for theme in OWN:
            self.register_theme(theme)
        self.theme = settings.interface.theme

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first one."""
        return self.main

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is painted."""
        return [*super().get_line_filters(), *self._plainly]

    def get_driver_class(self) -> type[Driver]:
        """The system's driver, with fewer bytes."""
        return thrifty_driver(super().get_driver_class(), self._laid)

    def _laid(self, text: str) -> str:
        """What is written to the terminal, pictures in the place of what stands for them."""
        return text if self.main.graphics is None else self.main.graphics.laid(text)

    def copy_to_clipboard(self, text: str) -> None:
        """Put the text on the clipboard, in the way of the settings; what goes wrong is said in words."""
        from newsterm import clipboard  # noqa: PLC0415 - few copy before the first paint

        self._clipboard = text
        command = clipboard.command_for(self.main.settings.open.clipboard, os.environ)
        try:
            if command is None:
                self.send(clipboard.sequence(text, os.environ))
            else:
                self.run_worker(self._give(text, command), group="clipboard")
        except clipboard.NotCopied as error:
            self.call_later(self.main.say, str(error), bad=True)

    async def _give(self, text: str, command: tuple[str, ...]) -> None:
        """Give a text to a command that copies, beside the loop."""
        from newsterm import clipboard  # noqa: PLC0415 - as above

        try:
            await asyncio.to_thread(clipboard.give, text, command)
        except clipboard.NotCopied as error:
            self.main.say(str(error), bad=True)

    def send(self, text: str) -> None:
        """Write to the terminal as it is."""
        if self._driver is not None:
            self._driver.write(text)

    def _display(self, screen: Screen[object], renderable: Any) -> None:
        """Write what differs from what the terminal shows."""
        if isinstance(renderable, CompositorUpdate) and screen is self.screen:
            if self._is_behind():
                # A slow line has not taken the last pictures yet: none is added that a later one would paint over.
                self._shown_late = self._shown_late or self.set_timer(_LATE, self._show_late)
                return
            renderable = self._shown.changes(renderable, self.size)
        super()._display(screen, renderable)

    def _is_behind(self) -> bool:
        """Whether what was written before waits for the terminal."""
        writer = getattr(self._driver, "_writer_thread", None)
        return writer is not None and writer._queue.qsize() > _WAITING  # noqa: SLF001 - it tells nobody otherwise

    def _show_late(self) -> None:
        """Show what is to be seen by this time, or wait on."""
        self._shown_late = None
        self.screen.refresh()

    def on_resize(self) -> None:
        """A terminal may have cut or moved what it shows."""
        self._shown.forget()

    def redraw(self) -> None:
        """Write everything again: something else has written to the terminal."""
        self._shown.forget()
        self.screen.refresh()

    def on_mount(self) -> None:
        """Listen to signals at once, to the background when the first paint is over."""
        self._obey_signals()
        self.app_resume_signal.subscribe(self, lambda _: self._shown.forget(), immediate=True)
        if not self.is_headless:
            self.main.to_terminal = self.send
        self.main.call_after_refresh(self._listen)

    def _listen(self) -> None:
        gc.freeze()
        gc.enable()
        if self._backstage is not None:
            self.run_worker(self._pass_on(self._backstage), name="backstage", exit_on_error=False)

    async def _pass_on(self, backstage: Backstage) -> None:
        async with aclosing(backstage.events()) as events:
            async for event in events:
                self.post_message(Told(event))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The background can't be heard any more: reading goes on without it."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and event.worker.name == "backstage" and isinstance(error, Exception):
            self._note(error, "lost the background")
            self.main.say(f"The background stopped: {clean_line(str(error))}. Reading goes on without it.", bad=True)

    def on_told(self, message: Told) -> None:
        """Show it."""
        self.main.told(message.event)

    def action_say_how_to_quit(self) -> None:
        """Ctrl+C quits nothing by accident."""
        self.main.say(f"{self.main.key('quit')} quits.")

    def _obey_signals(self) -> None:
        """Losing the terminal and being asked to end are ways to leave, not accidents."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(getattr(signal, name), lambda: self.exit(return_code=0))

    async def on_unmount(self) -> None:
        """Keep the place, and see the background off: a loop that closes around it would leave its pipes open."""
        self.main.leave()
        if self.main.graphics is not None:
            self.main.graphics.forget()
        for worker in [w for w in self.workers if w.name == "backstage"]:
            if not worker.is_cancelled:  # a second time would break off its goodbye
                worker.cancel()
            with suppress(WorkerFailed, WorkerCancelled):
                await worker.wait()

    def _handle_exception(self, error: Exception) -> None:
        """Write down a crash before the terminal is given back."""
        self._note(error, "crashed")
        super()._handle_exception(error)

    def _note(self, error: Exception, what: str) -> None:
        """Add an error's story to the log."""
        if self._log_path is None:
            return
        import traceback  # noqa: PLC0415 - only an error needs it

        with suppress(OSError):
            self._log_path.parent.mkdir(parents=True, exist_ok=True)
            with self._log_path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"{utc_now():%Y-%m-%dT%H:%M:%SZ} the reader (process {os.getpid()}) {what}\n")
                log.write("".join(traceback.format_exception(error)))
