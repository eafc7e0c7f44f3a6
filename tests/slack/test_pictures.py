"""Pictures in Slack: fetched from Slack alone, looked at in memory, kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.pictures.judging import Seen
from bot.pictures.looking import Look
from bot.pictures.metadata import details
from bot.pictures.read import MOST_BYTES, Picture, read_picture
from bot.pictures.words import Line, Read, Words
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid
from bot.review.wire import RiskKind
from bot.seeing import Seeing
from bot.slack.calling import SlackTrouble
from bot.slack.cards.picture import picture_message, result_view
from bot.slack.client import web_client
from bot.slack.fetching import fetched, is_slacks
from bot.slack.listeners.shortcuts.check import MESSAGE
from bot.slack.payload import Given
from bot.slack.picture_looking import Beside, looked
from bot.verdict import Reading, Verdict
from tests.fakes import FakeViewer
from tests.pictures.made import photo
from tests.slack.conftest import Bench
from tests.slack.examples import CODENAME, DRAFT
from tests.slack_limits import message_problems
from tests.slack_person import read

CORNERS = ((10, 10), (300, 10), (300, 40), (10, 40))
UNION = "The union meets on Tuesday about overtime"


def wall(bench: Bench, *lines: str) -> dict[str, Any]:
    """Let Marta's photo show these words."""

    def words(picture: Picture) -> Words:
        del picture
        return Words(Read.DONE, tuple(Line(text, CORNERS) for text in lines))

    object.__setattr__(bench.services, "read_words", words)
    return bench.double.hold(bench.marta.user, photo(), mimetype="image/jpeg")


async def look_in_window(bench: Bench, file: dict[str, Any], draft: str = DRAFT) -> str:
    bench.accept()
    await bench.marta.command(draft)
    await bench.settled()
    await bench.marta.choose(bench.view, "menu", "Look at a picture")
    await bench.settled()
    bench.marta.fill(bench.view, picture_file=file["id"], picture_alt="Photo of our desk")
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def test_a_picture_is_looked_at_on_a_page_above_the_window(bench: Bench) -> None:
    says = await look_in_window(bench, wall(bench, "Plan", "guaranteed returns"))

    assert "1. You say guaranteed.\n" in says
    assert "JPEG, 640 × 480 pixels" in says
    assert "The file says where it was taken: 38.7, -9.1." in says
    assert "The file says when: 20 November 2026, 14:05." in says
    assert "Leave out “photo of”" in says
    assert "Does everybody who can be recognised agree" in says
    assert "I keep nothing of it, and recognise no face." in says
    assert len(bench.double.open_views) == 2
    assert bench.double.called("files.completeUploadExternal") == []


async def test_a_clean_copy_comes_by_message_when_its_author_presses(bench: Bench) -> None:
    await look_in_window(bench, wall(bench))

    await bench.marta.press(bench.view, "picture_clean")
    await bench.settled()

    [sent] = bench.double.files["D0MARTA"]
    assert details(read_picture(sent["content"])) == ()
    assert "It is in our conversation." in read(bench.view.blocks)


async def test_after_one_copy_the_page_and_the_other_copy_are_still_there(bench: Bench) -> None:
    await look_in_window(bench, wall(bench, "guaranteed returns"))

    for press in ("picture_marked", "picture_clean"):
        await bench.marta.press(bench.view, press)
        await bench.settled()

    assert len(bench.double.files["D0MARTA"]) == 2
    says = read(bench.view.blocks)
    assert says.count("It is in our conversation.") == 1
    assert "1. You say guaranteed." in says
    assert "Does everybody who can be recognised agree" in says


async def test_a_marked_copy_shows_where_the_findings_are(bench: Bench) -> None:
    await look_in_window(bench, wall(bench, "guaranteed returns"))

    await bench.marta.press(bench.view, "picture_marked")
    await bench.settled()

    [sent] = bench.double.files["D0MARTA"]
    assert read_picture(sent["content"]).height > 480
    assert "not for posting" in sent["says"]


async def test_a_key_in_a_picture_is_not_said_again_in_a_message(bench: Bench) -> None:
    finding = replace(CODENAME, topic="credential")
    words = Words(Read.DONE, (Line(finding.text, CORNERS),))
    found = Look(
        picture=read_picture(photo()),
        reading=Reading(Verdict.FIX, holds_credential=True),
        details=(),
        alt=(),
        alt_most=1_000,
        notes=(),
        words=words,
        seen=(Seen(finding, (CORNERS,)),),
    )
    plain = replace(found, reading=Reading(Verdict.FIX), seen=())
    private = replace(plain, seen=(Seen(CODENAME, (CORNERS,)),))

    assert "Ask AI about it" in read(result_view(plain, "F1", "ai.example"))
    for kept_here in (found, replace(found, seen=()), private):
        assert "Ask AI about it" not in read(result_view(kept_here, "F1", "ai.example"))
    assert finding.text not in read(picture_message(found, "F1")["blocks"])
    assert finding.text in read(result_view(found, "F1"))


