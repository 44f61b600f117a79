"""Request headers that the settings ask for: texts, a login, and secrets."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.poller.secrets import Secrets
    from newsterm.settings import Settings


async def request_headers(settings: Settings, url: str, secrets: Secrets) -> dict[str, str]:
    """What is sent to this feed beside newsterm's own headers; FetchError where a secret can't be had."""
    own = settings.feeds.get(url)
    if own is None:
        return {}
    headers = {} if own.user_agent is None else {"User-Agent": own.user_agent}
    for name, header in own.headers.items():
        secret = header.secret
        headers[name] = await secrets.get(secret, f"the header {name}") if secret else header.text or ""
    if own.login.user is not None and own.login.password is not None:
        password = await secrets.get(own.login.password, "the password")
        pair = f"{own.login.user}:{password}".encode()
        headers["Authorization"] = f"Basic {b64encode(pair).decode('ascii')}"
    return headers
