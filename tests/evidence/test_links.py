"""The link reader reads public pages and nothing else, however it is led on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date

import httpx
import pytest

from bot.evidence.addresses import is_public, readable_host
from bot.evidence.links import LinkReader, Page

PUBLIC = "93.184.216.34"
HTML = {"content-type": "text/html; charset=utf-8"}
DATED = date(2026, 9, 14)
LINK = "https://press.example/halden?x=1#top"


class FakeResolver:
    """Answers from a script, the last answer again and again."""

    def __init__(self, *answers: list[str]) -> None:
        self.asked: list[str] = []
        self._script = deque(answers)

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self._script.popleft() if len(self._script) > 1 else self._script[0]


Handle = Callable[[httpx.Request], httpx.Response]


class Web:
    """A web of one handler; `requests` are what reached it."""

    def __init__(self, handle: Handle) -> None:
        self.requests: list[httpx.Request] = []
        self._handle = handle

    def transport(self) -> httpx.AsyncBaseTransport:
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._handle(request)


def page(text: str = "<p>Leaks found 31 % faster.</p>", **headers: str) -> Handle:
    return lambda _: httpx.Response(200, headers={**HTML, **headers}, content=stream(text))


async def stream(text: str) -> AsyncIterator[bytes]:
    yield text.encode()


async def read(
    web: Web, resolver: FakeResolver | None = None, link: str = LINK, **limits: int
) -> Page | None:
    reader = LinkReader(
        resolve=resolver or FakeResolver([PUBLIC]),
        transport=web.transport,
        seconds=limits.get("seconds", 5),
        most_bytes=limits.get("most_bytes", 1_000_000),
    )
    return await reader.read(link)


async def test_a_public_page_is_read_as_text_with_its_date() -> None:
    body = (
        "<html><head><title>no</title><meta property='article:published_time' "
        "content='2026-09-14T08:00'></head><script>no()</script><h1>Halden</h1>"
        "<p>Leaks found&nbsp;31 %\n faster.</p><style>no</style></html>"
    )
    web = Web(page(body))

    found = await read(web)

    assert found == Page(LINK, "press.example", "Halden\nLeaks found 31 % faster.", DATED)


async def test_a_page_may_say_when_it_is_from() -> None:
    found = await read(Web(page("<body><time datetime='2026-09-14'>then</time></body>")))

    assert found is not None
    assert found.dated == date(2026, 9, 14)


async def test_the_request_goes_to_the_address_that_was_checked_under_the_hosts_name() -> None:
    web = Web(page())

    await read(web, FakeResolver([PUBLIC], ["127.0.0.1"]))

    (request,) = web.requests
    assert str(request.url) == f"https://{PUBLIC}/halden?x=1"
    assert request.headers["host"] == "press.example"
    assert request.extensions["sni_hostname"] == "press.example"
    assert "cookie" not in request.headers


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["0.0.0.0"],  # noqa: S104 -- nobody listens there
        ["::1"],
        ["fe80::1%eth0"],
        ["fc00::1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a00:1"],
        ["2002:a00:1::"],
        ["fec0::1"],
        ["2606:2800:220:1::5efe:7f00:1"],
        ["2606:2800:220:1:200:5efe:7f00:1"],
        [PUBLIC, "10.0.0.1"],
        [],
        ["not an address"],
    ],
)
async def test_a_host_with_any_private_address_is_left_alone(addresses: list[str]) -> None:
    web = Web(page())

    assert await read(web, FakeResolver(addresses)) is None
    assert web.requests == []


def test_public_addresses_are_public_in_their_other_forms_too() -> None:
    assert all(map(is_public, [PUBLIC, "2606:2800:220:1::1", "64:ff9b::5db8:d822"]))


@pytest.mark.parametrize(
    "link",
    [
        "http://press.example/",
        "ftp://press.example/",
        "https://user:pass@press.example/",
        "https://press.example:8443/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.0x1/",
        "https://[::1]/",
        "https://localhost/",
        "https://press.example\\@10.0.0.1/",
        "https://press.example:99999/",
        "https://press.example/\n",
        "https:///x",
        "https://press.example/" + "x" * 2000,
    ],
)
async def test_only_plain_https_links_to_named_hosts_are_followed(link: str) -> None:
    web = Web(page())

    assert readable_host(link) is None
    assert await read(web, link=link) is None
    assert web.requests == []


async def test_every_redirect_is_checked_again() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "press.example":
            return httpx.Response(302, headers={"location": "//inside.example/secret"})
        return page()(request)

    resolver = FakeResolver([PUBLIC], ["10.0.0.1"])
    web = Web(handle)

    assert await read(web, resolver) is None
    assert resolver.asked == ["press.example", "inside.example"]
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    "location",
    [
        "http://press.example/",
        "https://169.254.169.254/",
        "file:///etc/passwd",
        "",
        "https://[",
        "//[::1",
    ],
)
async def test_a_redirect_to_what_may_not_be_read_ends_there(location: str) -> None:
    web = Web(lambda _: httpx.Response(301, headers={"location": location}))

    assert await read(web) is None
    assert len(web.requests) <= 4


async def test_a_good_redirect_is_followed() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/halden":
            return httpx.Response(308, headers={"location": "/news"})
        return page()(request)

    found = await read(Web(handle))

    assert found is not None
    assert found.url == "https://press.example/news"


async def test_a_giant_page_is_read_up_to_its_limit() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"leaks " * 100

    web = Web(lambda _: httpx.Response(200, headers=HTML, content=endless()))

    found = await read(web, most_bytes=2000)

    assert found is not None
    assert len(found.text) <= 2000


async def test_a_dripping_page_is_left_at_the_deadline() -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.01)
            yield b"x"

    web = Web(lambda _: httpx.Response(200, headers=HTML, content=dripping()))
    reader = LinkReader(resolve=FakeResolver([PUBLIC]), transport=web.transport, seconds=0.1)

    assert await reader.read(LINK) is None


@pytest.mark.parametrize(
    "handle",
    [
        page(**{"content-type": "application/pdf"}),
        page(**{"content-type": "image/png"}),
        page(**{"content-encoding": "gzip"}),
        page(""),
        lambda _: httpx.Response(404, headers=HTML, content=stream("gone")),
        lambda _: httpx.Response(200, content=stream("no type")),
    ],
)
async def test_what_is_no_text_is_not_read(handle: Handle) -> None:
    assert await read(Web(handle)) is None


async def test_a_connection_that_breaks_is_no_page() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    assert await read(Web(handle)) is None


async def test_whatever_goes_wrong_with_a_page_is_no_page() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url.path)

    assert await read(Web(handle)) is None


async def test_a_page_of_odd_declarations_is_read() -> None:
    found = await read(Web(page("<p>Leaks<![foo bar[ x ]]> fall.</p>")))

    assert found is not None
    assert found.text == "Leaks fall."


@pytest.mark.parametrize("charset", ["klingon", "punycode", "idna", "utf-7", "unicode_escape"])
async def test_a_charset_that_no_page_is_written_in_is_read_as_utf_8(charset: str) -> None:
    said = f"text/plain; charset={charset}"
    found = await read(Web(page("caf\u00e9 -a", **{"content-type": said})))

    assert found is not None
    assert found.text == "caf\u00e9 -a"
