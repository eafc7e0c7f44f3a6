from __future__ import annotations

import pytest

from bot.review.rewrite import keep_rewrite
from bot.verdict import Draft, Finding, Reading, Severity, Source, worst

DRAFT = Draft(
    "Try Tidewatch, it is the best. We saved Halden Water 31 % in 2 years! @ana #water "
    "https://brightwater.example/halden"
)


def read_nothing(draft: Draft) -> Reading:
    return Reading(worst(()), (), ruleset="sha256:0")


def read_hype(draft: Draft) -> Reading:
    """One finding for each "best", two rules for "guaranteed"."""
    words = [("hype", "best"), ("promise", "guaranteed"), ("hype", "guaranteed")]
    findings = tuple(
        Finding(Source.RULE, rule, "claim", Severity.FIX, 0, len(word), word, "Says who?")
        for rule, word in words
        for _ in range(draft.text.count(word))
    )
    return Reading(worst(findings), findings, guarded="union" in draft.text)


@pytest.mark.parametrize(
    "rewrite",
    [
        "Try Tidewatch. We saved Halden Water 31% in two years! @ana #water",
        "Our Tidewatch saved Halden Water 31 % in 2 years.",
        "Proudly: Tidewatch saved Halden Water 31 % in 2 years, and you can try it.",
        "Delighted customers. Choose Tidewatch. Few do better.",
        "  Tidewatch is worth a try: https://brightwater.example/halden  ",
    ],
)
def test_a_rewrite_that_adds_nothing_is_kept(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_hype) == rewrite.strip()


@pytest.mark.parametrize(
    "rewrite",
    [
        "",
        " \n",
        DRAFT.text,
        DRAFT.text.replace(" ", "  "),
        "Try Tidewatch. We saved Halden Water 47 % in 2 years!",
        "Try Tidewatch. We saved Halden Water 31 times in 2 years!",
        "Try Tidewatch. We saved Halden Water €31 in 2 years!",
        "Try Tidewatch. We saved Halden Water 31 % in three years!",
        "Try Tidewatch. We saved Halden Water ٤٧ %",
        "Try Tidewatch, which twice beat the rest",
        "Try Tidewatch. We saved Meridian Foods 31 %",
        "Kestrel could not do what Tidewatch does",
        "Try Tidewatch. Kestrel could not",
        "Try Tidewatch, ask @bruno",
        "Try Tidewatch, ask ＠bruno",
        "Try Tidewatch, write to ana@evil.example",
        "Try Tidewatch #sale",
        "Try Tidewatch at https://evil.example/halden",
        "Try Tidewatch at https://brightwater.example/other",
        "Try Tidewatch at evil.example",
        "Try Tidewatch at evil。example",
        "Try Tidewatch <!channel>",
        "Try Tidewatch <@U012AB3CD>",
        "Try Tidewatch javascript:alert(document)",
        "Try Tide\u200bwatch",
        "Try Tidewatch \u202ehcawedit",
        "Try " + "Tidewatch " * 400,
    ],
)
def test_a_rewrite_that_is_empty_the_same_or_brings_something_new_is_dropped(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_nothing) is None


@pytest.mark.parametrize(
    "rewrite",
    [
        "Try Tidewatch, it is the best of the best",
        "Try Tidewatch, it is guaranteed",
        "Try Tidewatch, the union",
    ],
)
def test_a_rewrite_that_reads_worse_to_the_rules_is_dropped(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_hype) is None


def test_a_rewrite_that_holds_a_credential_is_dropped() -> None:
    def read(draft: Draft) -> Reading:
        return Reading(worst(()), (), holds_credential="hunter" in draft.text)

    assert keep_rewrite(DRAFT, "Try Tidewatch with hunter", read) is None


def test_a_name_written_small_in_the_draft_may_be_capitalised() -> None:
    assert keep_rewrite(Draft("try tidewatch ok"), "Try Tidewatch.", read_nothing) is not None
