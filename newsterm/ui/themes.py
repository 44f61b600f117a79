"""newsterm's own two themes: paper by day, ink by night; everything else takes its colours from the theme."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="newsterm-dark",
    primary="#7aa2d6",
    secondary="#a596d8",
    accent="#e0b568",
    warning="#e39a5f",
    error="#e07a78",
    success="#8fbf7f",
    foreground="#d5d3cc",
    background="#16181d",
    surface="#16181d",
    panel="#20232b",
    boost="#20232b",
    dark=True,
    variables={"border": "#8a8f9c", "border-blurred": "#3a3f4b", "text-muted": "#8b8f99"},
)

LIGHT = Theme(
    name="newsterm-light",
    primary="#2b5c99",
    secondary="#6a4fa3",
    accent="#96640a",
    warning="#a3500f",
    error="#a8322f",
    success="#37702c",
    foreground="#23252b",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#efece4",
    boost="#efece4",
    dark=False,
    variables={"border": "#5c6069", "border-blurred": "#c9c5ba", "text-muted": "#6d6f76"},
)

OWN = (DARK, LIGHT)
