"""The quality that extraction keeps on pages with known bodies: floors that may only rise; skips without them."""

from __future__ import annotations

import gzip
import json
import statistics
import time
from functools import cache

import pytest

from newsterm.articles import extract_page
from tests.measures import SHARED, tool

DATA = SHARED / "data" / "extraction"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the pages with known bodies are not at hand")


@cache
def bodies() -> tuple[dict[str, str], dict[str, str], list[float]]:
    """True bodies and ours by page, and the CPU milliseconds of each."""
    true, ours, costs = {}, {}, []
    for line in (DATA / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        page = gzip.decompress((DATA / "pages" / f"{truth['id']}.html.gz").read_bytes())
        start = time.process_time()
        made = extract_page(page, url=truth["url"])
        costs.append(1000 * (time.process_time() - start))
        true[truth["id"]], ours[truth["id"]] = truth["articleBody"], made.text.replace("\n\n", "\n")
    return true, ours, costs


def test_bodies_are_found_as_well_as_ever() -> None:
    true, ours, _ = bodies()
    precision, recall, f1, _ = tool("extraction").summary(
        [tool("extraction").page_scores(true[page], ours[page]) for page in true]
    )
    assert f1 >= 0.981
    assert precision >= 0.981
    assert recall >= 0.980


def test_furniture_stays_out_as_well_as_ever() -> None:
    marked = map(json.loads, (DATA / "furniture.jsonl").read_text(encoding="utf-8").splitlines())
    figures = tool("extraction").furniture(list(marked), bodies()[1])
    assert figures["body kept"] >= 0.985
    assert figures["furniture surviving"] <= 0.03
    assert figures["line precision"] >= 0.985


def test_a_page_costs_no_more_than_it_may() -> None:
    """Twice the goal, 45 and 150 ms, for machines that are slow or busy."""
    costs = sorted(bodies()[2])
    assert statistics.median(costs) < 90
    assert costs[int(0.95 * len(costs))] < 300
