"""Bytes of a feed become text: the byte order mark, what is valid UTF-8, then what is declared."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# "<?" and "<r" and the like without a mark (XML 1.0, appendix F).
_SHAPES = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Python knows codecs that are no charsets (rot13, zlib, unicode_escape, punycode, utf-7): only these families are read.
_CHARSETS = re.compile(
    r"(?:utf-?8|utf-?(?:16|32)(?:-?[lb]e)?|us-?ascii|ascii|iso-?8859-\d+|iso_8859_\d+|latin-?\d|windows-\d+|cp\d+|koi8-?[rut]|mac\w*"
    r"|shift_?-?jis\w*|euc-?\w+|gb\w+|big5\w*|iso-2022-\w+|hz|tis-?620|johab)$",
    re.IGNORECASE,
)
# What browsers read for these names (WHATWG Encoding): supersets that the documents are really written in.
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a document; bytes that no charset explains become U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for shape, name in _SHAPES:
        if body.startswith(shape):
            return body.decode(name, "replace")
    names = [_known(m) for m in (_in_header(content_type), _in_declaration(body))]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _other_than_utf8(body, [n for n in names if n and n != "utf-8"])
    # Text that is valid UTF-8 beyond ASCII is UTF-8 whatever is declared; plain ASCII may be a stateful charset.
    stateful = next((n for n in names if n and (n.startswith("iso2022") or n == "hz")), None)
    return body.decode(stateful, "replace") if stateful and body.isascii() else text


def decode_page(body: bytes, content_type: str | None = None) -> str:
    """The text of a web page, which may say in a meta element what its charset is (HTML, 4.2.5.4)."""
    if not _in_header(content_type) and (said := _META.search(body[:4096])):
        content_type = f"text/html; charset={said[1].decode('ascii')}"
    return decode(body, content_type)


def _other_than_utf8(body: bytes, names: list[str]) -> str:
    for name in names:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    if names:
        return body.decode(names[0], "replace")
    # Declared as UTF-8 or as nothing: broken UTF-8 where some of it is whole, else the charset of Western Windows.
    broken = body.decode("utf-8", "replace")
    whole = any(ord(c) > 0x7F and c != "�" for c in broken)
    return broken if whole else body.decode("cp1252", "replace")


def _in_header(content_type: str | None) -> str | None:
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def _in_declaration(body: bytes) -> str | None:
    found = _DECLARED.search(body[:500])
    return found[1].decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    if not name or not _CHARSETS.match(name):
        return None
    try:
        plain = codecs.lookup(name).name
    except LookupError:
        return None
    return _SUPERSETS.get(plain, plain)
