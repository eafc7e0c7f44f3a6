from __future__ import annotations

import pytest
from tldextract import TLDExtract

from bot.policy.entities.suffixes import registered

_LIBRARY = TLDExtract(suffix_list_urls=(), cache_dir=None)
_HOSTS = (
    *("paypal.com", "login.paypal.co.uk", "co.uk", "com", "brightwater.notasuffix", "a.b.c.d"),
    *("www.ck", "shop.other.ck", "ck", "city.kawasaki.jp", "a.b.kawasaki.jp", "kawasaki.jp"),
    *("ana.github.io", "münchen.de", "shop.xn--mnchen-3ya.de", "例子.中国", "x.公司.cn"),
    *("tide.gov.uk", "a.b.nom.br", "nom.br", "one.two.compute.amazonaws.com", "localhost"),
)


@pytest.mark.parametrize("host", _HOSTS)
def test_a_host_is_taken_apart_as_the_library_does(host: str) -> None:
    found = _LIBRARY(host)

    assert registered(host) == (found.domain, found.suffix, found.subdomain)
