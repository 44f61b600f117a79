"""Links: made absolute, stripped of tracking parameters, refused where they are no web address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

MAX_LINK = 4_000
"""Characters; a longer link is no link (browsers and servers give up at 2,000 to 8,000)."""

_TRACKING = re.compile(
    r"""(?ix) ^(?:
        utm_\w+ | at_(?:medium|campaign|custom\d|link_\w+|ptr_\w+|bbc_team|format|creation|send_date|recipient_\w+)
      | ns_(?:mchannel|source|campaign|linkname|fee) | (?:pk|mtm|piwik|matomo)_\w+
      | ga_(?:source|medium|term|content|campaign|place)
      | itm_\w+ | hsa_\w+ | _hs(?:enc|mi) | hsctatracking | fbclid | fb_(?:action_\w+|source|ref) | gclid | gclsrc
      | dclid | gbraid | wbraid
      | srsltid | _ga | _gl | msclkid | yclid | ysclid | _openstat | twclid | ttclid | li_fat_id | igshid?
      | mc_[ce]id | mkt_tok | ml_subscriber\w*
      | vero_(?:id|conv) | oly_(?:anon|enc)_id | wickedid | rb_clickid | s_cid | xtor | ncid | cmpid | guccounter
      | guce_referrer\w*
      | __s | __hssc | __hstc | __hsfp | sc_(?:campaign|channel|content|medium|outcome|geo|country) | bsft_\w+ | spm
      | trk_?\w*
    )$"""
)
# Addresses that no tidying changes, as most are: absolute, or from the root of a site, in characters that are safe.
_TAIL = r"(?:\?[A-Za-z0-9/._~!$&'()*+,=:@%?-]+)?(?:#[A-Za-z0-9/._~!$&'()*+,=:@%?-]+)?"
_PATH = r"/[A-Za-z0-9/._~!$&'()*+,=:@%-]*"
_SITE = r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::(?:\d{1,4}|[1-5]\d{4}))?"
_PLAIN = re.compile(f"{_SITE}(?:{_PATH})?{_TAIL}")
_ROOTED = re.compile(f"(?!//){_PATH}{_TAIL}")
_PLAIN_BASE = re.compile(f"({_SITE})(?:{_PATH})?{_TAIL}")
_PAGE = re.compile(rf"https?://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{{1,4}}|[1-5]\d{{4}}))?({_PATH})")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_FRONT = re.compile(r"^(?:www|m|amp)\.")
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?$")
_BREAKS = re.compile("[\t\r\n]")
# Characters that may stand in a URL as they are; others are percent-encoded as UTF-8 (WHATWG URL, percent-encode sets).
_SAFE = "%/?#[]@!$&'()*+,;=:~-._"
_WEB = frozenset({"http", "https"})


def split(url: str) -> SplitResult | None:
    """The parts of a URL with a host and a port that can be; None where it can't be read."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.hostname else None


def host_of(url: str) -> str:
    """The host, in lower case; the whole URL where there is none, so that odd addresses stay apart."""
    parts = split(url)
    return (parts.hostname or url) if parts else url


def is_web(url: str) -> bool:
    """Whether this is an http or https address with a host."""
    parts = split(url)
    return parts is not None and parts.scheme.lower() in _WEB


def absolute(url: str, base: str | None) -> str | None:
    """The link resolved against `base`, cleaned of white space and safe to store; None unless http or https."""
    if len(url) <= MAX_LINK:
        if _PLAIN.fullmatch(url):
            return url
        if base and _ROOTED.fullmatch(url) and "/." not in url and (site := _site_of(base)):
            return site + url
    return _resolved(_BREAKS.sub("", url.strip()), base)


@lru_cache(maxsize=64)
def _site_of(base: str) -> str | None:
    """Scheme and host of a plain address."""
    found = _PLAIN_BASE.fullmatch(base)
    return found[1] if found else None


def _resolved(text: str, base: str | None) -> str | None:
    if not text or len(text) > MAX_LINK or _CONTROL.search(text):
        return None
    if " " in text and not re.match(r"[/?#.]|[A-Za-z][A-Za-z0-9+.-]*:", text):
        return None  # words, not an address
    try:
        text = urljoin(base, text) if base else text
    except ValueError:
        return None
    parts = split(text)
    if parts is None or parts.scheme.lower() not in _WEB or re.search(r"[\s<>\"'|\\^`{}]", parts.netloc):
        return None
    if text.isascii() and not re.search(r"[ <>\"^`{}|\\]", text):
        return text
    tail = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{parts.netloc}{_encoded(tail)}"


def clean_link(url: str, *, base: str | None = None, sites: tuple[str, ...] = ()) -> str | None:
    """The link as newsterm keeps it: absolute, http or https, without tracking parameters; None where it is none.

    `sites` are addresses of the feed and its page: a `ref` parameter that names one of their hosts is tracking too.
    """
    link = absolute(url, base)
    if link is None or ("?" not in link and "#" not in link):
        return link
    rest, _, fragment = link.partition("#")
    page, _, query = rest.partition("?")
    untracked = _untracked(query, sites)
    kept = "" if fragment and _is_tracking_fragment(fragment) else fragment
    if untracked == query and kept == fragment:
        return link
    return page + (f"?{untracked}" if untracked else "") + (f"#{kept}" if kept else "")


def same_story_key(url: str) -> str | None:
    """Equal for addresses of one page, whatever scheme, `www.`, tracking or trailing slash they have.

    None where the address names no story: a site's front page, or no web address at all.
    """
    if len(url) <= MAX_LINK and (page := _PAGE.fullmatch(url)):  # as most are
        host, number, path = page.groups()
        return _story(host.lower(), int(number) if number else None, path, "")
    link = clean_link(url)
    parts = split(link) if link else None
    if parts is None:
        return None
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    anchor = "#" + parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return _story(parts.hostname or "", parts.port, parts.path, f"{'?' + query if query else ''}{anchor}")


def _story(host: str, number: int | None, path: str, rest: str) -> str | None:
    path = _INDEX.sub("", path)
    if not path and not rest:
        return None
    port = f":{number}" if number not in {None, 80, 443} else ""
    return f"{_FRONT.sub('', host)}{port}{path}{rest}"


def _encoded(text: str) -> str:
    return quote(text, safe=_SAFE)


def _untracked(query: str, sites: tuple[str, ...]) -> str:
    """The query without tracking; untouched, byte for byte, where there was none."""
    pairs = query.split("&")
    kept = [pair for pair in pairs if not _is_tracking(pair, sites)]
    if len(kept) == len(pairs):
        return query
    # What is left is written as a form would write it (WHATWG URL, application/x-www-form-urlencoded): a space is "+".
    return "&".join(pair.replace("%20", "+") for pair in kept)


def _is_tracking(pair: str, sites: tuple[str, ...]) -> bool:
    name, _, value = pair.partition("=")
    return _tracks(name) or (name == "ref" and value.lower() in map(host_of, sites))


@lru_cache(maxsize=500)
def _tracks(name: str) -> bool:
    return bool(_TRACKING.match(name))


def _is_tracking_fragment(fragment: str) -> bool:
    return all("=" in pair and _is_tracking(pair, ()) for pair in fragment.split("&"))
