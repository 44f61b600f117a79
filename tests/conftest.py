"""What all tests share: properties without a database, and a world without the user's own settings, zone or proxies."""

from __future__ import annotations

import inspect
import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir(), "newsterm-hypothesis"))
settings.register_profile(
    "newsterm", database=None, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newsterm")

for name in [n for n in os.environ if n.lower().endswith("_proxy") or n.startswith(("NEWSTERM_", "XDG_"))]:
    del os.environ[name]
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that drive the whole interface, or measure time, are not traced: it takes them three times as long."""
    tracer = config.pluginmanager.getplugin("_cov")
    if tracer is None or tracer.cov_controller is None:  # its marker takes for granted that it traces
        return
    for item in items:
        function = getattr(item, "obj", None)
        drawn = "snap_compare" in getattr(item, "fixturenames", ())
        driven = _INTERFACE in item.path.parents and (drawn or inspect.iscoroutinefunction(function))
        if driven or item.get_closest_marker("untraced"):
            item.add_marker("no_cover")


_INTERFACE = Path(__file__).with_name("ui")


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does can reach the user's own folders."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
