"""What is written to the terminal for pictures: escape codes whole, and nothing that the rest of the writing breaks."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from newsterm.model import Drawn, Form
from newsterm.ui.graphics import Graphics
from newsterm.ui.terminal import cell_pixels, form_of
from newsterm.ui.thrift import thrifty

SIXEL = '\x1bP0;1;0q"1;1;20;20#0;2;9;9;9#0!20~\x1b\\'
CODE = re.compile("\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\\\")


def kitty(data: bytes, columns: int = 4, rows: int = 2) -> Drawn:
    return Drawn(form=Form.KITTY, columns=columns, rows=rows, data=data)


def codes(text: str) -> list[tuple[dict[str, str], str]]:
    """The keys and the payload of each of kitty's escape codes; nothing else may stand between them."""
    assert CODE.sub("", text) == ""
    return [(dict(key.split("=") for key in keys.split(",")), payload) for keys, payload in CODE.findall(text)]


def test_kitty_is_sent_the_image_in_pieces_and_its_cells_name_it() -> None:
    sent: list[str] = []
    data = bytes(range(256)) * 40
    rows = Graphics(sent.append).take("a", kitty(data))
    assert thrifty("".join(sent)) == "".join(sent)
    (first, _), *further = found = codes("".join(sent))
    assert b64decode("".join(payload for _, payload in found)) == data
    assert first | {"a": "T", "U": "1", "f": "100", "c": "4", "r": "2", "q": "2"} == first
    assert [keys["m"] for keys, _ in found] == ["1"] * (len(found) - 1) + ["0"]
    assert all(len(payload) <= 4096 for _, payload in found)
    assert all(set(keys) == {"q", "m"} for keys, _ in further)
    (segment,) = rows[0]
    assert segment.style is not None
    assert segment.style.color is not None
    red, green, blue = segment.style.color.get_truecolor()
    assert int(first["i"]) == red << 16 | green << 8 | blue


def test_kitty_forgets_what_is_drawn_anew_or_no_longer_shown() -> None:
    sent: list[str] = []
    graphics = Graphics(sent.append)
    graphics.take("a", kitty(b"1"))
    graphics.take("b", kitty(b"2"))
    graphics.take("a", kitty(b"3"))
    graphics.forget()
    graphics.forget()
    found = [keys for keys, _ in codes("".join(sent))]
    shown = [keys["i"] for keys in found if keys.get("a") == "T"]
    assert [keys["i"] for keys in found if keys.get("a") == "d"] == [shown[0], shown[2], shown[1]]


@pytest.fixture
def graphics() -> tuple[Graphics, list[str]]:
    made = Graphics(pytest.fail)
    rows = made.take("a", Drawn(form=Form.SIXEL, columns=6, rows=2, data=f"{SIXEL}\n{SIXEL}".encode()))
    return made, [segment.text for (segment,) in rows]


def test_a_row_of_signs_is_written_as_sixels_over_spaces(graphics: tuple[Graphics, list[str]]) -> None:
    made, (row, other) = graphics
    assert len(row) == len(other) == 6
    written = f"\x1b[2;4H\x1b[31m  {row} text\x1b[0m\x1b[3;4H{other}"
    painted = f"{' ' * 6}\x1b7\x1b[6D{SIXEL}\x1b8"
    assert made.laid(thrifty(written)) == f"\x1b[2;4H\x1b[31m  {painted} text\x1b[3;4H\x1b[0m{painted}"


def test_a_row_that_is_painted_in_part_stays_empty(graphics: tuple[Graphics, list[str]]) -> None:
    made, (row, _) = graphics
    assert made.laid(f"a{row[:4]}b") == "a    b"


def test_what_is_forgotten_is_not_written(graphics: tuple[Graphics, list[str]]) -> None:
    made, (row, _) = graphics
    made.forget()
    assert SIXEL not in made.laid(row)


def test_half_blocks_need_nothing_of_the_terminal() -> None:
    rows = Graphics(pytest.fail).take("a", Drawn(form=Form.HALF_BLOCKS, columns=2, rows=1, data=bytes(12)))
    assert [segment.text for segment in rows[0]] == ["▀▀"]


# -- which terminal ----------------------------------------------------------------------------------------------------

CELL = (10, 20)


@pytest.mark.parametrize(
    ("environ", "form"),
    [
        ({"TERM": "xterm-kitty"}, Form.KITTY),
        ({"TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/1"}, Form.KITTY),
        ({"TERM": "xterm-ghostty"}, Form.KITTY),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, Form.HALF_BLOCKS),
        ({"TERM": "screen-256color", "KITTY_WINDOW_ID": "1"}, Form.HALF_BLOCKS),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, Form.HALF_BLOCKS),
        ({"TERM": "foot"}, Form.SIXEL),
        ({"TERM": "mlterm-256color"}, Form.SIXEL),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Form.SIXEL),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, Form.HALF_BLOCKS),
        ({"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"}, Form.HALF_BLOCKS),
        ({}, Form.HALF_BLOCKS),
    ],
)
def test_the_environment_tells_what_a_terminal_shows(environ: dict[str, str], form: Form) -> None:
    assert form_of("auto", environ, colours="truecolor", cell=CELL) is form


def test_sixels_need_to_know_the_pixels_of_a_cell() -> None:
    assert form_of("auto", {"TERM": "foot"}, colours="truecolor", cell=None) is Form.HALF_BLOCKS
    assert form_of("sixel", {}, colours="truecolor", cell=None) is Form.SIXEL


def test_a_terminal_of_few_colours_shows_no_pictures() -> None:
    assert form_of("auto", {"TERM": "linux"}, colours="standard", cell=CELL) is None
    assert form_of("half-blocks", {}, colours=None, cell=CELL) is None
    assert form_of("auto", {"TERM": "xterm-kitty"}, colours="256", cell=CELL) is Form.HALF_BLOCKS
    assert form_of("never", {"TERM": "xterm-kitty"}, colours="truecolor", cell=CELL) is None


def test_who_is_no_terminal_has_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stdout__", None)
    assert cell_pixels() is None
