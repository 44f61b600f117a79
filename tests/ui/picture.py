"""The README's picture: `python -m tests.ui.picture` polls the sample and lets the app draw itself over it."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from newsterm.demo import Newsstand, subscriptions
from newsterm.library import Library, utc_now
from newsterm.paths import find_paths
from newsterm.poller.desk import open_desk
from newsterm.poller.prepare import Preparer
from newsterm.poller.round import run_round
from newsterm.settings import Settings
from newsterm.ui.app import NewstermApp
from newsterm.ui.keymap import Keymap

SIZE = (120, 36)


async def draw(target: Path, *keys: str, size: tuple[int, int] = SIZE, theme: str | None = None) -> None:
    """Write what the reader shows over the sample after these keys."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, Newsstand(now=utc_now()) as stand:
        paths = find_paths(folder, str(Path(folder, "none.toml")), {})
        async with open_desk(paths, settings, tell=lambda _: None) as desk:
            desk.store.subscribe(subscriptions(stand, utc_now()))
            await run_round(desk)
            await Preparer(desk).all_waiting()
        with Library.open(paths.store) as library:
            app = NewstermApp(library, None, settings, Keymap.from_settings(settings))
            async with app.run_test(size=size) as pilot:
                if theme:
                    app.theme = theme
                await pilot.pause(0.3)
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(0.2)
                target.write_text(app.export_screenshot(title="newsterm"), "utf-8")


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("picture.svg")
    asyncio.run(draw(where, *(sys.argv[2:] or ["j", "j", "enter", "l", "right_square_bracket", "1"])))
