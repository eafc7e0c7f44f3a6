"""Asking a person: what is shared is shown first, and the answer comes back privately."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog

from bot.policy.loader import load
from bot.slack.calling import SlackTrouble
from bot.slack.cards.ask import form_view
from bot.slack.cards.ask_answer import answer_view
from bot.slack.cards.ask_channel import question_message
from bot.slack.cards.ask_told import told_message
from bot.slack.cards.text import escape
from bot.slack.directory import Directory
from bot.slack.post import SlackPost
from bot.slack.routing import next_after
from bot.verdict import Platform
from bot.vocabulary.asking import Answer, End, Kind, Question, Told, plan
from tests.slack.conftest import COMMS, NOW, Bench
from tests.slack.examples import DRAFT, HOSTILE, LEAK
from tests.slack_limits import message_problems, view_problems
from tests.slack_person import read
from tests.slack_state import Json, OpenView

DEALS = "G0DEALS"
OSPREY = "Osprey is here, and try Tidewatch"
QUESTION = Question(
    delivery="d1",
    user="U0MARTA",
    team="T0BRIGHT",
    channel="#comms-policy",
    fallback="",
    shared=OSPREY,
    asks="May I post this?",
    rule="codename",
    clause="Keep project names inside",
    topic="confidential",
    platform=Platform.LINKEDIN,
    at=NOW,
    timezone="Europe/Lisbon",
    passage="Osprey",
    ask_id="ask1",
)
FINE = Answer(Kind.FINE, "U0HANNE", "T0BRIGHT")
CHANGE = Answer(Kind.CHANGE, "U0HANNE", "T0BRIGHT", "Our new tide clock is here <!channel>")
WAIT = Answer(Kind.WAIT, "U0RASHID", "T0BRIGHT", "The launch moved to May")
ENDS = [FINE, CHANGE, WAIT, *End]


@pytest.fixture
def post(bench: Bench) -> SlackPost:
    return SlackPost(bench.services.slack, Directory(bench.client), keep_days=180)


def deals_room(bench: Bench, **about: object) -> None:
    """The owner's channel, private, with the bot in it."""
    room = {"id": DEALS, "name": "deals-room", "is_private": True, **about}
    bench.double.private[DEALS] = room


async def form(bench: Bench, draft: str = OSPREY) -> OpenView:
    """Press "Ask" at a codename, and return the form."""
    bench.accept()
    await bench.marta.command(draft)
    await bench.settled()
    await bench.marta.press(bench.view, "ask")
    await bench.settled()
    return bench.double.open_views[-1]


async def test_what_will_be_read_is_shown_first_and_can_be_changed(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench)
    assert "#deals-room reads what stands below" in read(page.blocks)
    assert page.values()["shared"]["shared"]["value"] == OSPREY
    assert bench.asks.started == []

    bench.marta.fill(page, shared="Osprey is here", asks="From when on?")
    await bench.marta.submit(page)
    await bench.settled()

    [asked] = bench.asks.started
    assert (asked.channel, asked.fallback) == ("#deals-room", "#comms-policy")
    assert (asked.shared, asked.asks) == ("Osprey is here", "From when on?")
    assert (asked.passage, asked.rule, asked.topic) == ("Osprey", "codename", "confidential")
    assert (asked.user, asked.at) == (bench.marta.user, NOW)
    assert "It is in #deals-room now." in read(page.blocks)


async def test_the_window_that_the_author_goes_back_to_says_that_it_was_asked(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench)
    window = bench.double.open_views[0]
    bench.marta.write(window, "half a thought")

    await bench.marta.submit(page)
    await bench.settled()

    assert read(window.blocks).startswith("You asked #deals-room.")
    assert window.values()["draft"]["draft"]["value"] == "half a thought"


async def test_our_own_question_is_asked_in_the_language_of_the_channel(bench: Bench) -> None:
    deals_room(bench)
    bench.accept(language="pt")
    await bench.marta.command(OSPREY)
    await bench.settled()
    await bench.marta.press(bench.view, "ask")
    await bench.settled()
    page = bench.double.open_views[-1]
    assert page.values()["asks"]["asks"]["value"] == "Posso publicar isto tal como está?"

    await bench.marta.submit(page)
    await bench.settled()

    assert bench.asks.started[0].asks == "May I post this as it is?"


