"""Signs that stand for a row of a picture, which the terminal draws: one for each cell of the row, all the same."""

from __future__ import annotations

import re

# Plane 16 is for private use, a cell each. A feed's text that has them could show a row of a picture, no more.
FIRST, LAST = 0x100000, 0x10DFFF
RUN = re.compile(f"([{chr(FIRST)}-{chr(LAST)}])\\1*")
"""A run of the same sign."""
