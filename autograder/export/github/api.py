"""The few calls to GitHub's REST API that are needed, through one function."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import Any

SECONDS = 30.0
"""How long one call may take."""

DOWNLOAD_SECONDS = 120.0
MAX_ANSWER = 16 << 20
"""Largest answer of the API, in bytes."""

ATTEMPTS = 3
"""How often something is asked for; what changes something is said once."""


class ApiError(Exception):
    """GitHub did not do what it was asked to. The message says what, and its answer; never the token."""


class TooLarge(Exception):
    """A download has more bytes than it may have."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand: urllib would hand the token to wherever they lead."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Api:
    """GitHub's API at `base` (`https://api.github.com`, or whatever GITHUB_API_URL says)."""

    def __init__(self, base: str, token: str) -> None:
        self.base, self._token = base.rstrip("/"), token
        self._opener = urllib.request.build_opener(_NoRedirect)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The decoded answer to one request. Raises ApiError."""
        for attempt in range(ATTEMPTS if method == "GET" else 1):
            try:
                with self._open(method, f"{self.base}{path}", body) as answer:
                    return json.loads(_bounded(answer, MAX_ANSWER, SECONDS))
            except urllib.error.HTTPError as error:
                reason = f"{error.code} {error.reason}"
                if error.code < 500:
                    break
            except (OSError, HTTPException, ValueError, TooLarge) as error:
                reason = str(error) or type(error).__name__
            time.sleep(attempt)
        raise ApiError(f"{method} {path.split('?')[0]}: {reason}")

    def download(self, path: str, limit: int) -> bytes:
        """The bytes that `path` redirects to. Raises TooLarge if they are more than `limit`, ApiError."""
        try:
            self._open("GET", f"{self.base}{path}").close()
            raise ApiError(f"GET {path}: not redirected to a download")
        except urllib.error.HTTPError as error:
            place = error.headers.get("Location", "") if error.code in (301, 302, 303, 307, 308) else ""
            reason = f"{error.code} {error.reason}"
        except OSError as error:
            place, reason = "", str(error)
        if not place.startswith(self.base.split("://")[0] + "://"):
            raise ApiError(f"GET {path}: {reason}")
        try:
            with urllib.request.urlopen(place, timeout=SECONDS) as answer:  # without the token
                return _bounded(answer, limit, DOWNLOAD_SECONDS)
        except (OSError, HTTPException) as error:
            raise ApiError(f"GET {path}: the download failed ({error})") from None

    def _open(self, method: str, url: str, body: dict[str, Any] | None = None) -> HTTPResponse:
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "firth"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        opened: HTTPResponse = self._opener.open(request, timeout=SECONDS)
        return opened


def _bounded(answer: HTTPResponse, limit: int, seconds: float) -> bytes:
    """The body, if it comes in time and is no longer than it may be: a timeout of sockets starts anew with each byte."""
    deadline, parts, length = time.monotonic() + seconds, [], 0
    while part := answer.read1(1 << 16):
        length += len(part)
        if length > limit:
            raise TooLarge(f"more than {limit >> 20} MB")
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done after {seconds:.0f} seconds")
        parts.append(part)
    return b"".join(parts)