async def test_who_else_reads_it_where_nobody_answers_is_said_before_and_after(
    bench: Bench,
) -> None:
    deals_room(bench)
    page = await form(bench)
    assert "#comms-policy reads it, too" in read(page.blocks)

    await bench.marta.submit(page)
    await bench.settled()

    assert bench.asks.started[0].fallback == "#comms-policy"
    assert "#comms-policy reads it, too" in read(page.blocks)


def company_says(bench: Bench, asking: str) -> None:
    """Let the organisation's file say this of questions."""
    file = bench.live.folder / "organization.yaml"
    file.write_text(f"{file.read_text()}\nasking: {asking}\n")
    loaded = load(bench.live.folder)
    assert loaded.errors == ()
    object.__setattr__(bench.services, "ruleset", lambda: loaded.ruleset)


def private(bench: Bench, name: str, **about: object) -> None:
    """Another private channel with the bot in it."""
    bench.double.private[f"G0{name}"] = {"id": f"G0{name}", "name": name} | {
        "is_private": True,
        **about,
    }


@pytest.mark.parametrize(
    ("asking", "fallback"),
    [
        ('{fallbacks: {confidential: "#board"}}', "#board"),
        ('{fallbacks: {"#deals-room": "#board"}}', "#board"),
        ('{fallbacks: {confidential: "#board", "#deals-room": "#it-desk"}}', "#board"),
        ('{fallbacks: {confidential: "#open", "#deals-room": "#it-desk"}}', "#it-desk"),
        ('{fallbacks: {confidential: "#deals-room"}}', "#comms-policy"),
        ('{fallbacks: {legal: "#board"}, fallback: "#board"}', "#comms-policy"),
    ],
)
async def test_the_company_says_who_is_asked_next(bench: Bench, asking: str, fallback: str) -> None:
    deals_room(bench)
    private(bench, "board")
    private(bench, "it-desk")
    private(bench, "open", is_private=False)
    company_says(bench, asking)

    page = await form(bench)
    await bench.marta.submit(page)

    assert f"{fallback} reads it, too" in read(page.blocks)
    assert bench.asks.started[0].fallback == fallback


async def test_where_slack_does_not_tell_the_next_channel_is_tried_when_it_is_needed(
    bench: Bench,
) -> None:
    company_says(bench, '{fallbacks: {legal: "#board"}}')
    object.__setattr__(bench.services, "directory", Directory(bench.client))
    bench.double.enqueue("users.conversations", {"error": "internal_error"})

    assert await next_after(bench.services, "#legal-help", "legal") == "#board"


@pytest.mark.parametrize(("asking", "fallback"), [('{fallback: "#board"}', "#board"), ("{}", "")])
async def test_where_comms_is_asked_the_company_may_name_another(
    bench: Bench, asking: str, fallback: str
) -> None:
    private(bench, "board")
    if fallback:
        company_says(bench, asking)

    await bench.marta.submit(await form(bench))

    asked = bench.asks.started[0]
    assert (asked.channel, asked.fallback) == ("#comms-policy", fallback)


async def test_it_is_waited_for_in_the_companys_own_hours(bench: Bench) -> None:
    deals_room(bench)
    company_says(bench, '{days: [wed], from: "10:00", to: "12:00", wait: 1}')
    page = await form(bench)
    assert "11:00" in read(page.blocks)

    await bench.marta.submit(page)

    hours = bench.asks.started[0].hours
    assert (hours.days, hours.wait) == ((2,), 1)
    assert "11:00" in read(page.blocks)


async def test_words_that_the_author_took_out_are_not_kept(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench)

    bench.marta.fill(page, shared="Our new clock is here")
    await bench.marta.submit(page)

    [asked] = bench.asks.started
    assert "Osprey" not in str(asked)


async def test_of_a_guarded_draft_only_the_passage_is_offered(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench, LEAK)

    assert page.values()["shared"]["shared"]["value"] == "Osprey"
    await bench.marta.submit(page)

    [asked] = bench.asks.started
    assert "union" not in str(asked)
    assert bench.store.checks == {}


