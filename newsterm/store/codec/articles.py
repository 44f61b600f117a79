"""Articles to documents and back; no text is written twice."""

from __future__ import annotations

from newsterm.model import Article, Block, BlockKind, Link, Picture, Span
from newsterm.store.codec.plain import Document, kept, time_from, time_to


def _block_to(block: Block, text: str) -> Document:
    placed = block.start is not None and text[block.start : block.end] == block.text
    return {
        "kind": block.kind.value,
        **({} if placed else {"text": block.text}),
        **kept(
            start=block.start,
            end=block.end,
            furniture=block.furniture,
            label=block.label,
            level=block.level or None,
            marker=block.marker,
            rows=[list(r) for r in block.rows],
            links=[[*k.span, k.url] for k in block.links],
            image=block.image,
        ),
    }


def _block_from(doc: Document, text: str) -> Block:
    get = doc.get
    start, end = get("start"), get("end")
    return Block(
        kind=BlockKind(doc["kind"]),
        text=doc["text"] if "text" in doc else text[start:end],
        start=start,
        end=end,
        furniture=get("furniture", False),
        label=get("label"),
        level=get("level", 0),
        marker=get("marker"),
        rows=tuple(tuple(r) for r in get("rows", ())),
        links=tuple(Link(span=Span(s, e), url=u) for s, e, u in get("links", ())),
        image=get("image"),
    )


def article_to(article: Article) -> Document:
    """The article; the text of its blocks is not written twice."""
    return {
        "text": article.text,
        "blocks": [_block_to(b, article.text) for b in article.blocks],
        "origin": article.origin,
        "extractor": article.extractor,
        **kept(
            pictures=[[p.url, p.at, p.words] for p in article.pictures],
            title=article.title,
            byline=article.byline,
            outlet=article.outlet,
            url=article.url,
            published=time_to(article.published),
            modified=time_to(article.modified),
            language=article.language,
            selector=article.selector,
            wish=article.wish or None,
            asked=time_to(article.asked),
            as_of=time_to(article.as_of),
        ),
    }


def article_from(doc: Document) -> Article:
    """The article."""
    get, text = doc.get, doc["text"]
    return Article(
        text=text,
        blocks=tuple(_block_from(b, text) for b in doc["blocks"]),
        pictures=tuple(Picture(url=u, at=at, words=words) for u, at, words in get("pictures", ())),
        title=get("title"),
        byline=get("byline"),
        outlet=get("outlet"),
        url=get("url"),
        published=time_from(get("published")),
        modified=time_from(get("modified")),
        language=get("language"),
        origin=doc["origin"],
        extractor=doc["extractor"],
        selector=get("selector"),
        wish=get("wish", ""),
        asked=time_from(get("asked")),
        as_of=time_from(get("as_of")),
    )
