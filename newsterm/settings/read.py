"""A settings file to values: tomllib, the kinds, and one sentence for whatever is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from newsterm.errors import SettingsError
from newsterm.hints import did_you_mean, nearest
from newsterm.model.text import clean_line
from newsterm.settings.kinds import Choice, Refused, Section, Sentence, Unknown, read_below
from newsterm.settings.values import PRESETS, Settings

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1024 * 1024
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_SECOND_TABLE = re.compile(r"Cannot (?:declare|mutate immutable namespace|redefine namespace) \((.*)\)")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_settings(path: Path | None, *, required: bool) -> Settings:
    """The settings of a file; without one, or where it is missing and not `required`, the defaults.

    Raises SettingsError naming file, line and key, and what was expected there.
    """
    file = None if path is None else load(path, required=required)
    if file is None:
        return Settings()
    try:
        settings = settings_of(file.raw)
    except Refused as refused:
        raise SettingsError(f"{file.where(refused.at)}: {told(refused)}") from refused
    keys = {action: replace(choice, where=file.where(("keys", action))) for action, choice in settings.keys.items()}
    commands = {
        name: replace(command, where=file.where(("commands", name))) for name, command in settings.commands.items()
    }
    return replace(settings, keys=keys, commands=commands)


class SettingsFile(Struct, frozen=True, kw_only=True):
    """A settings file as it is written: TOML, whatever it says."""

    path: Path
    text: str
    """Without a byte order mark."""
    raw: dict[str, Any]
    """As tomllib reads it."""

    def line(self, key: tuple[str, ...]) -> int | None:
        """The line of a key or of the nearest table around it, from 1."""
        from newsterm.settings.lines import find_line  # noqa: PLC0415 - its patterns are for errors and keys alone

        return find_line(self.text, key)

    def where(self, key: tuple[str, ...]) -> str:
        """File and line of a key, for an error."""
        line = self.line(key)
        return f"{_name(self.path)}, line {line}" if line else _name(self.path)


def load(path: Path, *, required: bool) -> SettingsFile | None:
    """The file as it is written; None where it is missing and not `required`. SettingsError where it is no TOML."""
    content = _content(path, required=required)
    if content is None:
        return None
    text = _decoded(path, content)
    return SettingsFile(path=path, text=text, raw=_parsed(path, text))


def settings_of(raw: dict[str, Any]) -> Settings:
    """The settings that a parsed file means. Refused where it means none."""
    keys = raw.get("keys")
    if not isinstance(keys, dict) or "preset" not in keys:
        settings: Settings = Section(Settings).read(raw)
        return settings
    try:
        preset = read_below(Choice(PRESETS), "preset", keys["preset"])
    except Refused as refused:
        raise refused.below("keys") from refused
    chosen = {name: value for name, value in keys.items() if name != "preset"}
    return replace(settings_of({**raw, "keys": chosen}), preset=preset)


def _content(path: Path, *, required: bool) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        if required:
            raise SettingsError(f"{_name(path)}: there is no such settings file.") from error
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(f"{_name(path)}: the settings can't be read: {clean_line(reason)}.") from error
    if len(content) > _LARGEST:
        raise SettingsError(f"{_name(path)}: this is no settings file: it is larger than 1 MiB.")
    return content


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{_name(path)}, line {line}: not UTF-8; save the file in that encoding.") from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - 7 ms that only a file that exists should cost

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError(f"{_name(path)}: not TOML that can be read: nested too deeply.") from error
    except ValueError as error:  # TOMLDecodeError, and int() for a number of thousands of digits
        raise SettingsError(f"{_name(path)}, {_syntax(clean_line(str(error)), text)}") from error


def _syntax(message: str, text: str) -> str:
    """What tomllib says, with the place in front, and what is met most told for people."""
    found = _PLACE.search(message)
    said = message[: found.start()] if found else message
    if said == "Cannot overwrite a value":
        said = "this key is written for the second time"
    elif second := _SECOND_TABLE.match(said):
        key = ".".join(re.findall(r"'([^']*)'", second[1]))
        said = f"[{key}] is written for the second time, or in another way before; keep all of it in one place"
    elif said == "Invalid value":
        said = "invalid value; a text stands in quotation marks"
    place = f"line {found[1]}, column {found[2]}" if found and found[1] else f"line {text.count(chr(10)) + 1}, the last"
    return f"{place}: not TOML: {said[:1].lower()}{said[1:]}."


def _name(path: Path) -> str:
    return clean_line(str(path))


def told(refused: Refused) -> str:
    """What is wrong, as a sentence that names the key; passwords in addresses are left out."""
    if isinstance(refused, Sentence):
        return refused.problem
    key = _CREDENTIALS.sub("…", clean_line(".".join(refused.at)))
    key = key if len(key) <= 120 else f"{key[:120]}…"
    if isinstance(refused, Unknown):
        return f'there is no setting "{key}".{_meant(refused)}'
    if refused.at == ("feeds",):
        return (
            f"{key} {refused.problem}. Feeds are subscribed to with `newsterm add`;"
            ' what is particular to one stands under [feeds."URL"].'
        )
    return _ended(f"{key} {refused.problem}")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("?", ".")) else f"{sentence}."


def _meant(unknown: Refused) -> str:
    """The same word elsewhere, else near words beside it, else near words anywhere, else what there is."""
    from newsterm.settings.describe import describe  # noqa: PLC0415 - only an error needs all of it

    *above, name = unknown.at
    known = unknown.problem.split()
    elsewhere = {d.key.rpartition(".")[2]: d.key for d in reversed(describe())}
    if name not in elsewhere and (hint := did_you_mean(name, known)):
        return hint
    found = nearest(name, elsewhere)
    if found:
        return f' Did you mean "{elsewhere[found]}"?'
    return f" Known {'there' if above else 'here'}: {', '.join(known)}."