@pytest.mark.parametrize(
    "about", [{"is_private": False}, {"is_ext_shared": True}, {"name": "another-room"}]
)
async def test_a_channel_that_others_read_is_left_for_the_comms_channel(
    bench: Bench, about: dict[str, object]
) -> None:
    deals_room(bench, **about)
    page = await form(bench)

    assert "so this goes to #comms-policy." in read(page.blocks)
    await bench.marta.submit(page)
    assert (bench.asks.started[0].channel, bench.asks.started[0].fallback) == ("#comms-policy", "")


async def test_without_any_private_channel_the_author_asks_alone(bench: Bench) -> None:
    bench.double.private.clear()

    page = await form(bench)

    assert "Ask in #deals-room yourself" in read(page.blocks)
    assert "submit" not in page.view


async def test_slack_being_away_is_no_dead_end(bench: Bench) -> None:
    bench.double.enqueue("users.conversations", {"error": "fatal_error"})

    says = read((await form(bench)).blocks)

    assert "Slack did not say just now who can be asked." in says
    assert "or ask in #deals-room yourself" in says
    assert "there is none for this" not in says


@pytest.mark.parametrize(
    ("shared", "says"),
    [(" ", "Write what they should read"), ("it is hunter" + "2", "a key or password")],
)
async def test_nothing_and_keys_are_not_shared(bench: Bench, shared: str, says: str) -> None:
    deals_room(bench)
    page = await form(bench)

    bench.marta.fill(page, shared=shared)
    reply = await bench.marta.submit(page)

    assert says in reply.body["errors"]["shared"]
    assert bench.asks.started == []


async def test_the_menu_asks_as_well(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.choose(bench.view, "finding", "Ask #comms-policy")
    await bench.settled()

    assert "#comms-policy reads what stands below" in read(bench.double.open_views[-1].blocks)


async def test_a_question_that_cannot_start_is_explained_and_stays_written(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench)
    bench.asks.enqueue(RuntimeError(OSPREY))

    with structlog.testing.capture_logs() as captured:
        reply = await bench.marta.submit(page)

    assert "Something went wrong on my side" in reply.body["errors"]["shared"]
    assert page.is_open
    assert "Osprey" not in str(captured)


async def put(bench: Bench, post: SlackPost) -> str:
    """Put the question into #comms-policy, and return its place."""
    place = await post.place("#comms-policy")
    assert place is not None
    assert "Osprey" not in str(bench.double.mail.messages[COMMS])
    await post.ask(QUESTION, place, plan(NOW, "Europe/Lisbon").channel)
    bench.asks.open["ask1"] = QUESTION
    return place


async def test_a_question_stands_in_its_channel_and_its_text_leaves_with_the_answer(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]
    says = read(message["blocks"])
    assert OSPREY in says
    assert "Please answer by Tue 24 Nov, 09:41." in says
    assert bench.marta.user not in str(message)

    await post.remind(QUESTION, place, NOW + timedelta(days=1))
    assert await post.close(place, FINE)

    everything = str(bench.double.mail.messages[COMMS])
    assert "Osprey" not in everything
    assert "<@U0HANNE> answered a colleague's question: *fine*." in everything
    assert bench.double.called("chat.postMessage")[-1]["thread_ts"] == message["ts"]


async def test_an_answer_is_acked_only_once_it_is_written_down(
    bench: Bench, post: SlackPost
) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]
    written = bench.asks.hold()

    pressing = asyncio.create_task(
        bench.person("U0HANNE").press_on(message, "ask_fine", channel=COMMS)
    )
    await bench.asks.answering.wait()
    assert not pressing.done()
    written.set()

    assert (await pressing).status == 200


async def test_a_question_that_was_taken_back_leaves_neither_text_nor_name(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)

    await post.close(place, Answer(Kind.TAKEN_BACK, by="", team=None))

    [message] = bench.double.mail.messages[COMMS]
    told = "A colleague has taken a question back. The text is taken out."
    assert read(message["blocks"]) == told


