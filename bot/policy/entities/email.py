"""E-mail addresses of people: role addresses and the company's own published ones are fine."""

from __future__ import annotations

import re

from bot.policy.entities.company import Company, Span, is_public
from bot.policy.entities.hints import matches, stretches

_PLAIN = re.compile(
    r"(?<![\w.+@-])([A-Za-z0-9](?:[\w.+%'-]{0,62}[\w+-])?)@((?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,18})\b"
)
# "ana [at] example [dot] org": written so that machines do not see it, which readers still do.
_SPELLED = re.compile(
    r"(?i)(?<![\w.+-])([a-z0-9][\w.+-]{0,62})\s?"
    r"(?:[\[({<]\s?(?:at|arroba|ät)\s?[\])}>]|\s(?:at|arroba)\s(?!the\s|a\s|our\s|your\s"
    r"|an\s)(?=[\w-]+\s?[\[({]?\s?(?:dot|punto|ponto|punkt)\b))"
    r"\s?([\w-]{2,63}(?:\s?(?:\.|[\[({<]?\s?\b(?:dot|ponto|punto"
    r"|punkt)\b\s?[\])}>]?)\s?[a-z]{2,18}){1,3})\b"
)
_LINK_BEFORE = re.compile(r"://[^\s/]*$")
_ROLES = frozenset(
    """admin ajuda accessibility accounts atendimento billing bookings booking careers community
    compliance conference contact contacto contact-us contato customer customercare customerservice
    data dpo donate editor emploi empleo enquiries events feedback geral hallo hello help helpdesk
    hi hola hr info information inquiries investors ir jobs karriere kontakt legal licensing
    mail marketing media membership news newsletter no-reply noreply office ola orders partners
    partnerships post presse press prensa privacy recruiting recruitment reception redaktion
    registration research sales security service shop soporte speakers sponsors sponsorship
    suporte support team tickets training vertrieb volunteer webmaster welcome""".split()  # noqa: SIM905 -- a paragraph of words reads better than a list
)
_EXAMPLES = frozenset(
    {"name", "your.name", "you", "someone", "user", "username", "firstname.lastname"}
)


def email(text: str, region: str, company: Company) -> list[Span]:
    """Return the addresses that belong to a person."""
    del region
    found: list[Span] = []
    if "@" in text:
        found += [
            match.span()
            for match in matches(_PLAIN, text, stretches(text, "@"))
            if _personal(match[1], match[2], company) and not _is_login(text, match.start())
        ]
    if _may_be_spelled(text):
        found += [m.span() for m in _SPELLED.finditer(text) if _personal(m[1], m[2], company)]
    return sorted(found)


def _is_login(text: str, start: int) -> bool:
    """Whether what looks like an address is the login in a link: https://ana:tide@example.org."""
    return bool(_LINK_BEFORE.search(text, max(0, start - 200), start))


def _may_be_spelled(text: str) -> bool:
    lower = text.lower()
    if not any(
        mark in lower for mark in (" at ", "[at", "(at", "{at", "<at", "arroba", "(ät", "[ät")
    ):
        return False
    return any(mark in lower for mark in ("dot", "punto", "ponto", "punkt", "[at", "(at"))


def _personal(local: str, domain: str, company: Company) -> bool:
    local = local.lower()
    if local in _EXAMPLES or local.split("+")[0] in _ROLES or is_public(domain, company):
        return False
    return not any(local.startswith(f"{role}{sep}") for role in _ROLES for sep in ".-_")
