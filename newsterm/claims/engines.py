"""Which tagger reads a text: the neural one, the lexical one where its libraries are not to be had, or quotations."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsterm.claims.lexical.tagger import LexicalTagger
from newsterm.claims.quotations import QuotationTagger
from newsterm.claims.text.language import is_english

if TYPE_CHECKING:
    from newsterm.claims.raw import Tagger

_VERSION = 3


def has_model() -> bool:
    """Whether the neural tagger can be used: its libraries are installed, its model is there. Imports neither."""
    if find_spec("onnxruntime") is None or find_spec("numpy") is None:
        return False
    return (files("newsterm.claims.neural") / "model" / "tagger.onnx").is_file()


ENGINE = "neural" if has_model() else "lexical"


def extractor(engine: str) -> str:
    """The name and version of the extractor with this engine; the neural one goes without saying."""
    return f"newsterm-claims {_VERSION}" if engine == "neural" else f"newsterm-claims {_VERSION} {engine}"


EXTRACTOR = extractor(ENGINE)
"""What reads English texts; another one reads them anew."""


def tagger_for(text: str, language: str | None) -> Tagger:
    """The tagger that reads a text: the one place where taggers are chosen."""
    if not is_english(text, language):
        return QuotationTagger()
    if ENGINE == "lexical":
        return LexicalTagger()
    from newsterm.claims.english import EnglishTagger  # noqa: PLC0415 - 0.2 s that only finding claims should cost

    return EnglishTagger()
