"""Sites whose addresses tell their feeds: YouTube, GitHub, Reddit and, by the look of it, Mastodon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from msgspec import Struct

from newsterm.feeds.links import split

if TYPE_CHECKING:
    from collections.abc import Iterable

ATOM = "application/atom+xml"
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_REDDIT = frozenset({"reddit.com", "old.reddit.com", "new.reddit.com", "np.reddit.com"})
# Pages of GitHub itself that look like those of a person.
_GITHUB_PAGES = frozenset(
    "about account apps blog codespaces collections contact customer-stories dashboard enterprise events explore "
    "features issues join login logout marketplace mobile new notifications orgs organizations pricing pulls readme "
    "search security sessions settings signup site sponsors stars team topics trending users".split()
)
# Where @name is a person, but NAME.rss no feed.
_NO_FEDIVERSE = re.compile(
    r"(?:^|\.)(?:medium\.com|tiktok\.com|threads\.net|threads\.com|substack\.com|flipboard\.com|youtube\.com)$"
)


class Candidate(Struct, frozen=True, kw_only=True):
    """An address that is, or may be, a feed."""

    url: str
    title: str | None = None
    type: str | None = None
    """Media type, as the page states it."""


def known_site(url: str) -> tuple[Candidate, ...]:
    """The feeds of an address on a site whose rules are known, told without asking anybody. Empty for others."""
    parts = split(url)
    if parts is None:
        return ()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [piece for piece in parts.path.split("/") if piece]
    if host == "youtube.com":
        return _youtube(path, parse_qs(parts.query))
    if host == "github.com":
        return _github(path)
    if host in _REDDIT:
        return _reddit(path, parts.query)
    return ()


def likely_site(url: str) -> tuple[Candidate, ...]:
    """The feed of a person's page, as Mastodon and its kin have it on any host; only asking tells whether it is one."""
    parts = split(url)
    path = parts.path.strip("/") if parts else ""
    if parts is None or _NO_FEDIVERSE.search(parts.hostname or "") or not re.fullmatch(r"@\w+(?:[.-]\w+)*", path):
        return ()
    if path.endswith((".rss", ".atom")):
        return ()
    return (Candidate(url=f"{parts.scheme}://{parts.netloc}/{path}.rss", type="application/rss+xml"),)


def _youtube(path: list[str], query: dict[str, list[str]]) -> tuple[Candidate, ...]:
    """Playlists, channels by their id and the users of old; @names and videos are looked up on their page."""
    if (lists := query.get("list")) and path[:1] in (["playlist"], ["watch"]):
        return _videos("playlist_id", lists[0])
    if len(path) >= 2 and path[0] in {"channel", "user"}:
        return _videos("channel_id" if path[0] == "channel" else "user", path[1])
    return ()


def _videos(name: str, value: str) -> tuple[Candidate, ...]:
    return (Candidate(url=f"{_VIDEOS}?{name}={value}", type=ATOM),) if re.fullmatch(r"[\w-]+", value) else ()


def _github(path: list[str]) -> tuple[Candidate, ...]:
    """What a person does, what happens in a repository, what this page of it is about."""
    if len(path) == 1 and re.fullmatch(r"[\w-]+", path[0]) and path[0].lower() not in _GITHUB_PAGES:
        return _on_github(path, {"": None})
    if len(path) < 2 or path[0].lower() in _GITHUB_PAGES or path[-1].endswith(".atom"):
        return ()
    whole, page, rest = [path[0], path[1].removesuffix(".git")], path[2:3], path[3:]
    if not page:
        return _on_github(whole, {f"/{kind}": kind.capitalize() for kind in ("commits", "releases", "tags")})
    if page == ["discussions"] or (page[0] in {"releases", "tags"} and not rest):
        return _on_github(whole, {f"/{page[0]}": None})
    if page[0] in {"commits", "tree"}:
        return _on_github(whole, {"/" + "/".join(["commits", *rest]): None})
    return ()


def _on_github(path: Iterable[str], kinds: dict[str, str | None]) -> tuple[Candidate, ...]:
    place = "https://github.com/" + "/".join(path)
    return tuple(Candidate(url=f"{place}{kind}.atom", title=title, type=ATOM) for kind, title in kinds.items())


def _reddit(path: list[str], query: str) -> tuple[Candidate, ...]:
    """A community, a person, a thread, a selection of several; sorted as the page is (`top`, `?t=week`)."""
    if path and (path[0] not in {"r", "u", "user", "domain"} or len(path) < 2 or path[-1].endswith(".rss")):
        return ()
    place = "/".join(["https://www.reddit.com", *("user" if piece == "u" else piece for piece in path[:1]), *path[1:]])
    kept = "&".join(f"{name}={quote(value[0])}" for name, value in parse_qs(query).items() if name in {"t", "sort"})
    return (Candidate(url=f"{place}/.rss" + (f"?{kept}" if kept else ""), type=ATOM),)
