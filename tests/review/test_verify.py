"""The fact check: labels are ours, quotes must stand in the source, and only approval raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.anchor import Anchored
from bot.review.claims import claim_findings, supported_claims
from bot.review.labels import Judged, Label, SourcePassage, judge
from bot.review.outcome import Review, ReviewStatus
from bot.review.particulars import numbers
from bot.review.verify import SourcePage, Sources
from bot.review.wire import Claim, Passage, Stance
from bot.verdict import Draft, Finding, Severity, Suggestion
from tests.model_server import ModelServer, Respond, answers, claim, fails, hangs, review
from tests.reviewing import parts, reviewing


@dataclass(frozen=True)
class Known:
    id: str = "halden-leaks"
    text: str = "Halden Water found leaks 31 % faster in its first year with Tidewatch."
    wording: str = "Halden Water found leaks 31 % faster."
    source: str = "https://press.brightwater.example/halden"
    owner: str = "#client-stories"
    dated: date = date(2026, 9, 14)
    expired: bool = False
    approved: bool = True


FACT = Known()
PAGE = Known(id="page", text="Halden Water reports 47 % faster leak finding.", approved=False)
OLD = Known(id="old", expired=True)


class FakeSources:
    def __init__(self, *passages: SourcePassage) -> None:
        self.asked: list[str] = []
        self._passages = passages

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        del draft
        raise AssertionError("this draft shares nothing")

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[SourcePage] | None = None
    ) -> Sequence[Sequence[SourcePassage]]:
        del draft, pages
        self.asked.extend(stated)
        return [self._passages for _ in stated]


def evidence(quote: str, stance: str, source: str = "halden-leaks") -> dict[str, object]:
    found = [{"source_id": source, "quote": quote, "stance": stance}]
    return {"results": [{"claim_id": "c0", "evidence": found}]}


WRONG = Draft("Good news! We find leaks 47 % faster at Halden Water. Ask us how.")
RIGHT = Draft("We find leaks 31 percent faster at Halden Water.")


async def check(
    draft: Draft, quote: str, then: Respond, sources: Sources, seconds: float = 25.0
) -> tuple[Review, ModelServer]:
    of = parts(secret_terms=("Halden Water",), sources=sources)
    async with reviewing(of=of, total_seconds=seconds) as (server, reviewer):
        server.enqueue(answers(review(claims=[claim(quote)])), then)
        return await reviewer.review(draft), server


async def test_a_figure_that_differs_from_an_approved_fact_raises_to_fix_with_its_wording() -> None:
    said, server = await check(
        WRONG,
        "47 % faster",
        answers(evidence("found leaks 31 % faster", "refutes")),
        FakeSources(FACT),
    )

    (finding,) = said.findings
    assert (finding.rule, finding.topic, finding.severity) == (
        "halden-leaks",
        "claim",
        Severity.FIX,
    )
    assert finding.message == (
        "Comms approved 31 %; you wrote 47 %. "
        "Source: https://press.brightwater.example/halden, 2026-09-14."
    )
    edit = finding.suggestions[0].edit
    assert edit is not None
    assert edit.apply(WRONG.text) == (
        "Good news! We find leaks 31 % faster at Halden Water. Ask us how."
    )
    assert finding.suggestions[1:] == (Suggestion(f"Approved wording: “{FACT.wording}”"),)
    assert said.status is ReviewStatus.OK
    assert "Halden" not in str(server.requests[1].body)


async def test_a_supported_claim_is_no_finding() -> None:
    said, _ = await check(
        RIGHT,
        "31 percent faster",
        answers(evidence("[NAME_1] found leaks 31 % faster", "supports")),
        FakeSources(FACT),
    )

    assert (said.status, said.findings) == (ReviewStatus.OK, ())
    (match,) = said.supported
    assert RIGHT.text[match.start : match.end] == match.text == "31 percent faster"
    assert match.message == (
        "Matches an approved fact. Source: https://press.brightwater.example/halden, 2026-09-14."
    )


async def test_sources_that_disagree_are_both_named() -> None:
    pro = Known(id="pro", source="https://a.example", text=WRONG.text)
    contra = Known(id="contra", source="https://b.example", dated=date(2025, 1, 2))
    both = [
        {"source_id": "pro", "quote": "We find leaks 47 % faster", "stance": "supports"},
        {"source_id": "contra", "quote": "found leaks 31 % faster", "stance": "refutes"},
    ]

    said, _ = await check(
        WRONG,
        "47 % faster",
        answers({"results": [{"claim_id": "c0", "evidence": both}]}),
        FakeSources(pro, contra),
    )

    (finding,) = said.findings
    assert finding.severity is Severity.POLISH
    assert finding.message == (
        "Sources disagree about this: https://a.example, 2026-09-14; "
        "and https://b.example, 2025-01-02."
    )


def test_no_sentence_about_evidence_calls_anything_true_or_false() -> None:
    claimed = Anchored(Claim.model_validate(claim("47 % faster")), 22, 33)
    labels = [
        Judged(label, by, against)
        for label in Label
        for by in (FACT, PAGE, OLD)
        for against in (None, PAGE)
    ]

    for judged in [*labels, Judged(Label.NOT_ENOUGH)]:
        found = claim_findings([claimed], [judged], WRONG)
        matches = supported_claims([claimed], [judged], WRONG)
        (says,) = [one.message for one in found] + [one.message for one in matches]
        assert not re.search(r"\b(true|false|wrong|correct|lie)\b", says, re.IGNORECASE)


@pytest.mark.parametrize(
    "answer",
    [
        evidence("leaks are found 47 % faster", "supports"),
        evidence("31 % faster", "refutes"),
        evidence("found leaks 31 % faster", "refutes", "made-up"),
        evidence("found leaks 31 % faster", "irrelevant"),
        {"results": [{"claim_id": "c0", "evidence": []}]},
    ],
    ids=["fabricated", "too short", "made-up source", "beside", "none"],
)
async def test_what_does_not_stand_in_the_source_settles_nothing(answer: object) -> None:
    said, _ = await check(WRONG, "47 % faster", answers(answer), FakeSources(FACT))

    assert [(f.rule, f.severity) for f in said.findings] == [("unsupported", Severity.POLISH)]


async def test_without_passages_there_is_no_second_call() -> None:
    sources = FakeSources()
    said, server = await check(WRONG, "47 % faster", answers("never asked"), sources)

    assert len(server.requests) == 1
    assert sources.asked == ["We find leaks 47 % faster at Halden Water. 47 % faster"]
    assert [f.rule for f in said.findings] == ["unsupported"]


LOST = {"source_id": "halden-leaks", "quote": "found leaks 31 % faster", "stance": "perhaps"}


@pytest.mark.parametrize(
    "then",
    [
        fails(401),
        answers("no"),
        hangs(),
        answers({"results": []}),
        answers({"results": [{"claim_id": "c7", "evidence": []}]}),
        answers({"results": [{"claim_id": "c0", "evidence": []}]}, finish_reason="length"),
        answers({"results": [{"claim_id": "c0", "evidence": [LOST]}]}),
        answers(evidence("found leaks 31 % faster", "supports")),
    ],
    ids=["fails", "no", "hangs", "left out", "other", "cut", "garbled", "another number"],
)
async def test_a_comparison_that_fails_says_so_and_claims_nothing(then: Respond) -> None:
    said, _ = await check(WRONG, "47 % faster", then, FakeSources(FACT), seconds=4.0)

    assert (said.status, said.findings) == (ReviewStatus.PARTIAL, ())
    assert said.note == "AI could not compare every statement with what comms approved."


STATED = numbers("We find leaks 31 % faster at Halden Water.")


def labelled(passages: Sequence[SourcePassage], answered: Sequence[Passage]) -> Label | None:
    judged = judge(STATED, passages, answered)
    return judged.label if judged else None


SUPPORT = Passage(source_id="halden-leaks", quote="found leaks 31 % faster", stance=Stance.SUPPORTS)
REFUTE = Passage(source_id="page", quote="47 % faster leak finding", stance=Stance.REFUTES)

BOTH = REFUTE.model_copy(update={"stance": Stance.SUPPORTS})


@pytest.mark.parametrize(
    ("passages", "answered", "label"),
    [
        ([FACT], [SUPPORT], Label.SUPPORTED),
        ([PAGE], [REFUTE], Label.REFUTED),
        ([FACT, PAGE], [SUPPORT, REFUTE], Label.SUPPORTED),
        (
            [Known(approved=False), PAGE],
            [SUPPORT, REFUTE],
            Label.CONFLICTING,
        ),
        ([OLD], [SUPPORT.model_copy(update={"source_id": "old"})], Label.EXPIRED),
        ([OLD, PAGE], [SUPPORT.model_copy(update={"source_id": "old"}), REFUTE], Label.REFUTED),
        ([FACT], [], Label.NOT_ENOUGH),
        ([FACT], [SUPPORT, SUPPORT.model_copy(update={"stance": Stance.REFUTES})], None),
        ([Known(approved=False), PAGE], [SUPPORT, REFUTE, BOTH], Label.SUPPORTED),
    ],
)
def test_our_code_computes_the_label(
    passages: list[SourcePassage], answered: list[Passage], label: Label | None
) -> None:
    assert labelled(passages, answered) is label


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (OLD, "What comms approved about this has expired."),
        (Known(approved=False), "The page you link says otherwise."),
    ],
)
async def test_what_comms_does_not_stand_behind_now_is_a_small_polish(
    passage: Known, words: str
) -> None:
    said, _ = await check(
        WRONG,
        "47 % faster",
        answers(evidence("found leaks 31 % faster", "refutes", passage.id)),
        FakeSources(passage),
    )

    (finding,) = said.findings
    assert (finding.severity, finding.suggestions) == (Severity.POLISH, ())
    assert finding.message.startswith(words)


@given(
    st.lists(
        st.builds(
            Passage,
            source_id=st.sampled_from(["halden-leaks", "page", "old", "x"]),
            quote=st.sampled_from([FACT.text, PAGE.text, "47 % faster", "made up words here"]),
            stance=st.sampled_from(Stance),
        ),
        max_size=6,
    )
)
def test_no_answer_supports_a_number_that_no_source_holds(answered: list[Passage]) -> None:
    judged = judge(numbers("We find leaks 12 % faster."), [FACT, PAGE, OLD], answered)

    assert judged is None or judged.label not in {Label.SUPPORTED, Label.CONFLICTING}


@dataclass(frozen=True)
class BreakingSources:
    """Pages cannot be read, and facts searched only without them, or not at all."""

    works: bool

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        raise ValueError(draft.platform)

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[SourcePage] | None = None
    ) -> Sequence[Sequence[SourcePassage]]:
        if not self.works or pages is None:
            raise ValueError(draft.platform)
        return [(FACT,) for _ in stated]


@pytest.mark.parametrize(
    ("works", "rules", "status"),
    [(True, ["halden-leaks"], ReviewStatus.OK), (False, [], ReviewStatus.PARTIAL)],
)
@pytest.mark.parametrize("shared", [False, True])
async def test_sources_that_break_cost_no_review(
    works: bool,  # noqa: FBT001 -- a parameter of the test
    rules: list[str],
    status: ReviewStatus,
    shared: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    draft = Draft("Leaks 47 % faster https://a.example") if shared else WRONG
    then = answers(evidence("found leaks 31 % faster", "refutes"))

    said, _ = await check(draft, "47 % faster", then, BreakingSources(works))

    assert [finding.rule for finding in said.findings] == rules
    assert said.status is status


async def test_two_secret_names_are_never_one_name_to_the_model() -> None:
    secret = Known(id="b", text="Meridian Foods found leaks 31 % faster.")
    of = parts(secret_terms=("Halden Water", "Meridian Foods"), sources=FakeSources(secret))
    found = [{"source_id": "b", "quote": "[NAME_2] found leaks 31 % faster", "stance": "supports"}]
    async with reviewing(of=of) as (server, reviewer):
        server.enqueue(
            answers(review(claims=[claim("31 percent faster")])),
            answers({"results": [{"claim_id": "c0", "evidence": found}]}),
        )
        said = await reviewer.review(RIGHT)

    asked = str(server.requests[1].body)
    assert "at [NAME_1]." in asked
    assert "[NAME_2] found leaks" in asked
    assert [one.fact for one in said.supported] == ["b"]


async def test_only_claims_that_were_asked_about_are_answered() -> None:
    words = ["one", "two", "three", "four", "five", "six"]
    draft = Draft(" ".join(f"We saw {word} leaks close." for word in words))
    said_of_all = [{"claim_id": f"c{number}", "evidence": []} for number in range(6)]
    async with reviewing(of=parts(sources=FakeSources(FACT))) as (server, reviewer):
        server.enqueue(
            answers(review(claims=[claim(f"{word} leaks") for word in words])),
            answers({"results": said_of_all}),
        )
        said = await reviewer.review(draft)

    assert "six" not in str(server.requests[1].body)
    assert "six leaks" not in [finding.text for finding in said.findings]
    assert said.status is ReviewStatus.PARTIAL


async def test_another_number_of_the_sentence_does_not_unsettle_a_claim() -> None:
    draft = Draft("With 12 colleagues we find leaks 31 % faster at Halden Water.")

    said, _ = await check(
        draft,
        "leaks 31 % faster",
        answers(evidence("found leaks 31 % faster", "supports")),
        FakeSources(FACT),
    )

    assert (said.status, said.findings) == (ReviewStatus.OK, ())
    assert len(said.supported) == 1


async def test_a_quote_that_cuts_a_number_of_the_draft_still_stands_on_all_of_it() -> None:
    draft = Draft("We find leaks 131 % faster at Halden Water.")

    said, _ = await check(
        draft,
        "31 % faster",
        answers(evidence("found leaks 31 % faster", "supports")),
        FakeSources(FACT),
    )

    assert (said.status, said.supported) == (ReviewStatus.PARTIAL, ())


def found_about(text: str, *quotes: str, judged: Judged) -> tuple[Finding, ...]:
    claims = [
        Anchored(Claim.model_validate(claim(q)), text.index(q), text.index(q) + len(q))
        for q in quotes
    ]
    return claim_findings(claims, [judged for _ in claims], Draft(text))


@pytest.mark.parametrize(
    ("text", "quote", "after"),
    [
        (
            "Hi! We find leaks 47 % faster. Ask.",
            "We find leaks 47 % faster",
            "Hi! Halden Water found leaks 31 % faster. Ask.",
        ),
        (
            "In 2025 we find leaks 47 % faster, and Anna joined us.",
            "leaks 47 % faster",
            "In 2025 we find leaks 31 % faster, and Anna joined us.",
        ),
        ("We find leaks much faster, and Anna joined us.", "leaks much faster", None),
        ("Leaks 47 % faster, and 47 % fewer.", "Leaks 47 % faster", None),
    ],
)
def test_one_click_changes_no_more_than_what_differs(
    text: str, quote: str, after: str | None
) -> None:
    (finding,) = found_about(text, quote, judged=Judged(Label.REFUTED, FACT))

    edits = [way.edit for way in finding.suggestions if way.edit is not None]
    assert [edit.apply(text) for edit in edits] == ([after] if after else [])
    assert finding.suggestions[-1].text == f"Approved wording: “{FACT.wording}”"


NOTHING = Judged(Label.NOT_ENOUGH)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We won a. See https://a.example/x. Then b. We hold c. And d.", ["c", "d"]),
        ("We won a.\nWe won b.\nWe hold c. Then d.\nhttps://a.example", ["a", "b", "c"]),
        ("We won a. We won b. We hold c. And d.", ["a", "b", "c", "d"]),
    ],
)
def test_a_link_stands_for_the_statements_beside_it(text: str, named: list[str]) -> None:
    quotes = [word for word in ("a.", "b.", "c.", "d.") if word in text]

    found = found_about(text, *(q for q in quotes), judged=NOTHING)

    assert [finding.text.rstrip(".") for finding in found] == named


def test_any_link_stands_for_the_only_statement() -> None:
    text = "We won b. Yes. Really. Indeed. https://a.example"

    assert found_about(text, "We won b", judged=NOTHING) == ()


async def test_a_name_that_stands_between_two_texts_does_not_join_them() -> None:
    rival = Known(id="b", text="Water leaks were found 31 % faster by all of Halden")
    third = Known(id="c", text="Water \N{SYMBOL FOR RECORD SEPARATOR} leaks")
    of = parts(secret_terms=("Halden Water",), sources=FakeSources(rival, third))
    async with reviewing(of=of) as (server, reviewer):
        server.enqueue(answers(review(claims=[claim("31 % faster")])), answers({"results": []}))
        await reviewer.review(Draft("Leaks found 31 % faster at Halden"))

    asked = str(server.requests[1].body)
    assert "by all of Halden" in asked
    assert "Water   leaks" in asked