@pytest.mark.parametrize(("findings", "more"), [(10, ""), (13, "And 3 more in the marked copy.")])
def test_what_has_no_room_on_the_page_is_counted(findings: int, more: str) -> None:
    found = Look(
        picture=read_picture(photo()),
        reading=Reading(Verdict.FIX),
        details=(),
        alt=(),
        alt_most=1_000,
        notes=(),
        words=Words(Read.DONE),
        seen=(Seen(CODENAME, (CORNERS,)),) * findings,
    )

    says = read(result_view(found, "F1"))

    assert "Ask first" in says
    assert says.count("cover these places, crop them away, or take the picture anew") == 1
    assert "→" not in says, "what stands in a picture is not typed over"
    assert (" more in the marked copy." in says) is bool(more)
    assert more in says


async def test_without_a_picture_one_is_asked_for(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.choose(bench.view, "menu", "Look at a picture")
    await bench.settled()

    reply = await bench.marta.submit(bench.view)

    assert reply.body["errors"]["picture_file"].startswith("Choose a picture first.")


async def test_a_picture_sent_to_the_bot_is_answered_in_its_thread(bench: Bench) -> None:
    sent = await bench.written("", subtype="file_share", files=[wall(bench)])

    [answer] = bench.answers
    assert answer["thread_ts"] == sent["ts"]
    assert "It has no alternative text yet" in read(answer["blocks"])
    assert "deletes itself" in read(answer["blocks"])
    assert message_problems(answer) == []
    assert bench.store.checks == {}
    assert bench.checks.started == []


async def test_what_was_said_of_a_picture_can_be_kept_or_deleted(bench: Bench) -> None:
    await bench.written("", subtype="file_share", files=[wall(bench)])
    [answer] = bench.answers

    await bench.marta.press_on(answer, "keep", channel="D0MARTA")
    await bench.settled()
    assert bench.double.whispers[-1]["text"].startswith("Kept.")
    await bench.marta.press_on(answer, "delete", channel="D0MARTA")
    await bench.settled()

    assert answer not in bench.answers


async def test_a_draft_with_a_picture_gets_both_answers(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT, subtype="file_share", files=[wall(bench), wall(bench)])

    card, picture, first = bench.answers
    assert "You recommend Tidewatch." in read(card["blocks"])
    assert "Your picture" in read(picture["blocks"])
    assert first["text"] == "I looked at the first picture. Send me the others one by one."


async def test_a_clear_text_does_not_speak_for_the_picture_beside_it(bench: Bench) -> None:
    bench.accept()
    files = [wall(bench, "Osprey ships in March")]
    await bench.written("Our stand at the river fair", subtype="file_share", files=files)

    card, picture = bench.answers
    assert read(card["blocks"]).startswith("Clear")
    for says in (card["text"], read(card["blocks"])):
        assert "This is about your words. The picture has an answer of its own." in says
    assert "Ask first" in read(picture["blocks"])
    await bench.finish(bench.checks.started[0])
    assert "The picture has an answer of its own." in read(bench.answers[0]["blocks"])


async def test_a_text_alone_says_nothing_of_pictures(bench: Bench) -> None:
    bench.accept()
    await bench.written("Our stand at the river fair")

    assert "picture" not in bench.answers[0]["text"]


async def test_another_file_is_told_what_can_be_read(bench: Bench) -> None:
    await bench.written("", files=[{"id": "F1", "mimetype": "application/pdf"}])

    assert bench.answers[0]["text"].startswith("Of files I can look at pictures only.")
    assert bench.double.called("files.info") == []


async def test_a_shortcut_on_ones_own_picture_looks_at_it(bench: Bench) -> None:
    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text="", files=[wall(bench)])
    await bench.settled()

    assert "Your picture" in read(bench.view.blocks)


async def test_a_picture_out_of_reach_can_be_given_on_the_spot(bench: Bench) -> None:
    lost = {"id": "F0GONE", "mimetype": "image/png"}
    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text="", files=[lost])
    await bench.settled()

    assert "Slack does not show me that picture" in read(bench.view.blocks)
    inputs = [block["element"]["type"] for block in bench.view.blocks if block["type"] == "input"]
    assert inputs == ["file_input", "plain_text_input"]


async def test_nobody_elses_picture_is_looked_at(bench: Bench) -> None:
    theirs = bench.double.hold("U0RUI", photo())
    await bench.written("", files=[theirs])

    assert "I look at your own pictures only." in read(bench.answers[0]["blocks"])
    assert bench.double.called("download") == []


