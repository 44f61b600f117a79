"""A settings file with one setting changed: its comments and its layout stay, and it is written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsterm.errors import SettingsError, UsageError
from newsterm.settings.check import refusals
from newsterm.settings.kinds import Refused, Section
from newsterm.settings.lines import key_path
from newsterm.settings.read import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.settings.check import WrongKey
    from newsterm.settings.named import Named
    from newsterm.settings.read import SettingsFile

_HEADER = re.compile(r"\[[^\[\]]+\]")


def value_of(named: Named, words: Sequence[str]) -> Any:
    """The words of a command line as the value of a setting: TOML where the setting takes that, else text.

    Several words, or one where a list of them is wanted, are a list. SettingsError where the setting takes neither.
    """
    text = " ".join(words)
    readings = [list(words)] if len(words) > 1 else [*_as_toml(text), text, [text]]
    refused: Refused | None = None
    for value in readings:
        try:
            named.kind.read(value)
        except Refused as error:
            refused = refused or error
        else:
            return value
    if isinstance(named.kind, Section) and not named.kind.secret:
        raise UsageError(f"{named.shown} is a table of settings; name one of them: {', '.join(named.kind.keys())}.")
    assert refused is not None  # noqa: S101 - there is at least one reading
    raise SettingsError(told(Refused(refused.problem, (*named.path, *refused.at))))


def _as_toml(text: str) -> list[Any]:
    import tomllib  # noqa: PLC0415 - only a change needs it

    try:
        return [tomllib.loads(f"x = {text}")["x"]] if "\n" not in text else []
    except (ValueError, RecursionError):
        return []


def changed_raw(
    raw: dict[str, Any], path: tuple[str, ...], value: object, wrong_key: WrongKey | None = None
) -> dict[str, Any]:
    """A parsed file with another value at a path, or without one where it is None; `wrong_key` as in `refusals`.

    SettingsError where that makes something wrong that was not wrong before.
    """
    changed = deepcopy(raw)
    table = changed
    for part in path[:-1]:
        inner = table.setdefault(part, {}) if value is not None else table.get(part, {})
        if not isinstance(inner, dict):
            raise SettingsError(f"{path[0]} is no table in the file; `newsterm config check` tells what it has to be.")
        table = inner
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value
    before = {refused.at for refused in refusals(raw, wrong_key)[0]}
    for refused in refusals(changed, wrong_key)[0]:
        if refused.at not in before:
            raise SettingsError(told(refused))
    return changed


def changed_text(text: str, path: tuple[str, ...], value: object, wanted: dict[str, Any]) -> str:
    """The text of a file with another value at a path, or without one where it is None; `wanted` is what it means then.

    SettingsError where the text is written so that it can't be changed without being laid out anew.
    """
    import tomllib  # noqa: PLC0415 - only a change needs it

    for change in (_in_place_of_sample, _by_tomlkit):
        new = change(text, path, value)
        try:
            if new is not None and _filled(tomllib.loads(new)) == _filled(wanted):
                return new
        except ValueError:
            continue
    raise SettingsError("the file is written so that only an editor can change it: `newsterm config edit`.")


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    """A table without the empty tables in it, which mean nothing."""
    inner = {key: _filled(value) if isinstance(value, dict) else value for key, value in table.items()}
    return {key: value for key, value in inner.items() if value != {}}


def _in_place_of_sample(text: str, path: tuple[str, ...], value: object) -> str | None:
    """The value in the place of the line `#key = ...`, which the example file has for every setting."""
    import tomlkit  # noqa: PLC0415 - only a change needs its 20 ms

    lines = text.split("\n")
    table: tuple[str, ...] = ()
    sample = re.compile(rf"#\s?{re.escape(path[-1])}\s*=")
    for number, line in enumerate(lines):
        if _HEADER.match(line):
            table = key_path(f"{line}\n")
        elif line.startswith("#["):  # below it are samples of another table
            table = ()
        elif table == path[:-1] and value is not None and sample.match(line):
            lines[number] = f"{path[-1]} = {tomlkit.item(_in_braces(value)).as_string()}"
            return "\n".join(lines)
    return None


def _by_tomlkit(text: str, path: tuple[str, ...], value: object) -> str | None:
    import tomlkit  # noqa: PLC0415 - as above
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415
    from tomlkit.items import InlineTable  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        table: Any = document
        for depth, part in enumerate(path[:-1]):
            if part not in table:
                if value is None:
                    return text
                # Only the innermost table gets a header of its own; none can stand within braces.
                inner = tomlkit.table(is_super_table=depth < len(path) - 2)
                table[part] = tomlkit.inline_table() if isinstance(table, InlineTable) else inner
            table = table[part]
        if value is None:
            table.pop(path[-1], None)
        else:
            table[path[-1]] = _in_braces(value)
        return tomlkit.dumps(document)
    except (TOMLKitError, TypeError, ValueError, AttributeError):  # layouts that it does not change, each in its way
        return None


def _in_braces(value: object) -> Any:
    """A value, where it is a table as one that stands in a line."""
    import tomlkit  # noqa: PLC0415 - as above

    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update({key: _in_braces(inner) for key, inner in value.items()})
    return table


def write(file: SettingsFile | None, path: Path, text: str) -> None:
    """Write the settings file, with its folder where there is none; a link stays one, and so do its permissions.

    Line ends and a byte order mark are as they were. SettingsError where it can't be written.
    """
    real = Path(os.path.realpath(path))
    try:
        before = real.read_bytes() if file is not None else b""
        data = text.replace("\r\n", "\n").encode("utf-8")
        data = data.replace(b"\n", b"\r\n") if b"\r\n" in before else data
        data = b"\xef\xbb\xbf" + data if before.startswith(b"\xef\xbb\xbf") else data
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, data, real.stat().st_mode & 0o7777 if file is not None else None)
    except OSError as error:
        raise SettingsError(f"{path} can't be written: {error.strerror or error}.") from error


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as writing:
            writing.write(data)
            writing.flush()
            os.fsync(writing.fileno())
        fresh.chmod(0o600 if mode is None else mode)  # a new one may come to name logins
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
