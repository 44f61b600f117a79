"""Whatever is typed is answered in words, and nothing that is said is more than words."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.library import Library
from newsterm.settings import Settings
from newsterm.simple.commands import Vocabulary
from newsterm.ui.keymap import Keymap
from tests.ui.shell.world import NOW, fill

from .script import BREAK, Script, talk
from .test_words import is_plain

_OUTSIDE = {"browse", "pipe", "play", "play-file", "export", "suspend", "quit", "exit", "back"}
_WORDS = [word for word in Vocabulary(Keymap.from_settings(Settings())).words() if word not in _OUTSIDE]
_KEYS = [*"jkhlgGnpNP][bJKevcw1234567890.srAxXdz;,FUSyYt", "ctrl+y"]
_ARGUMENTS = ["", "", "1", "3", "99", "0", "2-4", "port", "check", "x y", "coastal", "all", "unread", "-", '"', "is:no"]
_LINES = st.one_of(
    st.sampled_from(["", "", BREAK, "y", "1", "+check", "-check", "+a -b", "/port", "/is:", "help tag"]),
    st.sampled_from(_KEYS),
    st.builds(lambda word, argument: f"{word} {argument}", st.sampled_from(_WORDS), st.sampled_from(_ARGUMENTS)),
    st.text(max_size=8).filter(lambda text: not text.lstrip().startswith(("|", "o", "f", ":"))),
)


@given(st.lists(_LINES, max_size=25), st.sampled_from([None, 5, 24]), st.sampled_from([None, 9, 80]), st.booleans())
@settings(max_examples=25)
def test_every_line_is_answered_in_words(lines: list[str], height: int | None, width: int | None, plain: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(fill(Path(folder) / "newsterm.db"), clock=lambda: NOW) as library:
            script = talk(library, script=Script("1", *lines, width=width, height=height), ascii_only=plain)
            assert all(is_plain(line) for line in script.said)
            assert not plain or all(line.isascii() for line in script.said)
        with Library.open(Path(folder) / "newsterm.db", clock=lambda: NOW) as library:
            assert not library.check().problems
