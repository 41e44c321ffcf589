"""Who asks: user and password, or a token, from the environment, for every request we send.

They come from the environment, not from the command line, because others of the same
machine can read command lines.
"""

import os
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Final, cast
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    build_opener,
)

from remit.errors import EndpointError
from remit.model import Bilingual

USER: Final = "REMIT_USER"
PASSWORD: Final = "REMIT_PASSWORD"  # noqa: S105 (the name of a variable)
TOKEN: Final = "REMIT_TOKEN"  # noqa: S105 (the name of a variable)
"""Environment variables. A token goes before user and password."""

_LONGEST_REPLY: Final = 300


def token() -> str | None:
    """Return the token to send, if there is one."""
    return os.environ.get(TOKEN) or None


def user() -> tuple[str, str] | None:
    """Return user and password, if there is a user."""
    name = os.environ.get(USER)
    return (name, os.environ.get(PASSWORD, "")) if name else None


def opened(request: Request, seconds: float) -> HTTPResponse:
    """Send a request and return the response; Basic and Digest are answered when asked for.

    Raises urllib.error.URLError and what else urllib raises.
    """
    passwords = HTTPPasswordMgrWithDefaultRealm()
    if bearer := token():
        request.add_unredirected_header("Authorization", f"Bearer {bearer}")
    elif known := user():
        passwords.add_password(None, request.full_url, *known)
    opener = build_opener(HTTPBasicAuthHandler(passwords), HTTPDigestAuthHandler(passwords))
    return cast("HTTPResponse", opener.open(request, timeout=seconds))


def beside(endpoint: str, siblings: Mapping[str, str]) -> str | None:
    """Return the address beside that for queries, by how this one ends; None for other ends."""
    for end, other in siblings.items():
        if endpoint.endswith(end):
            return endpoint.removesuffix(end) + other
    return None


def reply_to(request: Request, seconds: float, whose: Bilingual, option: str) -> bytes:
    """Send a request that writes or reads back what was written, and return the reply.

    Raises EndpointError, saying whose address it was and which option changes it; HTTPError for
    what is not there (HTTP 404).
    """
    address = request.full_url.partition("?")[0]
    try:
        with opened(request, seconds) as response:
            return response.read()
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            raise
        reply = " ".join(error.read().decode("utf-8", errors="replace").split())
        said = f"{request.get_method()}: HTTP {error.code}: {reply[:_LONGEST_REPLY]}"
        raise EndpointError(
            f"{whose.zh} {address} 拒绝了 {said}。"
            f"请检查 {option} 地址和写入权限（{USER}、{PASSWORD} 或 {TOKEN}）。 / "
            f"{whose.en} {address} refused the {said}. Check the address ({option}) and the right "
            f"to write ({USER} and {PASSWORD}, or {TOKEN})."
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise EndpointError(
            f"{whose.zh} {address} 无法连接：{reason}。请检查地址，以及服务器是否在运行。 / "
            f"{whose.en} {address} can not be reached: {reason}. Check the address, and that the "
            "server is running."
        ) from error
