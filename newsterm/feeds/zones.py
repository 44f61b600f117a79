"""Time zones by the names that people write: abbreviations, generic American ones, and the IANA database's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Hours east of Greenwich. Where an abbreviation has several meanings, the one most used in feeds: CST is American,
# IST Indian, BST British.
_HOURS: dict[str, float] = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2,
    "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "TRT": 3, "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "GST": 4, "PKT": 5,
    "IST": 5.5,
    "NPT": 5.75, "BDT": 6, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "SGT": 8, "HKT": 8, "PHT": 8, "AWST": 8,
    "JST": 9, "KST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "AT": -4, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "COT": -5,
    "PET": -5, "UYT": -3,
}  # fmt: skip
_GENERIC = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_STANDARD = {"ET": "EST", "CT": "CST", "MT": "MST", "PT": "PST"}


def zone_of(name: str, local: datetime) -> timedelta | None:
    """How far east of Greenwich the zone is at this local time; zero for a name that nobody knows (RFC 2822, 4.3).

    None where it is no name at all, so that the string it comes from is no date.
    """
    name = re.sub(r"\s*\(.*\)$", "", name.strip(" .,")).strip("()")
    upper = name.upper()
    if upper in _HOURS:
        return timedelta(hours=_HOURS[upper])
    if upper in _GENERIC:
        return _iana(_GENERIC[upper], local) or timedelta(hours=_HOURS[_STANDARD[upper]])
    if "/" in name:
        return _iana(name, local) or timedelta()
    return timedelta() if re.fullmatch(r"[A-Za-z][A-Za-z ]{0,40}", name) else None


def _iana(key: str, local: datetime) -> timedelta | None:
    try:
        return local.replace(tzinfo=ZoneInfo(key)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, or no database on this machine (Windows)
        return None