async def test_ones_open_questions_stand_on_ones_own_home_and_can_be_withdrawn(
    bench: Bench,
) -> None:
    later = replace(QUESTION, ask_id="ask2", at=NOW + timedelta(days=1), channel="#legal-help")
    bench.asks.open |= {"ask1": QUESTION, "ask2": later}
    await bench.marta.open_home()
    await bench.settled()
    home = read(bench.double.homes[bench.marta.user]["blocks"])
    assert "To #comms-policy, about “Keep project names inside”, asked Mon 23 Nov, 09:41" in home
    assert "Osprey" not in home

    await bench.marta.press_home("home_withdraw", "ask2")
    await bench.settled()

    assert [ask_id for ask_id, delivery in bench.asks.withdrawn if delivery] == ["ask2"]
    home = read(bench.double.homes[bench.marta.user]["blocks"])
    assert "Withdrawn. Your text leaves the channel now" in home
    assert "#comms-policy, about" in home
    assert "#legal-help" not in home


async def test_nobody_sees_or_withdraws_another_persons_question(bench: Bench) -> None:
    bench.asks.open["ask1"] = QUESTION
    hanne = bench.person("U0HANNE")

    await hanne.open_home()
    await bench.settled()

    home = bench.double.homes["U0HANNE"]["blocks"]
    assert "My open questions" not in read(home)
    assert "home_withdraw" not in str(home)
    assert not await bench.asks.withdraw("ask1", "T0BRIGHT", "U0HANNE", "d2")


async def test_a_question_that_was_settled_meanwhile_is_not_said_to_be_withdrawn(
    bench: Bench,
) -> None:
    bench.asks.open["ask1"] = QUESTION
    await bench.marta.open_home()
    await bench.settled()
    bench.asks.settled.add("ask1")

    await bench.marta.press_home("home_withdraw")
    await bench.settled()

    home = read(bench.double.homes[bench.marta.user]["blocks"])
    assert "This question is settled already" in home
    assert "My open questions" not in home


async def test_questions_that_cannot_be_read_leave_the_rest_of_the_home(bench: Bench) -> None:
    bench.accept()
    bench.asks.enqueue(RuntimeError(OSPREY))

    with structlog.testing.capture_logs() as captured:
        await bench.marta.open_home()
        await bench.settled()

    assert "My recent checks" in read(bench.double.homes[bench.marta.user]["blocks"])
    assert [log["event"] for log in captured] == ["questions_unknown"]
    assert "Osprey" not in str(captured)


async def test_who_is_asked_to_wait_can_withdraw_there(bench: Bench, post: SlackPost) -> None:
    bench.asks.open["ask1"] = QUESTION
    await post.tell(QUESTION, Told(WAIT, ("#comms-policy",)))
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "ask_withdraw", channel="D0MARTA")
    await bench.settled()

    assert [ask_id for ask_id, _ in bench.asks.withdrawn] == ["ask1"]
    assert "Withdrawn. Your text leaves" in bench.double.whispers[-1]["text"]


async def test_text_that_may_still_stand_is_told_of_after_a_withdrawal(
    bench: Bench, post: SlackPost
) -> None:
    back = Answer(Kind.TAKEN_BACK, by="", team=None, delivery="d2")

    await post.tell(QUESTION, Told(back, ("#comms-policy",), 0, ("#comms-policy",)))

    [message] = bench.double.direct(bench.marta.user)
    says = read(message["blocks"])
    assert says.startswith("You have withdrawn your question to #comms-policy.")
    assert "your text may still stand there" in says


def heard(bench: Bench) -> list[tuple[str, Answer]]:
    """Return the answers, each of which came with the id by which it is heard once."""
    assert all(answer.delivery for _, answer in bench.asks.answers)
    return [(ask_id, replace(answer, delivery="")) for ask_id, answer in bench.asks.answers]


async def test_fine_takes_one_press(bench: Bench, post: SlackPost) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]

    await bench.person("U0HANNE").press_on(message, "ask_fine", channel=COMMS)
    await bench.settled()

    assert heard(bench) == [("ask1", Answer(Kind.FINE, "U0HANNE", "T0BRIGHT"))]


