"""What a kind of source looks like: a shape, a style and words, and the little bar that sums up an item's sourcing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class KindLook(Struct, frozen=True, kw_only=True):
    """How one kind of source is shown: never by colour alone."""

    shape: str
    """One cell wide, in any Unicode font."""
    ascii: str
    """What stands for the shape on terminals that show ASCII alone."""
    component: str
    """Component class; a Content span may be styled with it as `"." + component`."""
    title: str
    """The kind in words, as it is told of one source: "unnamed person"."""
    short: str
    """The word of the profile line: "1 unnamed", "1 document"."""
    plural: str
    """The same of several: "3 unnamed", "3 documents"."""


KIND_LOOKS: Mapping[Kind, KindLook] = {
    Kind.NAMED_PERSON: KindLook(
        shape="●", ascii="*", component="kind--named-person", title="named person", short="named", plural="named"
    ),
    Kind.UNNAMED_PERSON: KindLook(
        shape="▲",
        ascii="?",
        component="kind--unnamed-person",
        title="unnamed person",
        short="unnamed",
        plural="unnamed",
    ),
    Kind.ORGANISATION: KindLook(
        shape="◆",
        ascii="#",
        component="kind--organisation",
        title="organisation",
        short="organisation",
        plural="organisations",
    ),
    Kind.OUTLET: KindLook(
        shape="▣", ascii="@", component="kind--outlet", title="another outlet", short="outlet", plural="outlets"
    ),
    Kind.DOCUMENT: KindLook(
        shape="■", ascii="=", component="kind--document", title="document", short="document", plural="documents"
    ),
    Kind.GROUP: KindLook(
        shape="◇", ascii="%", component="kind--group", title="group of people", short="group", plural="groups"
    ),
    Kind.SELF: KindLook(
        shape="◐", ascii="~", component="kind--self", title="this outlet itself", short="own voice", plural="own voice"
    ),
    Kind.NONE: KindLook(
        shape="○", ascii="-", component="kind--none", title="no source", short="no source", plural="no source"
    ),
    Kind.OWN: KindLook(
        shape="✎", ascii="+", component="kind--own", title="your highlight", short="highlight", plural="highlights"
    ),
}

KIND_CLASSES = frozenset(look.component for look in KIND_LOOKS.values())
"""For the COMPONENT_CLASSES of a widget that shows kinds."""

KIND_CSS = """
    .kind--named-person { color: $text-success; }
    .kind--unnamed-person { color: $text-warning; }
    .kind--organisation { color: $text-primary; }
    .kind--outlet { color: $text-secondary; }
    .kind--document { color: $text-accent; }
    .kind--group { color: $text-primary; }
    .kind--self { color: $text-secondary; }
    .kind--none { color: $text-error; }
    .kind--own { color: $text-accent; }
"""
"""Rules to nest in the DEFAULT_CSS of a widget that shows kinds: theme variables only, so that every theme works."""


def kind_marks(kinds: Iterable[tuple[Kind, int]], width: int) -> tuple[tuple[str, str], ...]:
    """One shape a claim, grouped by kind, at most `width` cells; more claims than that are shown in proportion.

    Pairs of shapes and their component class.
    """
    counts = [(kind, count) for kind, count in kinds if count > 0]
    shares = _shares([count for _, count in counts], width)
    return tuple(
        (KIND_LOOKS[kind].shape * share, KIND_LOOKS[kind].component)
        for (kind, _), share in zip(counts, shares, strict=True)
        if share
    )


def _shares(counts: list[int], width: int) -> list[int]:
    """How many of `width` cells each count gets: all where they fit, else in proportion, each at least one cell.

    Where there are more counts than cells, the largest get one each.
    """
    total = sum(counts)
    if total <= width:
        return counts
    by_size = sorted(range(len(counts)), key=lambda i: -counts[i])
    if width <= len(counts):
        chosen = set(by_size[: max(0, width)])
        return [int(i in chosen) for i in range(len(counts))]
    free = width - len(counts)
    exact = [free * count / total for count in counts]
    shares = [1 + int(part) for part in exact]
    by_rest = sorted(range(len(counts)), key=lambda i: (int(exact[i]) - exact[i], i))
    for i in by_rest[: width - sum(shares)]:
        shares[i] += 1
    return shares
