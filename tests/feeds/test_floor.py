"""How much of what other readers expect is met: a floor that may only rise. Skips where their cases are missing."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsterm.errors import ParseError
from newsterm.export.records import parsed_record
from newsterm.feeds.dates import parse_date
from newsterm.feeds.links import clean_link
from newsterm.feeds.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SHARED = Path(__file__).parents[3] / "shared"
CASES = SHARED / "data" / "conformance"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases of other readers are not at hand")


def rows(pattern: str) -> Iterator[dict[str, Any]]:
    for file in sorted(CASES.glob(pattern)):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def comparison() -> ModuleType:
    spec = importlib.util.spec_from_file_location("conformance_compare", SHARED / "tools" / "conformance_compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(case: dict[str, Any]) -> dict[str, Any] | None:
    body = (CASES / case["feed_file"]).read_bytes()
    try:
        return parsed_record(parse(body, url=case["base_url"], content_type=case.get("content_type")))
    except ParseError:
        return None


def test_97_of_100_assertions_about_feeds_hold() -> None:
    compare, policy = comparison(), json.loads((CASES / "policy.json").read_text(encoding="utf-8"))
    right = total = 0
    for case in rows("*.jsonl"):
        if "feed_file" not in case:
            continue
        made = record(case)
        for path, holds, *_ in compare.run(case, made):
            if path not in policy.get(case["id"], ()):
                total += 1
                right += bool(holds) and (made is not None or bool(case.get("must_fail")))
    assert right / total >= 0.97


def test_95_of_100_dates_are_read_as_expected() -> None:
    compare = comparison()
    outcomes = []
    for case in rows("dates.jsonl"):
        read, wanted = parse_date(case["input"]), case["expect"]
        outcomes.append(
            read is not None
            if wanted == "*"
            else read is None
            if wanted is None
            else read is not None and compare.instant(read.isoformat()) == compare.instant(wanted)
        )
    assert sum(outcomes) / len(outcomes) >= 0.95


def test_all_links_lose_their_tracking_as_expected() -> None:
    for case in rows("urls.jsonl"):
        sites = tuple(filter(None, (case["base_url"], case["feed_url"])))
        assert clean_link(case["input"], sites=sites) == case["expect"]