@pytest.mark.parametrize("button", ["ask_fine", "ask_change", "ask_wait"])
async def test_an_author_in_the_channel_leaves_the_answer_to_somebody_else(
    bench: Bench, post: SlackPost, button: str
) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]

    await bench.marta.press_on(message, button, channel=COMMS)
    await bench.settled()

    [whisper] = bench.double.whispers
    assert "This is your own question" in whisper["text"]
    assert bench.asks.answers == []
    assert bench.double.open_views == []
    assert bench.marta.user not in str(bench.double.mail.messages[COMMS])


async def test_an_author_cannot_send_a_form_under_their_own_question(
    bench: Bench, post: SlackPost
) -> None:
    page = await opened(bench, post, "ask_change")
    bench.asks.open["ask1"] = replace(QUESTION, user="U0HANNE")
    hanne = bench.person("U0HANNE")
    hanne.fill(page, text="Fine as it is")

    await hanne.submit(page)

    assert "This is your own question" in read(bench.view.blocks)
    assert bench.asks.answers == []


@pytest.mark.parametrize(("button", "kind"), [("ask_change", Kind.CHANGE), ("ask_wait", Kind.WAIT)])
async def test_other_answers_need_words(
    bench: Bench, post: SlackPost, button: str, kind: Kind
) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]
    hanne = bench.person("U0HANNE")
    await hanne.press_on(message, button, channel=COMMS)
    await bench.settled()

    hanne.fill(bench.view, text=" ")
    empty = await hanne.submit(bench.view)
    hanne.fill(bench.view, text=" Say it in May ")
    await hanne.submit(bench.view)
    await bench.settled()

    assert "write one." in empty.body["errors"]["text"]
    assert heard(bench) == [("ask1", Answer(kind, "U0HANNE", "T0BRIGHT", "Say it in May"))]
    assert "The author gets it privately." in read(bench.view.blocks)


async def opened(bench: Bench, post: SlackPost, button: str, **asked: str) -> OpenView:
    """Press a button under a question, and return the form of the answer."""
    await put(bench, post)
    bench.asks.open["ask1"] = replace(QUESTION, **asked)  # type: ignore[arg-type]  # texts alone
    [message] = bench.double.mail.messages[COMMS]
    await bench.person("U0HANNE").press_on(message, button, channel=COMMS)
    await bench.settled()
    return bench.view


async def test_a_suggestion_begins_with_what_was_shared(bench: Bench, post: SlackPost) -> None:
    page = await opened(bench, post, "ask_change")
    assert page.values()["text"]["text"]["value"] == OSPREY

    same = await bench.person("U0HANNE").submit(page)

    assert "as it was asked" in same.body["errors"]["text"]
    assert heard(bench) == []


async def test_a_long_text_can_be_suggested_whole(bench: Bench, post: SlackPost) -> None:
    long = "Our tide reports took a night, and now they take a minute.\n" * 150
    page = await opened(bench, post, "ask_change", shared=long)
    hanne = bench.person("U0HANNE")

    texts = [name for name in page.values() if name.startswith("text")]
    held = [page.values()[name][name]["value"] for name in texts]
    assert "".join(held) == long
    hanne.fill(page, text=f"Osprey does it. {held[0]}")
    await hanne.submit(page)

    [(_, answer)] = heard(bench)
    assert answer.text == f"Osprey does it. {long}".strip()
    told = told_message(QUESTION, Told(answer, ("#comms-policy",)))
    assert message_problems(told) == []
    sections = [block["text"]["text"] for block in told["blocks"] if block["type"] == "section"]
    assert "".join(sections).endswith(answer.text)


async def test_more_than_a_message_holds_cannot_be_suggested(bench: Bench, post: SlackPost) -> None:
    page = await opened(bench, post, "ask_change", shared="word " * 1_790)
    hanne = bench.person("U0HANNE")
    hanne.fill(page, **dict.fromkeys(page.values(), "x" * 3000))

    reply = await hanne.submit(page)

    assert "a message in Slack holds" in reply.body["errors"]["text"]
    assert heard(bench) == []


@pytest.mark.parametrize("button", ["ask_change", "ask_wait"])
async def test_who_answers_reads_what_is_kept_of_that(
    bench: Bench, post: SlackPost, button: str
) -> None:
    page = await opened(bench, post, button)
    [message] = bench.double.mail.messages[COMMS]

    assert "Your answer is kept with your name for 180 days" in read(page.blocks)
    assert "Answers are kept with their givers' names for 180 days." in read(message["blocks"])


