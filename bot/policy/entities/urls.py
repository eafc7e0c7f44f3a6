"""Links that hide where they lead or carry what they should not."""

from __future__ import annotations

import re

from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import dotted, matches, stretches

_SHORTENERS = (
    *("bit.ly", "bitly.com", "tinyurl.com", "ow.ly", "is.gd", "v.gd", "buff.ly", "rebrand.ly"),
    *(
        "cutt.ly",
        "shorturl.at",
        "rb.gy",
        "t.ly",
        "tiny.cc",
        "bl.ink",
        "short.io",
        "goo.gl",
        "su.pr",
    ),
    *("dlvr.it", "j.mp", "adf.ly", "shorte.st", "qr.ae", "soo.gd", "s.id", "tr.im", "snip.ly"),
    *("clck.ru", "x.gd", "lnk.to", "trib.al", "ift.tt", "zpr.io", "urlz.fr", "kutt.it", "t2m.io"),
)
_SHORT = re.compile(
    rf"(?i)(?<![\w@.-])(?:https?://)?(?:www\.)?"
    rf"(?:{'|'.join(map(re.escape, _SHORTENERS))})/[\w-]+[^\s<>\"“”.,;:!?)\]'’]*"
)
_WITH_PASSWORD = re.compile(
    r"(?i)\b(?:https?|ftp)://[^\s/?#@:]{1,200}:([^\s/?#@]{1,200})@[^\s<>\"]{2,300}"
)
_BARE_IP = re.compile(
    r"(?i)\bhttps?://(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,45}\]|0x[0-9a-f]{8}"
    r"|\d{8,10})(?::\d{1,5})?(?![\w.-])[^\s<>\"“”]*"
)
_LOOPBACK = re.compile(r"(?i)://(?:127\.|\[::1\]|0\.0\.0\.0)")


def is_shortener(host: str) -> bool:
    """Whether anybody can make links at this lower-case host that lead elsewhere."""
    return host.removeprefix("www.") in _SHORTENERS


def url_shortener(text: str, region: str, company: Company) -> list[Span]:
    """Return every link through a shortener that anybody can use.

    The platforms' own (t.co, lnkd.in, youtu.be) are left out: they add themselves.
    """
    del region, company
    if "/" not in text:
        return []
    return [match.span() for match in matches(_SHORT, text, dotted(text))]


def url_credentials(text: str, region: str, company: Company) -> list[Span]:
    """Return every link with a user name and a password in it."""
    del region, company
    if "://" not in text or "@" not in text:
        return []
    return [match.span() for match in matches(_WITH_PASSWORD, text, stretches(text, "://"))]


def bare_ip_link(text: str, region: str, company: Company) -> list[Span]:
    """Return every link to a number in a name's place, this machine's own left out."""
    del region, company
    found = matches(_BARE_IP, text, stretches(text, "://"))
    return [match.span() for match in found if not _LOOPBACK.search(match.group())]
