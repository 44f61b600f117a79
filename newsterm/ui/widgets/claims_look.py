"""How the claims pane looks: its component classes and their rules, in theme variables alone."""

from newsterm.ui.render.claims import ROW_CLASSES
from newsterm.ui.render.kinds import KIND_CLASSES, KIND_CSS
from newsterm.ui.render.profile import PROFILE_CLASSES
from newsterm.ui.render.tags import TAG_CLASSES, TAG_CSS

CLAIMS_CLASSES = {
    *ROW_CLASSES,
    *KIND_CLASSES,
    *PROFILE_CLASSES,
    *TAG_CLASSES,
    "row--bar",
    "row--number",
    "row--cursor",
    "row--mark",
}

CLAIMS_CSS = (
    """
ClaimsView {
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    scrollbar-color: $foreground 15%;
    scrollbar-color-hover: $foreground 30%;
    scrollbar-color-active: $foreground 40%;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
"""
    + KIND_CSS
    + TAG_CSS
    + """
    .profile--count { text-style: bold; }
    .profile--words { color: $text-muted; }
    .profile--rule { color: $border-blurred; }
    .profile--filter { color: $text-accent; text-style: italic; }
    .profile--empty { color: $text-muted; text-style: italic; }
    .row--quiet { color: $text-muted; }
    .row--source { text-style: bold; }
    .row--cue { text-style: italic; }
    .row--hedge { color: $text-warning; text-style: italic; }
    .row--note { color: $text-accent; text-style: italic; }
    .row--act { color: $text-accent; }
    .row--number { color: $text-muted; }
    .row--bar { color: $primary; text-style: bold; }
    .row--cursor { color: $primary; text-style: bold; }
    .row--mark { color: $text-accent; text-style: bold; }
    &:focus .row--cursor { text-style: bold reverse; }
    &:ansi { scrollbar-color: ansi_bright_black; scrollbar-background: ansi_default; }
    &:ansi .row--quiet, &:ansi .row--number, &:ansi .profile--words, &:ansi .profile--rule { text-style: dim; }
    &:ansi .profile--empty { text-style: dim italic; }
}
"""
)