@pytest.mark.parametrize("button", ["ask_change", "ask_wait"])
async def test_where_nothing_is_kept_of_anybody_no_answer_is_said_to_be(
    bench: Bench, button: str
) -> None:
    object.__setattr__(bench.services, "keep_days", 0)
    post = SlackPost(bench.services.slack, Directory(bench.client))
    page = await opened(bench, post, button)

    assert "kept" not in read(page.blocks)
    assert "kept" not in read(bench.double.mail.messages[COMMS])


@pytest.mark.parametrize("button", ["ask_change", "ask_wait"])
async def test_no_form_opens_for_what_is_settled(
    bench: Bench, post: SlackPost, button: str
) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]
    bench.asks.settled.add("ask1")

    await bench.person("U0HANNE").press_on(message, button, channel=COMMS)
    await bench.settled()

    assert "settled already" in bench.double.whispers[-1]["text"]
    assert bench.double.open_views == []


async def test_an_answer_to_a_settled_question_is_said_to_be_late(
    bench: Bench, post: SlackPost
) -> None:
    await put(bench, post)
    [message] = bench.double.mail.messages[COMMS]
    hanne = bench.person("U0HANNE")
    await hanne.press_on(message, "ask_change", channel=COMMS)
    await bench.settled()
    bench.asks.settled.add("ask1")

    hanne.fill(bench.view, text="Say it in May")
    await hanne.submit(bench.view)
    await hanne.press_on(message, "ask_fine", channel=COMMS)
    await bench.settled()

    assert "Your answer was not sent." in read(bench.view.blocks)
    assert "Your answer was not sent." in bench.double.whispers[-1]["text"]
    assert bench.asks.answers == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (FINE, f"Here is your text, to copy:\n{OSPREY}"),
        (CHANGE, "They suggest:\nOur new tide clock is here <!channel>"),
        (WAIT, "They ask you to wait, and say why:\nThe launch moved to May"),
        (End.NOBODY, "if it is of use:\nis here, and try Tidewatch"),
        (End.WAITED, "They asked you to wait, and no more came from #comms-policy in time."),
        (End.UNSENT, "nobody has read it"),
    ],
)
async def test_the_author_is_told_privately_and_once(
    bench: Bench, post: SlackPost, told: Answer | End, says: str
) -> None:
    for _ in range(2):  # the second time after a crash
        await post.tell(QUESTION, Told(told, ("#comms-policy",)))

    [message] = bench.double.direct(bench.marta.user)
    assert says in read(message["blocks"])
    assert "Osprey" not in message["text"]

    await bench.marta.press_on(message, "delete", channel="D0MARTA")
    assert bench.double.direct(bench.marta.user) == []


LONG = "Our tide reports took a night, and now they take a minute.\n" * 150


@pytest.mark.parametrize(
    ("told", "shared", "text"),
    [
        (FINE, OSPREY, OSPREY),
        (FINE, LONG, LONG.strip()),
        (CHANGE, OSPREY, CHANGE.text),
        (replace(CHANGE, text=LONG), OSPREY, LONG.strip()),
        (replace(CHANGE, text="R&D says <hello>"), OSPREY, "R&D says <hello>"),
        (End.NOBODY, OSPREY, "is here, and try Tidewatch"),
    ],
)
async def test_what_comes_back_is_checked_with_one_press(
    bench: Bench, post: SlackPost, told: Answer | End, shared: str, text: str
) -> None:
    bench.accept()
    await post.tell(replace(QUESTION, shared=shared), Told(told, ("#comms-policy",)))
    [message] = bench.double.direct(bench.marta.user)
    await bench.marta.press_on(as_slack_tells(message), "ask_check", channel="D0MARTA")
    await bench.settled()

    shown = bench.services.desk.view(bench.view.view["id"])
    assert shown
    assert shown.window
    assert (shown.window.draft, shown.window.platform) == (text, Platform.LINKEDIN)


