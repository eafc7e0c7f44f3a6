"""The link reader: one public https page as text, or nothing; it never goes anywhere else."""

from __future__ import annotations

import asyncio
import codecs
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
import structlog

from bot.evidence.addresses import is_public, readable_host
from bot.evidence.pages import words_of

SECONDS = 5.0
MOST_BYTES = 1_000_000
MOST_REDIRECTS = 3

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", *_HTML})
# What pages are written in, by Python's names. Some others take minutes for a megabyte: punycode.
_CHARSETS = re.compile(
    r"utf-(8|16).*|ascii|iso8859-\d+|cp\d+|koi8-[ru]|mac-roman|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
)
_HEADERS = {
    "User-Agent": "Checkpost link reader",
    "Accept": "text/html, text/plain;q=0.9",
    "Accept-Encoding": "identity",  # so that a small answer cannot unfold into a huge one
    "Connection": "close",
}

log = structlog.get_logger(__name__)

Resolve = Callable[[str], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: the lowest tier of evidence, and never an instruction."""

    url: str
    host: str
    text: str = field(repr=False)
    dated: date | None = None


async def resolve(host: str) -> Sequence[str]:
    """Return every address of `host`, as the system's resolver knows them now."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class LinkReader:
    """Reads pages for the fact check. Off unless the operator switches it on."""

    def __init__(
        self,
        *,
        resolve: Resolve = resolve,
        transport: Callable[[], httpx.AsyncBaseTransport] = httpx.AsyncHTTPTransport,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """`seconds` is for the whole page with its redirects; more bytes are not read."""
        self._resolve = resolve
        self._transport = transport
        self._seconds = seconds
        self._most_bytes = most_bytes

    async def read(self, url: str) -> Page | None:
        """Return the page behind `url`, None when it may not or cannot be read.

        Nothing that a page or its server does is raised: it would cost the author the review.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url)
        except Exception as error:  # noqa: BLE001 -- whatever a stranger's server sends, no page
            log.info("page_not_read", error=type(error).__name__)
            return None

    async def _follow(self, url: str) -> Page | None:
        for _ in range(MOST_REDIRECTS + 1):
            host = readable_host(url)
            address = await self._public_address(host) if host is not None else None
            if host is None or address is None:
                return None
            answer = await self._get(url, host, address)
            if not isinstance(answer, str):
                return answer
            url = urljoin(url, answer)
        return None

    async def _public_address(self, host: str) -> str | None:
        """Look a host up once; one private address among many is reason enough to stay away."""
        found = await self._resolve(host)
        return found[0] if found and all(is_public(address) for address in found) else None

    async def _get(self, url: str, host: str, address: str) -> Page | str | None:
        """Ask the address that was checked, under the host's name; a new place comes as text."""
        request = httpx.Request(
            "GET",
            _pinned(url, address),
            headers={**_HEADERS, "Host": host},
            extensions={"sni_hostname": host, "timeout": httpx.Timeout(self._seconds).as_dict()},
        )
        async with self._transport() as transport:
            response = await transport.handle_async_request(request)
            try:
                return await self._read(response, url, host)
            finally:
                await response.aclose()

    async def _read(self, response: httpx.Response, url: str, host: str) -> Page | str | None:
        if response.is_redirect:
            return str(response.headers.get("location", ""))
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        encoded = response.headers.get("content-encoding", "identity").lower()
        if not response.is_success or kind not in _TEXT or encoded != "identity":
            return None
        received = bytearray()
        async for chunk in response.aiter_raw():
            received += chunk[: self._most_bytes - len(received)]
            if len(received) >= self._most_bytes:
                break
        body = bytes(received).decode(_charset(response), "replace")
        text, dated = await asyncio.to_thread(words_of, body, html=kind in _HTML)
        return Page(url, host, text, dated) if text else None


def _pinned(url: str, address: str) -> str:
    parts = urlsplit(url)
    netloc = f"[{address}]" if ":" in address else address
    return urlunsplit(("https", netloc, parts.path or "/", parts.query, ""))


def _charset(response: httpx.Response) -> str:
    """Return how pages like this are written, UTF-8 where it says something else."""
    try:
        named = codecs.lookup(response.charset_encoding or "").name
    except (LookupError, ValueError):
        return "utf-8"
    return named if _CHARSETS.fullmatch(named) else "utf-8"