async def test_a_protected_draft_covers_its_picture(bench: Bench) -> None:
    says = await look_in_window(bench, wall(bench, "guaranteed returns"), draft=UNION)

    assert "guaranteed" not in says
    assert "agree to be shown" not in says


async def test_a_file_over_twenty_megabytes_is_not_even_fetched(bench: Bench) -> None:
    large = bench.double.hold(bench.marta.user, b"", size=MOST_BYTES + 1)
    await bench.written("", files=[large])

    assert "larger than 20 MB" in read(bench.answers[0]["blocks"])
    assert bench.double.called("download") == []


@pytest.mark.parametrize(
    "address", ["https://evil.example/x.png", "https://slack.com.evil.example/x", "file:///etc"]
)
async def test_the_token_goes_to_slack_alone(bench: Bench, address: str) -> None:
    moved = bench.double.hold(bench.marta.user, photo(), url_private_download=address)
    given = Given("1", bench.marta.user, None)

    told = await looked(bench.services, given, moved["id"], Beside())

    assert told == "Slack did not give me the picture just now. Try again in a minute."


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.png", True),
        ("https://acme.enterprise.slack.com/files/a.png", True),
        ("http://127.0.0.1:8080/files/a.png", True),
        ("http://127.0.0.1:9090/files/a.png", False),
        ("http://files.slack.com/a.png", False),
        ("https://files.slack.com:8443/a.png", False),
        ("https://files.slack.com@evil.example/a.png", False),
        ("https://evilslack.com/a.png", False),
    ],
)
def test_which_addresses_are_slacks(address: str, *, fine: bool) -> None:
    assert is_slacks(address, "http://127.0.0.1:8080/api/") is fine


async def test_a_redirect_is_not_followed(bench: Bench) -> None:
    file = wall(bench)
    assert bench.client.session is not None
    stranger = web_client("xoxb-of-nobody", bench.double.base_url, bench.client.session)

    with pytest.raises(SlackTrouble, match="http_302"):
        await fetched(stranger, f"{bench.double.address}/files/{file['id']}", 1_000_000)


async def test_a_picture_for_which_no_window_opens_is_asked_for_once_more(bench: Bench) -> None:
    file = wall(bench)
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})

    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text="", files=[file])
    await bench.settled()

    [told] = bench.double.whispers
    assert "Slack would not open my window just now." in told["text"]
    assert "on your picture once more" in told["text"]


async def test_no_more_is_read_than_was_agreed(bench: Bench) -> None:
    file = wall(bench)

    taken = await fetched(bench.client, f"{bench.double.address}/files/{file['id']}", 100)

    assert len(taken) == 101


def with_eyes(bench: Bench) -> FakeViewer:
    viewer = FakeViewer()
    coach = bench.services.coach
    object.__setattr__(bench.services, "seeing", Seeing(viewer, coach.takes_ai, coach.read))
    return viewer


async def test_ai_looks_only_when_its_author_presses(bench: Bench) -> None:
    viewer = with_eyes(bench)
    viewer.enqueue(PictureSaid(ReviewStatus.OK, "A desk by a window.", (RiskKind.SCREEN,)))

    says = await look_in_window(bench, wall(bench, "Plan"))
    assert "a small copy without metadata goes to api.openai.example" in says
    assert viewer.shown == []
    await bench.marta.press(bench.view, "picture_ai")
    await bench.settled()

    assert len(viewer.shown) == 1
    says = read(bench.view.blocks)
    assert "A desk by a window." in says
    assert "A screen whose content may be readable." in says
    assert "Seen by AI" in says


async def test_before_the_deal_ai_sees_no_picture(bench: Bench) -> None:
    viewer = with_eyes(bench)
    await bench.written("", files=[wall(bench)])

    await bench.marta.press_on(bench.answers[0], "picture_ai", channel="D0MARTA")
    await bench.settled()

    assert "AI is off for you" in read(bench.view.blocks)
    assert viewer.shown == []


async def test_a_picture_whose_words_nobody_read_is_not_offered_to_ai(bench: Bench) -> None:
    with_eyes(bench)
    file = wall(bench)
    object.__setattr__(bench.services, "read_words", lambda _: Words(Read.OFF))

    assert "Ask AI about it" not in await look_in_window(bench, file)


async def test_words_that_are_hardly_readable_are_left_to_their_author(bench: Bench) -> None:
    with_eyes(bench)
    file = wall(bench)
    object.__setattr__(bench.services, "read_words", lambda _: Words(Read.FAINT))

    says = await look_in_window(bench, file)

    assert "hardly readable" in says
    assert "Ask AI about it" not in says


async def test_a_protected_picture_is_not_offered_to_ai(bench: Bench) -> None:
    viewer = with_eyes(bench)

    await look_in_window(bench, wall(bench), draft=UNION)

    assert viewer.shown == []
    assert "Ask AI about it" not in read(bench.view.blocks)
