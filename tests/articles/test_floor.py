"""The quality that extraction keeps on pages with known bodies; skipped where those pages are not at hand."""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

from newsterm.articles import extract_page

DATA = Path(__file__).parents[3] / "shared" / "data" / "extraction"
PAGES = 30
PRECISION, RECALL = 0.97, 0.96


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, counted."""
    own = re.findall(r"\w+", text)
    return Counter(zip(*(own[k:] for k in range(4)), strict=False)) if len(own) > 4 else Counter([tuple(own)])


@pytest.mark.skipif(not DATA.is_dir(), reason="the pages with known bodies are not here")
def test_precision_and_recall_stay_above_their_floors() -> None:
    precision, recall = [], []
    for line in (DATA / "truth.jsonl").read_text(encoding="utf-8").splitlines()[:PAGES]:
        truth = json.loads(line)
        page = gzip.decompress((DATA / "pages" / f"{truth['id']}.html.gz").read_bytes())
        found, true = shingles(extract_page(page, url=truth["url"]).text), shingles(truth["articleBody"])
        hits = (found & true).total()
        precision.append(hits / found.total())
        recall.append(hits / true.total())
    assert statistics.fmean(precision) >= PRECISION
    assert statistics.fmean(recall) >= RECALL
