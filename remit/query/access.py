"""Who asks: user and password, or a token, from the environment, for every request we send.

They come from the environment, not from the command line, because others of the same
machine can read command lines.
"""

import os
from http.client import HTTPResponse
from typing import Final, cast
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    build_opener,
)

USER: Final = "REMIT_USER"
PASSWORD: Final = "REMIT_PASSWORD"  # noqa: S105 (the name of a variable)
TOKEN: Final = "REMIT_TOKEN"  # noqa: S105 (the name of a variable)
"""Environment variables. A token goes before user and password."""


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
