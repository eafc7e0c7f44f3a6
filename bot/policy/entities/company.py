"""What the entity finders need to know of the company: which addresses are public, which inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Span = tuple[int, int]


class Company(Protocol):
    """The part of the organisation file that finders read; domains are lower-case."""

    @property
    def public_domains(self) -> Sequence[str]:
        """Domains that anybody may see."""
        ...

    @property
    def internal_domains(self) -> Sequence[str]:
        """Domains that only work inside the company."""
        ...

    @property
    def shelf(self) -> Sequence[str]:
        """The texts on the campaign shelf, one for each campaign."""
        ...


def belongs(host: str, domains: Sequence[str]) -> bool:
    """Whether `host` is one of `domains` or lies under one."""
    host = host.lower().rstrip(".")
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def is_public(host: str, company: Company) -> bool:
    """Whether `host` belongs to the company and may be seen; the longer domain decides."""
    public = max((len(d) for d in company.public_domains if belongs(host, (d,))), default=0)
    inside = max((len(d) for d in company.internal_domains if belongs(host, (d,))), default=0)
    return public > inside


def is_internal(host: str, company: Company) -> bool:
    """Whether `host` only works inside the company; the longer domain decides."""
    return belongs(host, company.internal_domains) and not is_public(host, company)
