"""POSIX extended regular expressions, which newsboat speaks, as Python's; neither tells capitals apart."""

from __future__ import annotations

import re
import warnings

_ESCAPES = {"<": r"\b(?=\w)", ">": r"\b(?<=\w)", "`": r"\A", "'": r"\Z"}
_SAME = frozenset("wWsSbB123456789")
"""Escapes that mean the same to both."""
_CLASSES = {"digit": "0-9", "space": r"\s", "blank": r" \t", "xdigit": "0-9A-Fa-f"}
_BRACKET = re.compile(r"\[(\^?)(\]?(?:\[:[a-z]+:\]|\[(?![.=:])|[^\]\[])*)\]", re.DOTALL)
_CLASS = re.compile(r"\[:([a-z]+):\]")
_REPEATED = re.compile(r"[*+?]|\{[0-9]*(?:,[0-9]*)?\}")
_SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()])")

_NEEDLESS = re.compile(r"\\b\(\?=\\w\)(?=[A-Za-z0-9_](?![*?{]))|(?<=[^\\][A-Za-z0-9_])\\b\(\?<=\\w\)")
"""The edge of a word beside one of its letters: which edge needs no telling."""


def python_regex(posix: str) -> str:
    """The pattern in Python's syntax; ValueError, with the piece in question, where the two differ too much."""
    made, at = [], 0
    while at < len(posix):
        piece, at = _piece(posix, at)
        made.append(piece)
    regex = _NEEDLESS.sub(r"\\b", "".join(made))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(regex)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise ValueError(f"{posix} is no regular expression that newsterm can read ({error})") from error
    return regex


def literal(posix: str) -> str | None:
    """The text that the pattern stands for, where it stands for a single one."""
    if _SPECIAL.search(re.sub(r"\\[^\w<>`']", "", posix, flags=re.DOTALL)):
        return None
    return re.sub(r"\\(.)", r"\1", posix, flags=re.DOTALL)


def exactly(text: str) -> str:
    """A pattern, for Python, that finds this text and no other, capitals included."""
    escaped = _escaped(text)
    return f"(?-i:{escaped})" if text.lower() != text.upper() else escaped


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _piece(posix: str, at: int) -> tuple[str, int]:
    """What the piece that begins here is in Python, and where the next one begins."""
    char = posix[at]
    if char == "\\":
        return _escape(posix[at + 1 : at + 2]), at + 2
    if char == "[":
        found = _BRACKET.match(posix, at)
        if found is None:
            raise ValueError(f"{posix[at:]} has a set of characters that newsterm can't read")
        return _set(found[1], found[2]), found.end()
    if found := _REPEATED.match(posix, at):
        if _REPEATED.match(posix, found.end()) or found[0] in {"{}", "{,}"}:
            raise ValueError(f"{posix[at:]} repeats what is repeated already")
        return found[0].replace("{,", "{0,"), found.end()
    if char == "{" or posix.startswith("(?", at):
        raise ValueError(f"{posix[at:]} means nothing in a regular expression of newsboat's")
    return char, at + 1


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char in _SAME and char:
        return f"\\{char}"
    if not char or char.isalnum():
        raise ValueError(f"\\{char} means nothing in a regular expression of newsboat's")
    return _escaped(char)


def _set(negated: str, inside: str) -> str:
    """In POSIX a backslash is one of the characters."""

    def named(found: re.Match[str]) -> str:
        if found[1] not in _CLASSES:
            raise ValueError(f"[:{found[1]}:] is a class of characters that newsterm can't read")
        return _CLASSES[found[1]]

    pieces = _CLASS.split(inside)
    plain = [re.sub(r"([\\\[\]&~|])", r"\\\1", piece) for piece in pieces[::2]]
    classes = [named(found) for found in _CLASS.finditer(inside)]
    return f"[{negated}{''.join(a + b for a, b in zip(plain, [*classes, ''], strict=True))}]"
