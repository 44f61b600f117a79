"""Bytes of a page become text: by mark, by header, by meta element, by what decodes (WHATWG encoding sniffing)."""

from __future__ import annotations

import codecs
import re

MAX_BYTES = 5_000_000
"""Pages above this are cut: no article is that long, and the extractors take seconds a megabyte."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_IN_META = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What pages call it and what browsers take it for (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",  # a meta element that could be read as ASCII was not UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "utf-8",
}


def decode(raw: bytes, content_type: str | None = None) -> str:
    """The page's text; what can't be decoded becomes U+FFFD. Never raises; cut at MAX_BYTES."""
    raw = raw[:MAX_BYTES]
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(codec, "replace")
    named = [_known(m[1]) for m in [_IN_HEADER.search(content_type or "")] if m]
    named += [_known(m[1].decode("ascii", "replace")) for m in [_IN_META.search(raw, 0, 4096)] if m]
    for codec_name in (*named, "utf-8"):
        if codec_name is None:
            continue
        try:
            return raw.decode(codec_name)
        except UnicodeError:
            continue
    return _by_damage(raw, next((c for c in named if c), None))


def _by_damage(raw: bytes, named: str | None) -> str:
    """Nothing decodes whole: a few bad bytes are replaced, many mean that the name was wrong."""
    text = raw.decode(named or "utf-8", "replace")
    if text.count("�") * 200 <= len(text):
        return text
    return raw.decode("cp1252", "replace")


def _known(label: str) -> str | None:
    """The codec of a charset label, or None where Python has none that gives text."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding:  # noqa: SLF001 - "hex" and "rot13" are codecs too, but no charsets
        return None
    return _WIDER.get(info.name, info.name)
