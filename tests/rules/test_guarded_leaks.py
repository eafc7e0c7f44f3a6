"""Protected speech with a leak in it shows the leak alone, wherever the leak is hidden."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform, Reading

ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)

PROTECTED = (
    "We have not had a raise in four years.",
    "They ain't paid us for the overtime since August.",
    "The ventilation in our paint hall is broken and my manager laughs.",
    "I joined the union last week and I am proud of it.",
    "I don't want a union here, and my colleagues may decide that.",
    "I was laid off by e-mail on Friday.",
    "My boss asked me to falsify the inspection records.",
    "I was passed over for promotion because of my age.",
    "Não nos pagam as horas extra desde julho.",
    "Mañana vamos a la huelga por un convenio justo.",
    "Le syndicat appelle à la grève jeudi.",
    "Unsere Überstunden werden seit Monaten nicht bezahlt.",
    "Oor hours got cut again an the gaffer telt naebody.",
    "Boss say OT until eleven also no pay lah.",
)
LEAKS = (
    ("Osprey ships in March.", "confidential"),
    ("Corvane Bank runs on our platform.", "client"),
    ("Call the director on +351 912 345 678.", "personal-data"),
    ("Write to her at joana.reis@mail.example.", "personal-data"),
    ("The admin password is Gull-Nest-2026.", "credential"),
    ("Our revenue grew to 41 million this year.", "financial"),
    ("I will break his legs.", "respect"),
)
MIXED = [
    (f"{speech} {leak}" if number % 2 else f"{leak} {speech}", topic)
    for number, (speech, (leak, topic)) in enumerate(itertools.product(PROTECTED, LEAKS))
]
SILENT = (
    "Tidewatch is the best and you should try it!",
    "Kestrel Metrics is a scam.",
    "Our sensors are 100% secure, guaranteed.",
    "Like and share if you agree!",
    "Share this before they delete it!",
)
HIDDEN = [
    ("union union union union strike pay Osprey ships in March pay strike union", "confidential"),
    ("#union #strike #pay — Ｏｓｐｒｅｙ is late — #fairpay for my colleagues", "confidential"),
    ("my wages are low, so is the quality at C o r v a n e", "client"),
    ("my salary: low. 0sprey: late. my boss: gone.", "confidential"),
    ("Our shop steward says: the wifi p\u200bassword is Gull-Nest-2026", "credential"),
    ("we strike tomorrow (+351\u00a0912\u00a0345\u00a0678 is the boss)", "personal-data"),
]


def read(ruleset: RuleSet, draft: str) -> Reading:
    return ruleset.read(Draft(draft, Platform.LINKEDIN), ANY_DAY)


def topics(reading: Reading) -> set[str]:
    return {finding.topic for finding in reading.findings}


@pytest.mark.parametrize(("draft", "topic"), [*MIXED, *HIDDEN])
def test_only_the_leak_is_shown(ruleset: RuleSet, draft: str, topic: str) -> None:
    reading = read(ruleset, draft)
    assert reading.guarded
    assert topics(reading) == {topic}


@pytest.mark.parametrize("speech", PROTECTED)
def test_everything_else_keeps_silent(ruleset: RuleSet, speech: str) -> None:
    for other in SILENT:
        reading = read(ruleset, f"{speech} {other}")
        assert reading.guarded
        assert topics(reading) == set()


@pytest.mark.parametrize("other", SILENT)
def test_the_same_words_speak_outside_protected_speech(ruleset: RuleSet, other: str) -> None:
    reading = read(ruleset, other)
    assert not reading.guarded
    assert topics(reading)
