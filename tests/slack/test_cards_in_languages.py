"""Every card, page and form is one that Slack takes, in every language there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from bot.check import Action, PastCheck, addressed
from bot.messages import languages, say, speaking
from bot.policy.changes.change import Change
from bot.policy.changes.change import Kind as ChangeKind
from bot.policy.counting import Limits
from bot.policy.explain import Explained, Outcome
from bot.slack.cards.ask import form_view, otherwise
from bot.slack.cards.ask_answer import answer_view
from bot.slack.cards.ask_channel import closed_message, question_message, room_message
from bot.slack.cards.ask_told import told_message
from bot.slack.cards.card import Card, Window
from bot.slack.cards.home import Home, home_view
from bot.slack.cards.lesson import Lesson, lesson_view
from bot.slack.cards.message import card_message, doubted, said
from bot.slack.cards.modal import coach_view, page_view
from bot.slack.cards.nominate import help_message, nominate_form
from bot.slack.cards.privacy import privacy_text
from bot.slack.cards.question import question_view
from bot.slack.cards.ready import ready_view
from bot.slack.cards.reply import why_message
from bot.slack.cards.rule import rule_view
from bot.slack.cards.rule_change import saved_view
from bot.slack.cards.rule_form import form_view as change_form
from bot.slack.cards.rule_made import told_message as change_message
from bot.slack.cards.rule_news import news_message
from bot.slack.cards.rule_try import try_view
from bot.slack.cards.rules import Board, Line, rules_view
from bot.slack.cards.suspicious import report_form
from bot.slack.cards.trouble import trouble_message
from bot.slack.cards.wrong import preview_view, wrong_view
from bot.verdict import Platform, Severity, Verdict
from bot.vocabulary.asking import Answer, End, Kind, Question, Told
from bot.vocabulary.tone import Category
from storage.tables import about_people
from tests.shipped import shipped
from tests.slack.examples import CARDS, CODENAME, DEAL, DISCLOSURE, DRAFT, TONE, WINDOWS
from tests.slack_limits import Json, message_problems, view_problems

RULES = shipped()
GRAVE = next(rule for rule in RULES.rules if rule.severity is Severity.ASK)
LANGUAGES = sorted(languages())
CHANNEL = "#comms-policy"
NOW = datetime(2026, 11, 27, 14, 5, tzinfo=UTC)
QUESTION = Question(
    delivery="d1",
    user="U0MARTA",
    team="T1",
    channel="#deals-room",
    fallback=CHANNEL,
    shared="Osprey is here",
    asks="May I?",
    rule="codename",
    clause="Keep project names inside",
    topic="confidential",
    platform=Platform.X,
    at=NOW,
    timezone="Europe/Lisbon",
    passage="Osprey",
    ask_id="ask1",
)


def views() -> Iterator[Json]:
    """Every page of the author's journey, and of those who look after the rules."""
    yield from map(coach_view, WINDOWS.values())
    answered = {address: Action.RULE_WRONG for address, _ in addressed((DISCLOSURE, CODENAME))}
    card = Card("c1", Verdict.ASK, (DISCLOSURE, CODENAME), said=answered, retry=True)
    yield coach_view(Window(DRAFT, Platform.X, card=card, limits=Limits(characters=280)))
    for finding in (DISCLOSURE, CODENAME, TONE):
        yield lesson_view(Lesson(finding, bad="We promise", good="We hope"))
        yield wrong_view(finding, CHANNEL)
    yield preview_view(say("wrong.message", rule="a", clause="b", word="c"), CHANNEL)
    yield ready_view(DRAFT, Platform.OTHER, RULES.platforms)
    yield page_view(say("privacy.title"), privacy_text("api.openai.example", 180, 30))
    yield page_view(
        say("ask.title"), say("ask.sent", channel=CHANNEL, otherwise=otherwise("x" * 40, CHANNEL))
    )
    yield form_view(
        CHANNEL, "x" * 40, DRAFT, {}, say("ask.other_channel", owner="#a", channel="#b")
    )
    yield from (answer_view(kind, QUESTION, 180) for kind in (Kind.CHANGE, Kind.WAIT))
    yield report_form(CHANNEL)
    yield nominate_form()
    yield question_view("May I?", None)
    past = [PastCheck(NOW, platform, Verdict.FIX, 2) for platform in Platform]
    for deal in (DEAL, None):
        home = Home(deal, about_people(), 180, "UTC", past, ai_review=True, messages=True)
        yield {**home_view(home), "title": {"type": "plain_text", "text": "Checkpost"}}


def rule_views() -> Iterator[Json]:
    rules = RULES.rules
    yield rules_view(Board("a1b2", len(rules), found=[Line(rule, "x") for rule in rules]))
    yield try_view(DRAFT, explained=[Explained(rules[0], each, (), "") for each in Outcome])
    for rule in rules:
        yield rule_view(rule, RULES.organisation, say("rules.too_few"))
    for kind in ChangeKind:
        values = {ChangeKind.STATUS: "watch", ChangeKind.SEVERITY: "polish"}
        change = Change(kind, GRAVE.id, values.get(kind, "word"), "why")
        yield change_form(change, GRAVE, RULES.organisation, date(2026, 11, 27))
        yield saved_view(change, "path mark", live=False)


def messages() -> Iterator[Json]:
    for card in CARDS.values():
        yield card_message(card, deal=DEAL)
        yield card_message(card, direct=True)
    yield why_message(CARDS["ask"])
    yield help_message()
    yield trouble_message("7f3a", DRAFT)
    yield said(say("help"))
    yield doubted(say("direct.help"), "1764000000.000100")
    yield room_message()
    yield question_message(QUESTION, NOW)
    yield question_message(QUESTION, NOW, Answer(Kind.WAIT, "U1", "T1", "x"))
    yield closed_message(Answer(Kind.TAKEN_BACK, "", None))  # of which no author is told
    answered = (Answer(kind, "U1", "T1", "x") for kind in Kind if kind is not Kind.TAKEN_BACK)
    for told in (*answered, *End):
        yield closed_message(told)
        yield told_message(QUESTION, Told(told, ("#deals-room",)))
    yield news_message(())
    yield change_message("Hanne", Change(ChangeKind.WORD, "a", "b", "c"), "path mark")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("drawn", [views, rule_views])
def test_every_page_is_one_that_slack_takes(
    language: str, drawn: Callable[[], Iterator[Json]]
) -> None:
    with speaking(language):
        assert [
            (view["title"], problems) for view in drawn() if (problems := view_problems(view))
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_one_that_slack_takes(language: str) -> None:
    with speaking(language):
        assert [
            (each["text"], found) for each in messages() if (found := message_problems(each))
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tone_has_its_title(language: str) -> None:
    with speaking(language):
        titles = {say(f"tone.{category}.title") for category in Category}
    assert len(titles) == len(Category)
