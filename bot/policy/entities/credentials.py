"""Keys, tokens and passwords: known shapes, spoken passwords, and detect-secrets for the rest."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.policy.entities import passwords, tokens
from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import Hints, matches
from bot.policy.text.signs import A_LONG_WORD, LONG_WORD, Sign

if TYPE_CHECKING:
    from detect_secrets.plugins.base import BasePlugin

_SPOKEN = (
    *("pass", "pwd", "pw", "mdp", "senha", "contrase", "kennwort", "pin", "code", "código"),
    *("codigo", "key", "token", "secret", "login", "credential", "clave", "chave", "schl", "clé"),
)
_NEAR = re.compile(
    r"(?i)\b(?:key|token|secret|password|passwd|credential|bearer|auth\w*|api|client_?id|sas"
    r"|senha|contrase\w+|passwort)\b|_(?:key|token|secret)"
)
# Long, with capitals, small letters and digits (or 32 hex digits): nothing a person would type.
_OPAQUE = re.compile(
    r"(?<![\w@#/.+-])(?=[\w+/.-]*\d)(?=[\w+/.-]*[a-zA-Z])[A-Za-z0-9+/_.-]{20,400}={0,2}(?![\w@])"
)
_LONG = re.compile(r"(?<!\S)\S{14,}")  # as long as the shortest token or address
_WINDOW = 60
_SAME_WORD = 3
_SHAPES = Hints(tokens.HINTS)
_SPEECH = Hints(_SPOKEN)
SIGNS: tuple[Sign, ...] = (
    *(*tokens.HINTS, *_SPOKEN),
    tuple(frozenset({mark}) for mark in "@:/"),
    (frozenset({A_LONG_WORD}),),
)
_ALL_ALIKE = re.compile(r"(?i)^(?:x+|0+|1+|a+|(?:0123456789|123456789|abcdef)\w*)$")


def credential(text: str, region: str, company: Company) -> list[Span]:
    """Return every key, token, password, webhook and private key, none of them a placeholder."""
    del region, company
    lower = text.lower()
    spans: list[Span] = []
    spans += _shaped(text, lower)
    if _SPEECH.begin_a_word_in(lower):
        spans += passwords.spoken(text)
        spans += [
            match.span()
            for match in matches(_OPAQUE, text, (span.span() for span in _LONG.finditer(text)))
            if _is_opaque(text, match)
        ]
    return _outermost(spans)


def _shaped(text: str, lower: str) -> list[Span]:
    found = [*tokens.PRIVATE_KEY.finditer(text)] if "private key" in lower else []
    long = [match.span() for match in _LONG.finditer(text)]
    if not (_SHAPES.stand_in(lower) or _may_connect(text) or _is_very_long(long)):
        long = []
    found += matches(tokens.WEBHOOK, text, long)
    found += [m for m in matches(tokens.TOKEN, text, long) if not _is_placeholder(m.group())]
    found += [m for m in matches(tokens.CONNECTION, text, long) if not _is_placeholder(m[1] or "")]
    return [match.span() for match in found]


def _may_connect(text: str) -> bool:
    return "@" in text and "://" in text


def _is_very_long(words: list[Span]) -> bool:
    return any(end - start >= LONG_WORD for start, end in words)


def _is_placeholder(token: str) -> bool:
    body = re.sub(r"^[A-Za-z]{2,10}[-_.]", "", token)
    if re.search(
        r"(?i)x{6,}|\*{3,}|\.{3,}|your|example|redacted|placeholder|^<|^\$|^\{|^password$", token
    ):
        return True
    return len(set(body)) <= _SAME_WORD


def _is_opaque(text: str, match: re.Match[str]) -> bool:
    """Ask detect-secrets about a long random-looking string that stands by a telling word."""
    token = match.group()
    if _is_placeholder(token) or _ALL_ALIKE.match(token):
        return False
    around = text[max(0, match.start() - _WINDOW) : match.start()]
    if not _NEAR.search(around):
        return False
    return any(_secrets(plugin, token) for plugin in _plugins())


def _secrets(plugin: BasePlugin, token: str) -> bool:
    return any(True for _ in plugin.analyze_string(f'"{token}"'))


@cache
def _plugins() -> tuple[BasePlugin, ...]:
    # Loading these takes longer than reading a thousand posts, so only a suspect draft pays.
    from detect_secrets.plugins import (  # noqa: PLC0415 -- see above
        artifactory,
        aws,
        cloudant,
        high_entropy_strings,
        ibm_cloud_iam,
        ibm_cos_hmac,
        mailchimp,
        softlayer,
        square_oauth,
    )

    return (
        high_entropy_strings.Base64HighEntropyString(limit=4.0),
        high_entropy_strings.HexHighEntropyString(limit=3.0),
        aws.AWSKeyDetector(),
        artifactory.ArtifactoryDetector(),
        cloudant.CloudantDetector(),
        ibm_cloud_iam.IbmCloudIamDetector(),
        ibm_cos_hmac.IbmCosHmacDetector(),
        mailchimp.MailchimpDetector(),
        softlayer.SoftlayerDetector(),
        square_oauth.SquareOAuthDetector(),
    )


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept
