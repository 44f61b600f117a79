"""Request headers that the settings ask for: texts, a login, and secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.feeds.fetch import basic_login

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
        headers["Authorization"] = basic_login(own.login.user, password)
    return headers
