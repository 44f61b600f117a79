"""What bytes are that are no feed, in words for whoever asked for one."""

from __future__ import annotations

import re
from html import unescape

from newsterm.model import clean_line

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "an image, sound or video (RIFF)"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"\x1aE\xdf\xa3", "a video (Matroska)"),
    (b"PK\x03\x04", "an archive or office document (ZIP)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"SQLite format 3", "a database"),
)
# A comment ends at its first end: were it free to go on, n comments could be told apart in 2^n ways.
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"<title(?:\s[^>]{0,500})?>([^<]{1,500})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_ROOTS = {
    "opml": "a list of feeds (OPML): `newsterm import FILE` takes it",
    "urlset": "the list of a site's pages (a sitemap)",
    "sitemapindex": "the list of a site's pages (a sitemap)",
    "svg": "an image (SVG)",
    "html": "a web page",
}


def file_words(body: bytes) -> str | None:
    """What a file is that is no text, told by how it begins; None for what may be text."""
    if body[4:8] == b"ftyp":
        return "a video or sound file (MP4)"
    return next((words for start, words in _BEGINNINGS if body.startswith(start)), None)


def is_page(text: str) -> bool:
    """Whether a document is HTML, by how it begins."""
    return bool(_HTML.match(text[:2000]))


def page_words(text: str) -> str:
    """A web page, by its title and by what it wants of its reader."""
    head = text[:100_000]
    found = _TITLE.search(head)
    title = clean_line(unescape(found[1]))[:80].strip() if found else ""
    words = f'a web page ("{title}")' if title else "a web page"
    return f"{words} that asks for a login" if _PASSWORD.search(head) else words


def root_words(name: str) -> str:
    """XML by the name of its outermost element."""
    local = name.lstrip("?").rpartition(":")[2]
    return _ROOTS.get(local, f"XML whose outermost element is <{clean_line(name.lstrip('?'))[:40]}>")
