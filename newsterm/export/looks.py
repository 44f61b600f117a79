"""What kinds of sources look like on a page: the shapes of the reader, colours for light and dark, and a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.export.plain import KIND_WORDS
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Look(Struct, frozen=True, kw_only=True):
    """How claims of one kind of source are shown: never by colour alone."""

    shape: str
    words: str
    several: str
    """The words where there are several."""
    light: str
    """The colour on light ground, sRGB in hexadecimal."""
    dark: str
    line: str
    """CSS `text-decoration`'s style and thickness."""


class Ground(Struct, frozen=True, kw_only=True):
    """The colours that everything else has."""

    paper: str
    panel: str
    ink: str
    faint: str
    link: str


LIGHT = Ground(paper="#fbfaf6", panel="#f0ede5", ink="#23252b", faint="#5d6069", link="#2b5c99")
DARK = Ground(paper="#16181d", panel="#20232b", ink="#dcdad3", faint="#a0a4ae", link="#8db4e6")

_SEVERAL = {Kind.SELF: "the article itself", Kind.NONE: "no source"}
_GIVEN = {
    Kind.NAMED_PERSON: ("●", "#2f6626", "#8fbf7f", "solid 2px"),
    Kind.UNNAMED_PERSON: ("▲", "#8f450b", "#e8a56d", "double 2px"),
    Kind.ORGANISATION: ("◆", "#2b5c99", "#8db4e6", "dashed 2px"),
    Kind.OUTLET: ("▣", "#5f459a", "#b6a8e6", "dotted 2px"),
    Kind.DOCUMENT: ("■", "#7c5307", "#e0b568", "solid 3px"),
    Kind.GROUP: ("◇", "#1d6670", "#7fc4cf", "dashed 1px"),
    Kind.SELF: ("◐", "#5d6069", "#a0a4ae", "dotted 1px"),
    Kind.NONE: ("○", "#9c2d2a", "#ec9492", "wavy 1px"),
    Kind.OWN: ("✎", "#7a3d78", "#d7a3d4", "solid 1px"),
}
LOOKS: Mapping[Kind, Look] = {
    kind: Look(
        shape=shape,
        words=KIND_WORDS[kind],
        several=_SEVERAL.get(kind, KIND_WORDS[kind] + "s"),
        light=light,
        dark=dark,
        line=line,
    )
    for kind, (shape, light, dark, line) in _GIVEN.items()
}


def css_class(kind: Kind) -> str:
    """The class of what shows a kind."""
    return f"k-{kind.value}"


def css() -> str:
    """The rules of a page: readable without colour, without script, on paper and on a telephone."""
    kinds = "".join(
        f".{css_class(kind)}{{--k:var(--{kind.value})}}"
        f"mark.{css_class(kind)}{{text-decoration-style:{look.line.split()[0]};"
        f"text-decoration-thickness:{look.line.split()[1]}}}\n"
        for kind, look in LOOKS.items()
    )
    return (
        f":root{{color-scheme:light dark;{_values(LIGHT, dark=False)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_values(DARK, dark=True)}}}}}\n{_rules()}{kinds}"
        f"@media print{{:root{{color-scheme:light;{_values(LIGHT, dark=False)}}}\n{_PRINT}}}\n"
    )


def _rules() -> str:
    return _RULES.replace("@TINT", f"{TINT}%").replace("@OWN", f"{OWN_TINT}%")


def _values(ground: Ground, *, dark: bool) -> str:
    own = {name: getattr(ground, name) for name in ground.__struct_fields__}
    kinds = {kind.value: look.dark if dark else look.light for kind, look in LOOKS.items()}
    return "".join(f"--{name}:{value};" for name, value in (own | kinds).items())


TINT = 9
"""Percent of a kind's colour behind what is marked."""
OWN_TINT = 22
"""Percent of the colour behind what the user highlighted."""
_RULES = """*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1rem;max-width:76rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.6 Georgia,"Iowan Old Style","Noto Serif",serif;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6,nav,.meta,.profile,aside,footer,.skip{font-family:system-ui,"Segoe UI","Noto Sans",sans-serif}
h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem}
h3,h4,h5,h6{font-size:1.1rem;margin:1.4rem 0 .3rem}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.meta,.small,footer{color:var(--faint);font-size:.9rem;margin:.2rem 0}
nav ol{padding-left:1.6rem}nav li{margin:.2rem 0}
article{border-top:3px double var(--faint);padding-top:1rem;margin-top:2.5rem}
.profile{display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .7rem;list-style:none;padding:0;margin:.6rem 0;
font-size:.9rem}
.profile li{display:flex;align-items:center;gap:.15rem;color:var(--k)}
.profile i{width:.9rem;height:.55rem;background:var(--k);border-radius:1px}
.profile span{margin-left:.25rem}
.columns{display:grid;grid-template-columns:minmax(0,40rem) minmax(0,1fr);gap:2.5rem}
mark{background:none;background:color-mix(in srgb,var(--k) @TINT,transparent);color:inherit;
text-decoration-line:underline;text-decoration-color:var(--k);text-underline-offset:.2em;text-decoration-skip-ink:none}
mark.own{background:color-mix(in srgb,var(--own) @OWN,transparent)}
.note{border-left:4px solid var(--own);padding-left:.6rem;margin:.4rem 0}
.sign{color:var(--k);text-decoration:none;font:600 .72rem system-ui,sans-serif;vertical-align:super;padding:0 .15em;
white-space:nowrap}
:target{outline:3px solid var(--link);outline-offset:3px}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--faint)}
pre,.wide{overflow-x:auto}pre{background:var(--panel);padding:.8rem;font-size:.9rem;white-space:pre-wrap}
table{border-collapse:collapse}td{border:1px solid var(--faint);padding:.25rem .5rem}
li.numbered{list-style:none}.deeper{display:inline-block;width:1.5rem}
aside h3{margin-top:0}aside ol{list-style:none;padding:0;margin:0}
aside li{background:var(--panel);border-left:4px solid var(--k);padding:.6rem .8rem;margin:0 0 .8rem;font-size:.92rem;
line-height:1.45}
aside p{margin:0 0 .35rem}aside .back{color:var(--k);font-weight:600}
dl{margin:0;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.05rem .7rem}
dt{color:var(--faint)}dd{margin:0}
@media (max-width:58rem){.columns{display:block}aside{margin-top:1.5rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
"""
_PRINT = """body{max-width:none;padding:0;font-size:10.5pt;background:none}
.columns{display:block}.skip{display:none}aside{margin-top:1rem}
aside ol{columns:2;column-gap:1.5rem}aside li{background:none;break-inside:avoid;font-size:8.5pt;padding:.2rem .6rem}
dl{display:block}dt,dd{display:inline}dt::after{content:" "}dd::after{content:"; "}dd:last-child::after{content:""}
h2,h3,header{break-after:avoid}
a{color:inherit}mark,.profile i,aside li{print-color-adjust:exact;-webkit-print-color-adjust:exact}
"""
