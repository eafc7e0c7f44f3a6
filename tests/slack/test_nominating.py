"""Thanking a colleague: asked privately, told only with their yes, and a no leaves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages import languages, speaking
from bot.slack.calling import SlackTrouble
from bot.slack.cards.nominate import help_message, nominate_form
from bot.slack.cards.nominated import answered_message, question_message
from bot.slack.thanking import SlackMessenger
from bot.vocabulary.recognition import Answered, Nomination, is_link
from tests.slack.conftest import NOW, Bench
from tests.slack.examples import HOSTILE
from tests.slack_limits import message_problems, view_problems
from tests.slack_person import read
from tests.slack_state import OpenView

LINK = "https://social.example/@rashid/114"
WHY = "It says in two lines what took us a page"
NOMINATION = Nomination(
    delivery="V1",
    nominee="U0RASHID",
    by="U0MARTA",
    team="T0BRIGHT",
    link=LINK,
    sentence=WHY,
    at=NOW,
    nomination_id="n1",
)


async def form(bench: Bench) -> OpenView:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()
    await bench.marta.press_home("nominate")
    await bench.settled()
    return bench.view


async def hand_in(bench: Bench, **typed: str) -> OpenView:
    page = await form(bench)
    bench.marta.fill(page, **{"person": "U0RASHID", "link": LINK, "sentence": WHY, **typed})
    await bench.marta.submit(page)
    await bench.settled()
    return page


async def test_a_nomination_is_handed_in_from_the_home(bench: Bench) -> None:
    page = await hand_in(bench)

    [given] = bench.nominations.started
    assert (given.nominee, given.by, given.link, given.sentence) == (
        "U0RASHID",
        "U0MARTA",
        LINK,
        WHY,
    )
    assert "They are asked privately." in read(page.blocks)


async def test_the_help_leads_to_the_form(bench: Bench) -> None:
    reply = await bench.marta.command("help")
    await bench.marta.press_on(reply.body, "nominate")
    await bench.settled()

    assert "Who was it?" in read(bench.view.blocks)


async def test_who_has_not_accepted_the_deal_nominates_nobody_from_the_home(bench: Bench) -> None:
    await bench.marta.open_home()
    await bench.settled()

    assert "Thank a colleague" not in read(bench.double.homes["U0MARTA"]["blocks"])


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"person": "U0MARTA"}, "person", "Choose a colleague."),
        ({"person": "USLACKBOT"}, "person", "Choose a colleague."),
        ({"link": "http://social.example/1"}, "link", "starts with https://"),
        ({"link": "https://me:secret@social.example/1"}, "link", "starts with https://"),
        ({"sentence": " "}, "sentence", "Write one sentence first."),
        ({"sentence": "She kept Osprey quiet"}, "sentence", "Osprey"),
    ],
)
async def test_what_cannot_be_carried_is_said_at_its_field(
    bench: Bench, typed: dict[str, str], field: str, said: str
) -> None:
    page = await form(bench)
    bench.marta.fill(page, **{"person": "U0RASHID", "link": LINK, "sentence": WHY, **typed})
    reply = await bench.marta.submit(page)

    assert said in reply.body["errors"][field]
    assert bench.nominations.started == []


async def test_the_colleague_is_asked_once_and_alone(bench: Bench) -> None:
    messenger = SlackMessenger(bench.services.slack)

    await messenger.ask(NOMINATION)
    await messenger.ask(NOMINATION)

    [message] = bench.double.direct("U0RASHID")
    told = read(message["blocks"])
    assert "<@U0MARTA> would like to thank you" in told
    assert WHY in told
    assert LINK in told
    assert "Rashid" not in message["text"]
    assert [name for name, _ in bench.double.calls].count("chat.postMessage") == 1


async def test_trouble_that_may_pass_is_tried_again_and_other_trouble_is_not(bench: Bench) -> None:
    messenger = SlackMessenger(bench.services.slack)
    bench.double.enqueue("conversations.open", {"error": "fatal_error"})
    with pytest.raises(SlackTrouble):
        await messenger.ask(NOMINATION)

    bench.double.enqueue("conversations.open", {"error": "user_disabled"})
    await messenger.ask(NOMINATION)

    assert bench.double.direct("U0RASHID") == []


@pytest.mark.parametrize(
    ("button", "answered", "said"),
    [
        ("nominate_yes", Answered.ACCEPTED, "It will stand in the thread of the next digest."),
        ("nominate_yes", Answered.GONE, "not there any more"),
        ("nominate_no", Answered.DELETED, "nobody is told"),
        ("nominate_no", Answered.GONE, "nobody is told"),
    ],
)
async def test_the_answer_takes_the_place_of_the_question(
    bench: Bench, button: str, answered: Answered, said: str
) -> None:
    await SlackMessenger(bench.services.slack).ask(NOMINATION)
    [message] = bench.double.direct("U0RASHID")
    bench.nominations.enqueue(answered)
    rashid = bench.person("U0RASHID")

    await rashid.press_on(message, button, channel="D0RASHID")
    await bench.settled()

    [(user, nomination_id, accept)] = bench.nominations.answers
    assert (user, nomination_id, accept) == ("U0RASHID", "n1", button == "nominate_yes")
    [message] = bench.double.direct("U0RASHID")
    told = read(message["blocks"])
    assert said in told
    assert WHY not in told
    assert bench.double.direct("U0MARTA") == []


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        (LINK, True),
        ("https://social.example", True),
        ("https://localhost/x", False),
        ("https://a@social.example", False),
        ("https://social.example/a b", False),
        ("javascript:alert(1)", False),
        ("https://[::1", False),
        ("https://social.example/" + "x" * 500, False),
        ("", False),
    ],
)
def test_a_link_is_one_https_address(text: str, *, fine: bool) -> None:
    assert is_link(text) is fine


@pytest.mark.parametrize("language", sorted(languages()))
def test_pages_and_messages_keep_to_slacks_limits(language: str) -> None:
    loud = replace(NOMINATION, sentence=(HOSTILE * 9)[:300], link=LINK + "<!channel>")
    with speaking(language):
        assert view_problems(nominate_form()) == []
        assert message_problems(question_message(loud)) == []
        assert message_problems(help_message()) == []
        for answered in Answered:
            assert message_problems(answered_message(answered, "n1")) == []
