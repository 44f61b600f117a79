"""Pictures on their way to the terminal: what was sent to it, and what is written where signs stand for sixels."""

from __future__ import annotations

import random
from base64 import b64encode
from typing import TYPE_CHECKING

from newsterm.model import Form
from newsterm.ui.render import signs
from newsterm.ui.render.cellart import COUNTERS, half_blocks, placeholders, stand_ins

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from newsterm.model import Drawn
    from newsterm.ui.render.cellart import Rows

MOST_CELLS = len(COUNTERS)
"""Columns and rows that a picture may take."""
_CHUNK = 4096
"""Bytes of payload in an escape code, at most (kitty's graphics protocol)."""


class Graphics:
    """What the terminal holds of pictures.

    `send` writes to the terminal as it is. Sixels can't be part of a line that textual cuts and joins; a row of them is
    a row of equal signs until `laid` writes it.
    """

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._numbers: dict[str, int] = {}
        """What the terminal calls the pictures that it keeps, by their address."""
        self._next = random.randrange(1 << 16, 1 << 23)  # noqa: S311 - only unlike that of another newsterm beside
        self._sign = signs.FIRST
        self._sixels: dict[str, tuple[int, str]] = {}

    def take(self, url: str, drawn: Drawn) -> Rows:
        """The cells that show the picture, after the terminal was given what they need.

        It takes the place of an earlier drawing of the same address.
        """
        match drawn.form:
            case Form.KITTY:
                self._next += 1
                before, self._numbers[url] = self._numbers.get(url), self._next
                self._send("".join([*([removal(before)] if before else []), *transmission(drawn, self._next)]))
                return placeholders(drawn, self._next)
            case Form.SIXEL:
                rows = drawn.data.decode("ascii", "replace").split("\n")[: drawn.rows]
                return stand_ins(drawn, [self._sign_for(row, drawn.columns) for row in rows])
            case _:
                return half_blocks(drawn)

    def _sign_for(self, sixels: str, columns: int) -> str:
        sign = chr(self._sign)
        self._sign = self._sign + 1 if self._sign < signs.LAST else signs.FIRST
        self._sixels[sign] = (columns, sixels)
        return sign

    def forget(self) -> None:
        """Have the terminal forget all pictures; none of them is shown any more."""
        if self._numbers:
            self._send("".join(removal(number) for number in self._numbers.values()))
        self._numbers.clear()
        self._sixels.clear()

    def laid(self, text: str) -> str:
        """What is written to the terminal, with sixels in the place of their signs.

        First come spaces, which take away what was there; a row of which only a part is painted stays empty.
        """
        return signs.RUN.sub(self._painted, text) if self._sixels else text

    def _painted(self, run: re.Match[str]) -> str:
        number = len(run[0])
        columns, sixels = self._sixels.get(run[1], (0, ""))
        painted = f"\x1b7\x1b[{number}D{sixels}\x1b8" if number == columns else ""
        return " " * number + painted


def transmission(drawn: Drawn, number: int) -> Iterator[str]:
    """The escape codes that give a terminal a PNG and the cells for it, quietly (kitty's graphics protocol)."""
    payload = b64encode(drawn.data).decode("ascii")
    chunks = [payload[start : start + _CHUNK] for start in range(0, len(payload), _CHUNK)]
    keys = f"a=T,U=1,f=100,i={number},c={drawn.columns},r={drawn.rows},q=2,"
    for place, chunk in enumerate(chunks, start=1):
        yield f"\x1b_G{keys}m={int(place < len(chunks))};{chunk}\x1b\\"
        keys = "q=2,"


def removal(number: int) -> str:
    """The escape code that has a terminal forget an image."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"
