"""The interface: three panes over the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsterm.backstage import Backstage
    from newsterm.library import Library
    from newsterm.settings import Settings

__all__ = ["run"]


def run(
    library: Library,
    backstage: Backstage | None,
    settings: Settings,
    *,
    notices: Sequence[str] = (),
    log: Path | None = None,
) -> int:
    """Show the library until the user leaves; 0 then, 1 after a crash, whose story is added to the file `log`.

    Without a `backstage` nothing is fetched or prepared. Raises SettingsError where the settings' keys clash.
    """
    import gc  # noqa: PLC0415
    import os  # noqa: PLC0415

    # The first paint makes 200,000 lasting objects and no garbage: collections would cost it 30 ms. The app goes back
    # to normal once it is on the screen.
    gc.disable()
    from newsterm.ui.app import NewstermApp  # noqa: PLC0415 - textual's 90 ms are for those who open the reader
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415
    from newsterm.ui.terminal import settled  # noqa: PLC0415

    keymap, settings = Keymap.from_settings(settings), settled(settings, os.environ)
    app = NewstermApp(library, backstage, settings, keymap, notices=notices, log=log)
    app.run(mouse=settings.interface.mouse)
    if app.main.sample_wanted:
        import subprocess  # noqa: PLC0415
        import sys  # noqa: PLC0415

        return subprocess.call([sys.executable, "-m", "newsterm", "demo"])
    return app.return_code or 0
