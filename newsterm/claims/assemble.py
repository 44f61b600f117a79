"""An article -> its claims: the tagger's spans, and what the rules after it know of source, time, chain and act."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsterm.claims.confidence import confidence_of
from newsterm.claims.engines import extractor, tagger_for
from newsterm.claims.identity import Ids, quote_of
from newsterm.claims.mend import mend
from newsterm.claims.sayings.acts import act_of
from newsterm.claims.sayings.chain import make_chain
from newsterm.claims.sayings.hedges import find_hedges
from newsterm.claims.sayings.scenes import Scenes
from newsterm.claims.sayings.worthiness import check_worthiness
from newsterm.claims.sources.kinds import kind_of
from newsterm.claims.sources.names import find_names
from newsterm.claims.sources.referents import Referents
from newsterm.claims.text.document import Document, Sentence, prepare, sentence_at
from newsterm.claims.text.words import split_words
from newsterm.model import Act, Article, BlockKind, Claim, Kind, QuoteType, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsterm.claims.raw import RawClaim

_UNREAD = frozenset([BlockKind.CODE, BlockKind.TABLE, BlockKind.FURNITURE])


def find_claims(
    article: Article, *, published: datetime | None, outlet: str | None, entry: str | None = None
) -> tuple[Claim, ...]:
    """The claims of an article, in the order of its text; none in furniture, code or tables.

    `published` resolves "on Tuesday"; `outlet` ends every chain. Offsets count code points of `article.text`.
    """
    text = readable(article)
    doc = prepare(text)
    tagger = tagger_for(text, article.language)
    raws = mend(text, tagger.tag(doc))
    teller = _Teller(doc, raws, article, tagger.name, published=published, outlet=outlet, entry=entry)
    return tuple(teller.claim(raw) for raw in raws)


def readable(article: Article) -> str:
    """The article's text with everything blanked that is no prose of its own; offsets stay."""
    text = article.text
    for block in article.blocks:
        if (block.furniture or block.kind in _UNREAD) and block.start is not None and block.end is not None:
            start, end = max(0, block.start), min(len(text), block.end)
            if start < end:
                text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def outlet_of(article: Article, outlet: str | None) -> str | None:
    """The site's name, else its host, else None."""
    if outlet or article.outlet:
        return outlet or article.outlet
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class _Teller:
    """Tells what is known of each claim, in reading order, because later sources refer back to earlier ones."""

    def __init__(
        self,
        doc: Document,
        raws: Sequence[RawClaim],
        article: Article,
        engine: str,
        *,
        published: datetime | None,
        outlet: str | None,
        entry: str | None,
    ) -> None:
        self._extractor = extractor(engine)
        moment = published or article.published
        self._doc = doc
        self._outlet = outlet_of(article, outlet)
        self._entry = entry
        self._ids = Ids()
        self._referents = Referents(doc, find_names(doc))
        self._scenes = Scenes(doc, raws, moment.date() if moment else None)

    def claim(self, raw: RawClaim) -> Claim:
        text = self._doc.text
        sentence = sentence_at(self._doc, (raw.cue or raw.source or raw.content)[0].start)
        referent = self._referents.resolve(raw)
        source_text = _joined(text, raw.source)
        cue_text = _joined(text, raw.cue)
        content_text = _joined(text, raw.content) or ""
        kind = kind_of(referent, words=_words(referent.text or source_text or ""), has_source=bool(raw.source))
        quote = quote_of(text, raw.content)
        resolved = referent.text
        occasion = self._scenes.occasion(raw, resolved=resolved, kind=kind)
        return Claim(
            id=self._ids.next(quote.exact, source_text),
            entry=self._entry,
            content=raw.content,
            cue=raw.cue,
            source=raw.source,
            text=content_text,
            source_text=source_text,
            cue_text=cue_text,
            quote=quote,
            quote_type=quote_type(self._doc, raw.content),
            kind=kind,
            resolved=resolved,
            role=referent.role,
            chain=make_chain(resolved, occasion.links, self._outlet),
            when=occasion.when,
            hedges=find_hedges(
                text, content=raw.content, cue=raw.cue, around=sentence.span if sentence else raw.content[0]
            ),
            act=act_of(cue_text or "", raw.act, content=content_text),
            check_worthiness=check_worthiness(content_text),
            confidence=confidence_of(raw),
            extractor=self._extractor,
        )


def quote_type(doc: Document, content: tuple[Span, ...]) -> QuoteType:
    """Direct where every word stands in quotation marks, mixed where some do."""
    quoted = total = 0
    for span in content:
        for word in range(doc.word_at(span.start), doc.word_at(span.end)):
            if doc.text[doc.words.starts[word]].isalnum():
                total += 1
                quoted += bool(doc.quoted[word])
    if not quoted:
        return QuoteType.INDIRECT
    return QuoteType.DIRECT if quoted == total else QuoteType.MIXED


def own_voice(
    article: Article, *, published: datetime | None, outlet: str | None, entry: str | None = None
) -> tuple[Claim, ...]:
    """Sentences in the outlet's own voice, most worth checking first: those that hold no claim and no quotation."""
    text = readable(article)
    doc = prepare(text)
    tagger = tagger_for(text, article.language)
    taken = [span for raw in mend(text, tagger.tag(doc)) for span in (*raw.content, *raw.cue)]
    blocked = {sentence.span for span in taken if (sentence := sentence_at(doc, span.start)) is not None}
    ids = Ids()
    chain = (None, outlet_of(article, outlet))
    claims = [
        _own(doc, sentence, ids.next(text[sentence.span.start : sentence.span.end], None), entry, chain, tagger.name)
        for sentence in doc.sentences
        if sentence.span not in blocked
        and not any(doc.quoted[sentence.first : sentence.last])
        and sentence.last - sentence.first > 5
    ]
    return tuple(sorted(claims, key=lambda c: (-c.check_worthiness, c.content)))


def _own(
    doc: Document, sentence: Sentence, made: str, entry: str | None, chain: tuple[str | None, ...], engine: str
) -> Claim:
    span = sentence.span
    words = doc.text[span.start : span.end]
    return Claim(
        id=made,
        entry=entry,
        content=(span,),
        cue=(),
        source=(),
        text=words,
        source_text=None,
        cue_text=None,
        quote=quote_of(doc.text, (span,)),
        quote_type=QuoteType.INDIRECT,
        kind=Kind.NONE,
        resolved=None,
        role=None,
        chain=chain,
        when=None,
        hedges=find_hedges(doc.text, content=(span,), cue=(), around=span),
        act=Act.ASSERTS,
        check_worthiness=check_worthiness(words),
        confidence=1.0,
        extractor=extractor(engine),
    )


def _joined(text: str, spans: tuple[Span, ...]) -> str | None:
    return " … ".join(text[s:e] for s, e in spans) if spans else None


def _words(text: str) -> list[str]:
    words = split_words(text)
    return [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
