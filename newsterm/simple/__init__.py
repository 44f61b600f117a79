"""The reader line by line, without boxes: for screen readers, braille, dumb terminals and slow lines."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsterm.backstage import Backstage
    from newsterm.library import Library
    from newsterm.settings import Settings

__all__ = ["run"]

_HISTORY = "simple.history"


def run(
    library: Library,
    backstage: Backstage | None,
    settings: Settings,
    *,
    environ: Mapping[str, str],
    notices: Sequence[str] = (),
) -> int:
    """Talk about the library on standard input and output until the user leaves; 0 then.

    Without a `backstage` nothing is fetched or prepared. Raises SettingsError where the settings' keys clash, and
    BrokenPipeError where nobody listens any more.
    """
    from newsterm.simple.hearing import Hearing  # noqa: PLC0415 - only who reads so pays for it
    from newsterm.simple.talk import Talk  # noqa: PLC0415
    from newsterm.simple.terminal import RealTerminal  # noqa: PLC0415
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415
    from newsterm.ui.terminal import speaks_ascii  # noqa: PLC0415

    keymap = Keymap.from_settings(settings)
    hearing = Hearing(backstage) if backstage is not None else None
    kept = library.memo(_HISTORY)
    history = [line for line in kept if isinstance(line, str)] if isinstance(kept, list) else []
    with RealTerminal() as terminal:
        plainly = speaks_ascii(settings.interface.ascii, environ)
        talk = Talk(library, hearing, settings, keymap, terminal, ascii_only=plainly)
        terminal.edit_lines(history, talk.completed)
        if hearing is not None:
            hearing.start()
        try:
            talk.run(notices)
        finally:
            if hearing is not None:
                hearing.close()
            if terminal.history:
                with suppress(NewstermError):  # the cache can't be written: that was said where it mattered
                    library.remember(_HISTORY, terminal.history)
    return 0