def as_slack_tells(message: Json) -> Json:
    """Return a message as payloads hold it, with what could be markup escaped."""
    told = deepcopy(message)
    for block in told["blocks"]:
        if block["type"] == "section" and block["text"]["type"] == "plain_text":
            block["text"]["text"] = escape(block["text"]["text"])
    return told


async def test_of_a_guarded_text_that_comes_back_nothing_is_left_but_its_window(
    bench: Bench, post: SlackPost
) -> None:
    bench.accept()
    guarded = replace(CHANGE, text="Join the union, we deserve better pay")
    await post.tell(QUESTION, Told(guarded, ("#comms-policy",)))
    [message] = bench.double.direct(bench.marta.user)
    with structlog.testing.capture_logs() as captured:
        await bench.marta.press_on(message, "ask_check", channel="D0MARTA")
        await bench.settled()

    assert bench.view.is_open
    assert (bench.store.checks, captured) == ({}, [])
    assert bench.double.direct(bench.marta.user) == [message]


@pytest.mark.parametrize("told", [WAIT, End.WAITED, End.UNSENT])
def test_where_there_is_nothing_to_go_on_with_nothing_is_offered(told: Answer | End) -> None:
    message = told_message(QUESTION, Told(told, ("#comms-policy",)))

    offered = {each["action_id"] for each in message["blocks"][-1]["elements"]}
    assert offered - {"ask_withdraw"} == {"delete"}
    assert ("ask_withdraw" in offered) == (told is WAIT)


@pytest.mark.parametrize("told", [CHANGE, WAIT, *End])
def test_an_author_reads_which_text_it_is_about(told: Answer | End) -> None:
    asked = replace(QUESTION, shared=f"Our lawyers settled.\nThat is {'very ' * 40} good news")

    says = read(told_message(asked, Told(told, ("#comms-policy",)))["blocks"])

    assert "It is about “Our lawyers settled. That is very very" in says
    assert "good news" not in says.partition("It is about")[2].partition("\n")[0]


async def test_two_answers_are_two_messages(bench: Bench, post: SlackPost) -> None:
    await post.tell(QUESTION, Told(WAIT, ("#comms-policy",)))
    await post.tell(QUESTION, Told(FINE, ("#comms-policy",), 1))

    assert len(bench.double.direct(bench.marta.user)) == 2


async def test_a_question_that_slack_refuses_leaves_no_empty_room(
    bench: Bench, post: SlackPost
) -> None:
    place = await post.place("#comms-policy")
    bench.double.enqueue("chat.update", {"error": "msg_too_long"})

    assert not await post.ask(QUESTION, str(place), NOW)

    assert bench.double.mail.messages[COMMS] == []


async def test_what_slack_refuses_for_good_is_logged_without_a_word_of_it(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)
    bench.double.mail.messages[COMMS].clear()
    bench.double.enqueue("conversations.open", {"error": "user_disabled"})

    with structlog.testing.capture_logs() as captured:
        assert not await post.ask(QUESTION, place, NOW)
        await post.tell(QUESTION, Told(End.NOBODY, ("#comms-policy",)))

    assert [log["code"] for log in captured] == ["message_not_found", "user_disabled"]
    assert "Osprey" not in str(captured)


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "cant_update_message"])
async def test_a_text_that_cannot_be_taken_out_is_known_to_stand(
    bench: Bench, post: SlackPost, code: str
) -> None:
    place = await put(bench, post)
    bench.double.enqueue("chat.update", {"error": code})
    bench.double.enqueue("chat.delete", {"error": code})

    assert not await post.close(place, FINE)


async def test_a_text_that_cannot_be_edited_any_more_is_deleted(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)
    bench.double.enqueue("chat.update", {"error": "edit_window_closed"})

    assert await post.close(place, FINE)
    assert bench.double.mail.messages[COMMS] == []


