"""What a review adds to the terminal and to the JSON beside its findings."""

from __future__ import annotations

from rich.console import Console

from bot.check import Outcome
from bot.cli.result import as_json
from bot.cli.show import render
from bot.review.notes import note_for
from bot.review.outcome import ReviewStatus, SupportedClaim
from bot.review.sharing import share_questions
from bot.verdict import Draft, Verdict

LINK = Draft("31 % faster! https://press.example/leaks")
OUTCOME = Outcome(
    Verdict.CLEAR,
    (),
    ReviewStatus.OK,
    "sha256:0",
    supported=(SupportedClaim("leaks", "Matches an approved fact.", 0, 4, "31 %"),),
    sharing=share_questions(LINK),
)


def shown(outcome: Outcome = OUTCOME) -> str:
    console = Console(width=200, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(render(LINK, outcome))
    return captured.get()


def test_a_terminal_does_not_say_that_a_key_is_in_slack() -> None:
    status = ReviewStatus.SKIPPED_CREDENTIAL
    told = Outcome(Verdict.CLEAR, (), status, "sha256:0", note=note_for(status))

    assert "Take it out, and change it if it is real." in shown(told)
    assert "Slack" not in shown(told)


def test_what_matches_a_fact_is_shown_and_stays_clear() -> None:
    assert "Clear\n" in shown()
    assert "✓ “31 %”: Matches an approved fact." in shown()


def test_questions_before_sharing_are_shown_without_the_checklists_footer() -> None:
    assert "Before you share this\n  · Stop:" in shown()
    assert "Tone and facts were not read" not in shown()


def test_in_json_they_are_checklist_items_of_their_own_kind_and_no_findings() -> None:
    told = as_json(OUTCOME)

    assert told["findings"] == []
    assert [item["kind"] for item in told["checklist"]] == ["share"] * 4
    assert LINK.text[told["checklist"][0]["start"] : told["checklist"][0]["end"]] == (
        "https://press.example/leaks"
    )
    assert set(told) == {"verdict", "ruleset", "review", "findings", "checklist", "rewrite"}
