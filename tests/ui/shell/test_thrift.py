"""What is written in fewer bytes looks the same."""

from __future__ import annotations

import threading

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from newsterm.ui.thrift import thrifty, thrifty_driver

COLOURS = ("red", "bright_blue", "#102030", "#ffeedd", "color(77)", None)
STYLES = st.builds(
    Style,
    color=st.sampled_from(COLOURS),
    bgcolor=st.sampled_from(COLOURS),
    bold=st.booleans(),
    dim=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
)
OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "27": {"7"}}
"""What takes attributes away (ECMA-48, 8.3.117)."""
RUNS = st.lists(st.tuples(st.text("ab ●", min_size=1, max_size=4), STYLES | st.none()), max_size=8)


def written(runs: list[tuple[str, Style | None]]) -> str:
    """As textual writes a line: each run with its whole style, a move of the cursor before."""
    parts = [style.render(text, color_system=ColorSystem.TRUECOLOR) if style else text for text, style in runs]
    return "\x1b[3;4H" + "".join(parts) + "\r\n\x1b[1;1H"


def painted(data: str) -> list[tuple[str, frozenset[str], str, str]]:
    """Every character with the state in which a terminal paints it; a state machine that knows nothing of ours."""
    cells: list[tuple[str, frozenset[str], str, str]] = []
    flags: set[str] = set()
    ink = paper = ""
    i = 0
    while i < len(data):
        if data.startswith("\x1b[", i):
            end = next(j for j in range(i + 2, len(data)) if data[j].isalpha())
            if data[end] == "m":
                codes = data[i + 2 : end].split(";")
                while codes:
                    code = codes.pop(0)
                    if code in {"", "0"}:
                        flags, ink, paper = set(), "", ""
                    elif code in {"38", "48"}:
                        count = 4 if codes[0] == "2" else 2
                        colour = ";".join(codes[:count])
                        del codes[:count]
                        ink, paper = (colour, paper) if code == "38" else (ink, colour)
                    elif 30 <= int(code) <= 39 or 90 <= int(code) <= 97:
                        ink = "" if code == "39" else code
                    elif 40 <= int(code) <= 49 or 100 <= int(code) <= 107:
                        paper = "" if code == "49" else code
                    elif code in OFF:
                        flags -= OFF[code]
                    else:
                        flags.add(code)
            else:
                cells.append((data[i : end + 1], frozenset(), "", ""))
            i = end + 1
            continue
        cells.append(
            (data[i], frozenset(flags), ink, paper) if data[i] not in "\r\n" else (data[i], frozenset(), "", "")
        )
        i += 1
    return cells


@settings(max_examples=150)
@given(RUNS)
def test_every_character_keeps_its_style(runs: list[tuple[str, Style | None]]) -> None:
    assert painted(thrifty(written(runs))) == painted(written(runs))


@settings(max_examples=100)
@given(RUNS)
def test_it_is_never_longer(runs: list[tuple[str, Style | None]]) -> None:
    assert len(thrifty(written(runs))) <= len(written(runs))


def test_what_has_no_style_is_left_alone() -> None:
    assert thrifty("\x1b[?25l") == "\x1b[?25l"


def test_it_ends_in_the_plain_style() -> None:
    assert thrifty(written([("a", Style(color="red"))])).endswith("\x1b[0m")


class Terminal:
    """A driver whose thread writes until the terminal is gone."""

    def __init__(self) -> None:
        self.gone = threading.Event()
        self._writer_thread = threading.Thread(target=self.gone.wait)
        self._writer_thread.start()
        self.calls: list[str] = []

    def write(self, data: str) -> None:
        self.calls.append(data)

    def close(self) -> None:
        self.calls.append("closed")


def test_nobody_waits_for_a_terminal_that_is_gone() -> None:
    driver = thrifty_driver(Terminal)()
    driver.write("a")
    driver.close()
    driver.gone.set()
    driver._writer_thread.join()
    driver.write("b")
    driver.close()
    assert driver.calls == ["a", "closed"]


def test_an_attribute_that_ends_costs_no_colours() -> None:
    bold, plain = (Style(color="#102030", bgcolor="#ffeedd", bold=on) for on in (True, False))
    assert "\x1b[22mb" in thrifty(written([("a", bold), ("b", plain)]))