async def test_a_text_that_somebody_deleted_is_out(bench: Bench, post: SlackPost) -> None:
    place = await put(bench, post)
    bench.double.mail.messages[COMMS].clear()

    assert await post.close(place, FINE)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(FINE, ("#legal",)), "Your text is out of the channel now"),
        (Told(FINE, ("#legal", "#comms")), "Your text is out of both channels now"),
        (Told(CHANGE, ("#legal",), 0, ("#legal",)), "I cannot reach #legal any more"),
        (Told(End.WAITED, ("#legal",), 1, ("#legal",)), "your text may still stand there."),
        (Told(End.NOBODY, ("#legal", "#comms"), 0, ("#legal",)), "I cannot reach #legal any more"),
        (Told(End.NOBODY, ("#legal", "#comms")), "Nobody in #legal or #comms has answered"),
        (Told(End.UNSENT, ("#legal", "#comms")), "I could not put your question to #legal or #com"),
    ],
)
def test_what_is_said_of_the_text_in_its_channels_is_so(told: Told, says: str) -> None:
    text = read(told_message(QUESTION, told)["blocks"])

    assert says in text
    assert ("Your text is out" in text) == (not told.stands and told.what is not End.UNSENT)


@pytest.mark.parametrize("code", ["thread_not_found", "is_archived", "not_in_channel"])
async def test_a_question_that_nobody_can_answer_any_more_is_known_at_half_time(
    bench: Bench, post: SlackPost, code: str
) -> None:
    place = await put(bench, post)
    until = NOW + timedelta(days=1)

    bench.double.enqueue("chat.postMessage", {"error": code})

    assert not await post.remind(QUESTION, place, until)


async def test_who_asked_to_wait_is_read_in_the_channel_and_can_still_be_answered(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)
    assert await post.ask(QUESTION, place, NOW, replace(WAIT, text="<!channel> in *May*"))
    assert await post.remind(QUESTION, place, NOW, WAIT)

    [message, reminder] = bench.double.mail.messages[COMMS]
    says = read(message["blocks"])
    assert "<@U0RASHID> asked to wait:\n<!channel> in *May*" in says
    assert "Is there more to say?" in read(reminder["blocks"])
    await bench.person("U0HANNE").press_on(message, "ask_fine", channel=COMMS)
    assert heard(bench) == [("ask1", FINE)]


async def test_a_reminder_that_was_posted_before_a_crash_is_not_posted_again(
    bench: Bench, post: SlackPost
) -> None:
    place = await put(bench, post)
    for _ in range(2):
        assert await post.remind(QUESTION, place, NOW + timedelta(days=1))

    [_, reminder] = bench.double.mail.messages[COMMS]
    assert "A colleague waits until" in read(reminder["blocks"])


async def test_a_slack_that_is_down_is_tried_again_later(bench: Bench, post: SlackPost) -> None:
    bench.double.enqueue("chat.postMessage", {"error": "fatal_error"})

    with pytest.raises(SlackTrouble):
        await post.place("#comms-policy")


async def test_an_archived_channel_cannot_be_asked(bench: Bench, post: SlackPost) -> None:
    bench.double.enqueue("chat.postMessage", {"error": "is_archived"})

    assert await post.place("#comms-policy") is None
    assert await post.place("#unheard-of") is None
    assert await post.place("") is None


@pytest.mark.parametrize("told", ENDS)
def test_every_message_and_form_is_one_that_slack_takes(told: Answer | End) -> None:
    long = HOSTILE * 100
    full = replace(
        QUESTION, shared=long[:2_500], asks=long[:300], clause=long[:200], passage=long[:10]
    )
    if isinstance(told, Answer):
        told = replace(told, text=long[:2_500])

    assert message_problems(question_message(full, NOW)) == []
    news = Told(told, ("#a-channel", "#another"), 3, ("#a-channel",))
    assert message_problems(told_message(full, news)) == []
    held = {"passage": "🙂" * 600, "clause": "x" * 200, "rule": "y" * 200}
    assert view_problems(form_view("#a-channel", "Tue", long, held, "note")) == []
    assert view_problems(answer_view(Kind.CHANGE, full, 180)) == []


def test_nothing_that_people_write_is_markup_in_a_channel() -> None:
    message = question_message(replace(QUESTION, shared=HOSTILE, asks=HOSTILE), NOW)
    marked = [
        block["text"]["text"]
        for block in message["blocks"]
        if block.get("text", {}).get("type") == "mrkdwn"
    ]

    assert marked == ["*A colleague asks for a second look*"]
