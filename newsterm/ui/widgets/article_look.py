"""How an article looks: its component classes and their rules, in theme variables alone."""

from newsterm.ui.render.article import PIECE_CLASSES
from newsterm.ui.render.highlight import CLAIM_CLASSES
from newsterm.ui.render.kinds import KIND_CLASSES, KIND_CSS

ARTICLE_CLASSES = {
    *PIECE_CLASSES,
    *KIND_CLASSES,
    *CLAIM_CLASSES,
    "article--lead",
    "article--bar",
    "article--focus",
    "article--found",
    "article--found-here",
    "article--picked",
}

ARTICLE_CSS = (
    """
ArticleView {
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    border-subtitle-color: $text-muted;
    scrollbar-color: $foreground 15%;
    scrollbar-color-hover: $foreground 30%;
    scrollbar-color-active: $foreground 40%;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
"""
    + KIND_CSS
    + """
    .article--title { text-style: bold; color: $text-primary; }
    .article--meta { color: $text-muted; }
    .article--link { color: $text-muted; text-style: italic; }
    .article--note { color: $text-warning; text-style: italic; }
    .article--own-note { color: $text-accent; }
    .article--heading { text-style: bold; }
    .article--code { background: $panel; }
    .article--caption { color: $text-muted; text-style: italic; }
    .article--footnote { color: $text-muted; }
    .article--fold { color: $text-muted; }
    .article--furniture { color: $text-muted; }
    .article--waiting { color: $text-muted; text-style: italic; }
    .article--lead { color: $text-muted; }
    .article--bar { color: $primary; text-style: bold; }
    .article--focus { background: $primary 25%; text-style: bold; }
    .article--hint { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    .article--found { background: $warning-muted; color: $foreground; }
    .article--found-here { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    .article--picked { text-style: reverse; }
    .claim--named-person { color: $text-success; text-style: underline; }
    .claim--unnamed-person { color: $text-warning; text-style: uu; }
    .claim--organisation { color: $text-primary; text-style: underline; }
    .claim--outlet { color: $text-secondary; text-style: underline; }
    .claim--document { color: $text-accent; text-style: underline; }
    .claim--group { color: $text-primary; text-style: underline; }
    .claim--self { color: $text-secondary; text-style: italic; }
    .claim--none { color: $text-error; text-style: italic; }
    .claim--own { background: $accent 20%; }
    .claim--sign { text-style: bold not underline; }
    .claim--source { text-style: bold; }
    .claim--cue { text-style: italic; }
    .claim--hedge { text-style: italic not underline; }
    &:ansi { scrollbar-color: ansi_bright_black; scrollbar-background: ansi_default; }
    &:ansi .article--focus { background: ansi_default; text-style: bold reverse; }
    &:ansi .claim--own { background: ansi_default; text-style: bold; }
    &:ansi .article--found { background: ansi_default; text-style: reverse; }
    &:ansi .article--meta, &:ansi .article--link, &:ansi .article--lead, &:ansi .article--caption { text-style: dim; }
    &:ansi .article--fold, &:ansi .article--furniture { text-style: dim; }
}
"""
)
