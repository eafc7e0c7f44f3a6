"""Things in a draft that are private by nature are found, and their public cousins are not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.policy.entities import NAMES, find


@dataclass(frozen=True)
class Brightwater:
    public_domains: tuple[str, ...] = ("brightwater.example", "status.brightwater.example")
    internal_domains: tuple[str, ...] = ("corp.brightwater.example", "bw.internal")
    shelf: tuple[str, ...] = ()


def found(name: str, text: str) -> list[str]:
    spans = find(name, text, region="PT", organisation=Brightwater())
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to ana.silva@gmail.com today", ["ana.silva@gmail.com"]),
        ("Ask j.o'neill@corvane.example.", ["j.o'neill@corvane.example"]),
        ("ana@a.example, rui@b.example", ["ana@a.example", "rui@b.example"]),
        ("mail ana [at] example [dot] org", ["ana [at] example [dot] org"]),
        ("rui (at) gmail.com answers", ["rui (at) gmail.com"]),
        ("ana.silva at gmail dot com", ["ana.silva at gmail dot com"]),
        ("josé@água.pt", ["josé@água.pt"]),
        ("press@brightwater.example", []),  # the company's own
        ("ana.silva@brightwater.example", []),
        ("ana@mail.corp.brightwater.example", ["ana@mail.corp.brightwater.example"]),
        ("Apply: careers@water.example", []),  # a role, not a person
        ("Tickets: info@museum.example, press.office@museum.example", []),
        ("Thanks @ana and @rui", []),
        ("@ana@example.social wrote", []),  # a Mastodon name
        ("Meet me at the dot com museum", []),
        ("We met at Lisbon (at 5 pm)", []),
        ("3 @ 4.50", []),
    ],
)
def test_email(text: str, expected: list[str]) -> None:
    assert found("email", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call my colleague on +351 912 345 678", ["+351 912 345 678"]),
        ("Call my colleague on +351912345678.", ["+351912345678"]),
        ("Ring Rui: 912 345 678", ["912 345 678"]),
        ("telemóvel 912345678", ["912345678"]),
        ("Text Sam on +44 7700 900123!", ["+44 7700 900123"]),
        ("Sam's mobile is 07700 900123", ["07700 900123"]),
        ("Sarah: (415) 555-0132", ["(415) 555-0132"]),
        ("415-555-0132 or 415.555.0133", ["415-555-0132", "415.555.0133"]),
        ("call her at 555-0143", ["555-0143"]),
        ("Ruf ihn an: 0171 1234567", ["0171 1234567"]),
        ("WhatsApp +55 11 91234-5678", ["+55 11 91234-5678"]),
        ("0044 7700 900123", ["0044 7700 900123"]),
        ("tel:+4930123456", ["+4930123456"]),
        ("Childline: call 0800 1111", []),
        ("The hotline 1-800-799-7233 is free", []),
        ("Linha SNS 24: 808 24 24 24", []),
        ("Open 2026-12-01 to 2026-12-05", []),
        ("12/11/2026 10:30", []),
        ("ISBN 978-3-16-148410-0", []),
        ("Order number 912 345 678", []),
        ("Revenue of 1,234,567,890 in 2025", []),
        ("$912 345 678 raised", []),
        ("https://example.org/912345678", []),
        ("We counted 1 234 567 litres", []),
        ("Room 12, 3rd floor, from 10 to 12", []),
        ("#20261122", []),
        ("16 17 18 19 20 21", []),
        ("0123456789", []),
    ],
)
def test_phone(text: str, expected: list[str]) -> None:
    assert found("phone", text) == expected


def test_every_entity_is_quiet_on_a_plain_post() -> None:
    text = "We spent Tuesday with the crew at the river and learned how they read the gauges."
    assert {name: found(name, text) for name in NAMES} == {name: [] for name in NAMES}


def test_an_unknown_entity_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        find("shoe_size", "43", region="PT", organisation=Brightwater())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Send it to PT50 0002 0123 1234 5678 9015 4 please", ["PT50 0002 0123 1234 5678 9015 4"]),
        ("DE89370400440532013000", ["DE89370400440532013000"]),
        ("gb82 west 1234 5698 7654 32 is his", ["gb82 west 1234 5698 7654 32"]),
        ("GB82 WEST 1234 5698 7654 33", []),  # check digits are wrong
        ("Model AB12 3456 7890 1234", []),
    ],
)
def test_iban(text: str, expected: list[str]) -> None:
    assert found("iban", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("his card 4111 1111 1111 1111 exp 12/27", ["4111 1111 1111 1111"]),
        ("5555-5555-5555-4444", ["5555-5555-5555-4444"]),
        ("378282246310005", ["378282246310005"]),
        ("3782 822463 10005", ["3782 822463 10005"]),
        ("4111 1111 1111 1112", []),  # Luhn
        ("order 1234567890123452", []),  # Luhn is right, but no scheme starts so
        ("0000 0000 0000 0000", []),
        ("https://example.org/4111111111111111", []),
    ],
)
def test_payment_card(text: str, expected: list[str]) -> None:
    assert found("payment_card", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("her NIF is 501964843", ["501964843"]),
        ("SSN 536-90-4399", ["536-90-4399"]),
        ("his DNI: 54362315K", ["54362315K"]),
        ("CPF 390.533.447-05", ["390.533.447-05"]),
        ("NI number AB 12 34 56 C", ["AB 12 34 56 C"]),
        ("passport number X1234567", ["X1234567"]),
        ("Version 501964843", []),
        ("NIF 501964842", []),  # check digit is wrong
        ("Flight 536-90", []),
        ("We sold 123456 tickets", []),
    ],
)
def test_national_id(text: str, expected: list[str]) -> None:
    assert found("national_id", text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ip_address", "ssh into 10.20.30.40 and 172.16.0.0/12", ["10.20.30.40", "172.16.0.0/12"]),
        ("ip_address", "node fd12:3456:789a::1 is up", ["fd12:3456:789a::1"]),
        ("ip_address", "Version 1.2.3.4, 127.0.0.1, 192.0.2.7, 8.8.8.8, 999.1.1.1", []),
        ("ip_address", "at 10:30:15 we met", []),
        ("internal_host", "see wiki.corp.brightwater.example/x", ["wiki.corp.brightwater.example"]),
        ("internal_host", "db1.bw.internal, nas.local", ["db1.bw.internal", "nas.local"]),
        ("internal_host", "status.brightwater.example and the.local.paper.example", []),
        (
            "internal_link",
            "https://wiki.corp.brightwater.example/osprey.",
            ["https://wiki.corp.brightwater.example/osprey"],
        ),
        ("internal_link", "http://10.1.2.3:8080/job", ["http://10.1.2.3:8080/job"]),
        ("internal_link", "go/roadmap has it", ["go/roadmap"]),
        (
            "internal_link",
            "https://docs.google.com/document/d/1aB2/edit",
            ["https://docs.google.com/document/d/1aB2/edit"],
        ),
        (
            "internal_link",
            "https://acme.atlassian.net/browse/AB-1",
            ["https://acme.atlassian.net/browse/AB-1"],
        ),
        ("internal_link", r"\\files\plans\2027", [r"\\files\plans\2027"]),
        ("internal_link", "http://localhost:3000/x", ["http://localhost:3000/x"]),
        ("internal_link", "https://docs.google.com/forms/d/e/1aB2/viewform", []),
        ("internal_link", "https://status.brightwater.example/ https://example.org/go/home", []),
        ("internal_link", "https://wiki.archlinux.example.org/ ready, go/no-go", []),
        ("ticket_id", "TIDE-4821 is done", ["TIDE-4821"]),
        ("ticket_id", "fixed bug BW-7 and INC0012345", ["BW-7", "INC0012345"]),
        ("ticket_id", "COVID-19, ISO-27001, CVE-2026-1234, GPT-4, B-52", []),
        ("document_marker", "INTERNAL ONLY: our plan", ["INTERNAL ONLY"]),
        ("document_marker", "Company Confidential – page 3", ["Company Confidential"]),
        ("document_marker", "from the board deck, slide 7 of 24", ["board deck, slide 7 of 24"]),
        ("document_marker", "[Confidential] Q3 plan", ["[Confidential]"]),
        (
            "document_marker",
            "Streng vertraulich! Uso interno",
            ["Streng vertraulich", "Uso interno"],
        ),
        ("document_marker", "Your data stays confidential and internal teams never see it", []),
        ("document_marker", "Internal medicine, internal combustion, page 7 of the book", []),
        ("url_shortener", "read https://bit.ly/3xYz now", ["https://bit.ly/3xYz"]),
        ("url_shortener", "tinyurl.com/abc", ["tinyurl.com/abc"]),
        ("url_shortener", "https://t.co/abc https://youtu.be/abc orbit.ly/x", []),
        ("url_credentials", "https://ana:tide@e.example/x", ["https://ana:tide@e.example/x"]),
        ("url_credentials", "https://e.example/@ana:b and http://e.example:80/a@b", []),
        ("bare_ip_link", "http://93.184.216.34/login", ["http://93.184.216.34/login"]),
        ("bare_ip_link", "http://127.0.0.1:8000/ and https://1.example.org/", []),
        ("lookalike_host", "https://br1ghtwater.example/login", ["br1ghtwater.example"]),
        ("lookalike_host", "https://brightwater-careers.com", ["brightwater-careers.com"]),
        ("lookalike_host", "https://xn--brghtwater-c2a.com/", ["xn--brghtwater-c2a.com"]),
        ("lookalike_host", "https://p\u0430ypal.com/", ["p\u0430ypal.com"]),
        (
            "lookalike_host",
            "https://paypal-verify.com https://micros0ft.com",
            ["paypal-verify.com", "micros0ft.com"],
        ),
        ("lookalike_host", "https://lightwater.org https://github.io https://apple.com", []),
        ("lookalike_host", "https://docs.brightwater.example https://münchen.de", []),
        (
            "similar_text",
            "We cleaned nine miles of river today. Rain. We cleaned nine miles of river today!",
            ["We cleaned nine miles of river today!"],
        ),
        ("similar_text", "Thank you all for coming. Thank you for reading this far today.", []),
    ],
)
def test_links_hosts_and_stamps(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize(
    "piece", ["a", "1", "-", "1-", "a.", "@", "/", "://", "password is ", "A-1 "]
)
def test_spans_stay_inside_a_long_hostile_text(name: str, piece: str) -> None:
    text = piece * (10_000 // len(piece))
    spans = find(name, text, region="PT", organisation=Brightwater())
    assert all(0 <= start < end <= len(text) for start, end in spans)
