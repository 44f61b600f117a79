"""A query asked of claims alone: bare words mean what is said, by whom, in which words, and what is noted."""

from __future__ import annotations

from msgspec.structs import replace

from newsterm.query.tree import (
    And,
    ClaimLeaf,
    CueHas,
    Flag,
    Has,
    Is,
    Leaf,
    NameField,
    Near,
    Not,
    NoteHas,
    Or,
    Part,
    SaidBy,
    TextField,
    Tree,
    Via,
    Words,
    leaves,
)


def asks_of_claims(tree: Tree) -> bool:
    """Whether a query says something of claims, or of what the user has to say of them."""
    return any(is_of_claims(leaf) or _is_of_the_user(leaf) for leaf in leaves(tree))


def is_of_claims(leaf: Leaf) -> bool:
    """Whether a leaf says something of what claims say, or of who says so."""
    match leaf:
        case Words(field=TextField.SAID) | Near(field=NameField.SOURCE | NameField.VIA):
            return True
    return isinstance(leaf, ClaimLeaf)


def _is_of_the_user(leaf: Leaf) -> bool:
    match leaf:
        case NoteHas() | Is(flag=Flag.OWN) | Has(part=Part.HIGHLIGHT | Part.NOTE):
            return True
    return False


def asked_of_claims(tree: Tree) -> Tree:
    """The query with every word that may stand anywhere in an item looked for in the claim instead."""
    match tree:
        case And(parts=parts):
            return And(tuple(map(asked_of_claims, parts)))
        case Or(parts=parts):
            return Or(tuple(map(asked_of_claims, parts)))
        case Not(part=part):
            return Not(asked_of_claims(part))
        case Words(text=text, field=TextField.ANY):
            return Or((replace(tree, field=TextField.SAID), SaidBy(text), CueHas(text), Via(text), NoteHas(text)))
        case Near(name=name, field=NameField.ANY):
            return Or((Near(name, NameField.SOURCE), Near(name, NameField.VIA)))
    return tree
