"""`/checkpost suspicious`: shown first, sent without a name and without a link to click."""

from __future__ import annotations

import pytest

from bot.messages import languages, say, speaking
from bot.policy.entities.imitation import Imitation, Trick
from bot.slack.cards.suspicious import explained, preview, report_form, report_message
from tests.slack.conftest import COMMS, Bench, nowhere
from tests.slack.examples import HOSTILE
from tests.slack_limits import message_problems, view_problems
from tests.slack_person import read
from tests.slack_state import OpenView

SECURITY = "G0SECURITY"
SEEN = "Your parcel waits: https://paypa1.com/pay?id=7"
FAKE = Imitation("paypa1.com", "paypal.com", Trick.LETTER, "1", "l")


async def form(bench: Bench) -> OpenView:
    await bench.marta.command("suspicious")
    await bench.settled()
    return bench.view


async def shown(bench: Bench, text: str = SEEN) -> OpenView:
    page = await form(bench)
    bench.marta.fill(page, seen=text)
    await bench.marta.submit(page)
    await bench.settled()
    return page


def told(bench: Bench) -> list[str]:
    return [read(each["blocks"]) for each in bench.double.mail.messages[COMMS]]


async def test_what_will_be_read_is_shown_first_with_the_lookalike_explained(bench: Bench) -> None:
    page = await shown(bench)

    drawn = read(page.blocks)
    assert "paypa1[.]com is not paypal[.]com: the 1 is another letter, where l belongs." in drawn
    assert page.values()["told"]["told"]["value"] == (
        "Your parcel waits: hxxps://paypa1[.]com/pay?id=7"
    )
    assert told(bench) == []
    assert page.values()["name"]["name"].get("selected_options") in (None, [])


async def test_a_report_goes_without_a_name_and_is_kept_nowhere(bench: Bench) -> None:
    page = await shown(bench)
    await bench.marta.submit(page)
    await bench.settled()

    [report] = told(bench)
    assert "hxxps://paypa1[.]com/pay?id=7" in report
    assert "is not paypal[.]com" in report
    assert "Somebody saw something suspicious" in report
    assert "MARTA" not in report
    assert "http" not in report
    assert "It is on its way to #comms-policy." in read(page.blocks)
    assert (bench.store.calls, bench.checks.started) == ([], [])


async def test_a_name_goes_along_only_with_its_tick(bench: Bench) -> None:
    page = await shown(bench)
    bench.marta.fill(page, name="yes", told="That link, https://paypa1.com")
    await bench.marta.submit(page)
    await bench.settled()

    [report] = told(bench)
    assert "<@U0MARTA> saw something suspicious" in report
    assert "That link, hxxps://paypa1[.]com" in report


async def test_the_preview_sent_twice_arrives_once(bench: Bench) -> None:
    page = await shown(bench)
    before = dict(page.view)
    await bench.marta.submit(page)
    page.view = before
    await bench.marta.submit(page)
    await bench.settled()

    assert len(told(bench)) == 1


async def elsewhere(_what: str) -> bool:
    """Another replica was first."""
    return False


async def test_a_report_that_another_replica_got_too_is_posted_by_one_of_them(
    bench: Bench,
) -> None:
    object.__setattr__(bench.services, "claim", elsewhere)
    page = await shown(bench)
    await bench.marta.submit(page)
    await bench.settled()

    assert told(bench) == []
    assert "It is on its way to #comms-policy." in read(page.blocks)


async def test_a_report_goes_also_where_nobody_can_say_who_was_first(bench: Bench) -> None:
    object.__setattr__(bench.services, "claim", nowhere)
    page = await shown(bench)
    await bench.marta.submit(page)
    await bench.settled()

    assert len(told(bench)) == 1


@pytest.mark.parametrize("text", ["", "The password is hunter2"])
async def test_nothing_and_a_password_are_not_carried_on(bench: Bench, text: str) -> None:
    page = await form(bench)
    bench.marta.fill(page, seen=text)
    reply = await bench.marta.submit(page)

    assert reply.body["response_action"] == "errors"
    assert told(bench) == []


async def test_a_channel_that_others_read_gets_nothing(bench: Bench) -> None:
    page = await shown(bench)
    bench.double.private[COMMS]["is_ext_shared"] = True
    await bench.marta.submit(page)
    await bench.settled()

    assert told(bench) == []
    assert "Slack did not take it just now" in read(page.blocks)


async def test_without_a_closed_channel_one_reads_whom_to_tell(bench: Bench) -> None:
    bench.double.private[COMMS]["is_private"] = False
    page = await form(bench)

    assert "no private channel that I may carry this to" in read(page.blocks)


async def test_the_owners_of_security_are_told_where_they_have_a_channel(bench: Bench) -> None:
    room = {"id": SECURITY, "name": "security", "is_private": True}
    bench.double.private[SECURITY] = room
    page = await form(bench)

    assert "The people in #security look at it" in read(page.blocks)


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("trick", list(Trick))
def test_every_trick_has_its_words(language: str, trick: Trick) -> None:
    with speaking(language):
        said = explained(Imitation("bad.example", "good.example", trick, "a", "b"))

    assert "bad[.]example" in said


@pytest.mark.parametrize("language", sorted(languages()))
def test_pages_and_report_keep_to_slacks_limits(language: str) -> None:
    long = f"{HOSTILE} a.b " * 400
    with speaking(language):
        assert view_problems(report_form("#security")) == []
        assert view_problems(preview("#security", long, [FAKE] * 5)) == []
        message = report_message(say("suspicious.intro", channel="#x") * 5, [FAKE] * 5, "U1")
        assert message_problems(message) == []
