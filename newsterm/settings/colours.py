"""Which colours a setting may name."""

from __future__ import annotations

import re

_HEX = re.compile("#[0-9a-f]{6}")
_ANSI = re.compile("ansi_(bright_)?(black|red|green|yellow|blue|magenta|cyan|white)")

# CSS Color Module Level 4, 6.1: the named colours.
_CSS = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
    darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink
    deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold
    goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow
    lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise
    palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
    springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
    """.split()
)


def as_colour(text: str) -> str | None:
    """The colour in the form that the interface takes; None where it is none.

    A colour is `#rrggbb`, a CSS name, or one of the terminal's own sixteen: `ansi_red`, `ansi_bright_red`.
    """
    folded = text.strip().lower()
    if folded in _CSS or _HEX.fullmatch(folded) or _ANSI.fullmatch(folded):
        return folded
    return None


def colour_names() -> tuple[str, ...]:
    """The CSS names, sorted."""
    return tuple(sorted(_CSS))
