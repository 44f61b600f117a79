"""Why a page gives no article, in words a reader can act on: a login, JavaScript, a list of links, nothing at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.articles.linkeddata import linked_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newsterm.articles.pieces import Piece

_LOGIN = re.compile(
    r"\b(?:log ?in|sign in|subscribe|register|create (?:a free |an )?account|subscribers? only"
    r"|(?:become|already) a (?:member|subscriber)|anmelden|abonnieren|s'abonner|identifiez-vous"
    r"|iniciar sesión|suscr[ií]bete)\b",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(r"\b(?:java ?script|enable js|un browser moderno)\b", re.IGNORECASE)
_CHECK = re.compile(
    r"\b(?:are you a (?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic|captcha"
    r"|checking your browser|access (?:to this page )?(?:has been |is )?denied|just a moment)\b",
    re.IGNORECASE,
)
_APPS = ("root", "app", "__next", "__nuxt", "react-root", "main-app")
_FEW = 60
"""Words that a page without an article may show and still be a mere shell."""
_SHORT = 250
"""Words below which a story that asks for a subscription is taken for its beginning."""

OPEN_IT = "open it in a browser"


def why_empty(root: HtmlElement, pieces: Sequence[Piece]) -> str:
    """The sentence for a page that gave no article."""
    shown = " ".join(piece.text for piece in pieces)[:20_000]
    count = sum(len(piece.words) for piece in pieces)
    aside = " ".join("".join(e.itertext())[:500] for e in root.iter("noscript"))
    if count < 5 * _FEW and _CHECK.search(shown):
        return f"The page asks whether a human is reading and shows no article; {OPEN_IT}."
    if root.xpath("boolean(//input[@type='password'])") or (count < 5 * _FEW and _LOGIN.search(shown)):
        return f"The page wants a login or a subscription and shows no article; {OPEN_IT}."
    if count < _FEW and (_SCRIPTS.search(shown + aside) or _is_app(root)):
        return f"The page shows its article only with JavaScript, which newsterm does not run; {OPEN_IT}."
    if not count:
        return f"The page shows no text; {OPEN_IT}."
    return f"The page holds no article, only links and short lines; {OPEN_IT}."


def _is_app(root: HtmlElement) -> bool:
    """Whether the page is an empty frame that scripts fill."""
    return any(element.get("id") in _APPS for element in root.iter("div"))


def note_of(root: HtmlElement, words_shown: int) -> str | None:
    """What to say of an article that is not whole: the page says that it is not free, and shows little of it."""
    if words_shown >= _SHORT:
        return None
    locked = any(str(data.get("isAccessibleForFree")).lower() == "false" for data in linked_data(root))
    return "The page shows only the beginning of this story without a subscription." if locked else None
