"""The three ticks, against the labelled replies of the corpus and at their edges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.replies.lists import languages, lists_of
from bot.replies.reading import read_reply
from bot.replies.reply import Mark, ReplyReading
from bot.replies.spelled import Spelled
from bot.verdict import Draft
from tests.benchmarks.rules import HOSTILE

CORPUS = Path(__file__).parents[2] / "rules" / "corpus.jsonl"
REPLIES: list[dict[str, Any]] = [
    row for row in map(json.loads, CORPUS.read_text("utf-8").splitlines()) if "reply" in row
]
PHRASES = Path(__file__).parents[2] / "bot" / "replies" / "phrases"
TICKS = ("acknowledges", "empathy", "next_step")


def ticks(told: ReplyReading) -> dict[str, Mark | None]:
    return {name: getattr(told, name) for name in TICKS}


def test_the_corpus_holds_enough_labelled_replies() -> None:
    assert len(REPLIES) >= 80
    for row in REPLIES:
        assert row["purpose"] == "reply"
        assert set(row["reply"]) == set(TICKS)


@pytest.mark.parametrize("name", TICKS)
def test_each_tick_agrees_with_its_labels(name: str) -> None:
    wrong = [
        (row["draft"], row.get("comment"))
        for row in REPLIES
        if (ticks(read_reply(Draft(row["draft"]), row.get("comment")))[name] is not None)
        != row["reply"][name]
    ]
    assert len(wrong) <= 0.1 * len(REPLIES), wrong


def test_a_tick_says_where_it_was_earned() -> None:
    draft = "Hi Ana, so sorry about the late parcel. I've asked the depot to find it."
    told = ticks(read_reply(Draft(draft), "my parcel is lost"))

    assert all(mark and draft[mark.start : mark.end] == mark.text for mark in told.values())
    assert told["acknowledges"] is not None
    assert told["acknowledges"].text == "parcel"


@pytest.mark.parametrize(
    "draft",
    [
        "We're sorry you feel that way.",
        "Sorry if that bothered you.",
        "Sorry, we don't have that.",
        "I'm sorry about the wait, but that is how queues work.",
        "We appreciate your feedback.",
    ],
)
def test_a_non_apology_is_no_empathy(draft: str) -> None:
    assert read_reply(Draft(draft)).empathy is None


def test_an_apology_for_an_inconvenience_counts_however_weak_it_is() -> None:
    assert read_reply(Draft("Sorry for any inconvenience.")).empathy is not None


@pytest.mark.parametrize(
    "draft",
    ["Please DM us your order number.", "Which flight number was it?", "Send us a message."],
)
def test_what_only_identifies_an_order_does_not_acknowledge_the_issue(draft: str) -> None:
    assert read_reply(Draft(draft)).acknowledges is None


def test_the_same_thing_in_other_words_acknowledges() -> None:
    told = read_reply(Draft("Your suitcase should land at noon."), "lost my bag in Porto")

    assert told.acknowledges is not None


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("where is my order, should be here on Monday", "You can track it under Your Orders."),
        ("refund still missing after 3 weeks", "Three weeks is a long time without your money."),
        ("can I bring a guitar on board?", "Yes we do allow that, up to 90 cm in length."),
        (
            "what's the fee for cards abroad",
            "Hi Ro, it's free within the euro area, always has been.",
        ),
        ("how do I submit a reading", "Log in and choose the last line, it takes a minute."),
        ("standing all the way from Bristol", "Sorry you couldn't get a seat tonight."),
        ("the tram is a joke", "Sorry you got soaked at the stop."),
        ("what is going on today", "Everything is slow due to a burst main."),
        ("best crossing ever", "So glad you enjoyed it!"),
        ("your bridge is up again", "We know how much you rely on crossing the river."),
        ("do points expire?", "They do, 6 months after your last trip."),
        ("can you hold the 6:10?", "The staff at the gate know that you are running over."),
        ("¿hasta qué hora abrís?", "¡Hola! Hoy abrimos hasta las 21:30."),
        ("the app shuts down every morning", "Sorry the app keeps doing that."),
        ("I hear the museum shuts in June", "It doesn't! Only the top floor is painted."),
        ("wondering if the bridge opens at noon", "Yes that will be open."),
        ("my toaster has no manual", "All manuals are in the library."),
        ("drains from full to nothing by lunch", "Battery life matters, tell us which model."),
        ("£30 for that?!", "Your refund went out this morning."),
        ("my parcel flew off the roof", "We'll look into your parcel by noon."),
        ("what IS this on my plate", "That looks like a melted crayon to us as well!"),
        ("wrong one again", "Your vineyard deed is registered without the cellar."),
        ("still haven't heard back", "Sorry that our answer was delayed."),
        ("can't reach the site", "We turned it off for an hour to move house."),
        ("best rhubarb pie in town", "It is our favourite, too."),
        ("as said, no change", "Is it a day ticket?"),
        ("nine hours late already", "That is the rule, and I would not risk it."),
        ("room 12, again", "The plumber will turn up at 4, Bea."),
        ("he is 84 and can't reach you", "Send us your uncle's and your plumber's word."),
        ("nine rings, then silence", "Sorry about the trouble setting up your line."),
        ("all day, no word", "The brook is over the road, and we're working on it."),
        ("here it is, taken at dusk", "What a view! Have a good week."),
        ("no way in since Monday", "Sorry about the trouble with accessing your account."),
        ("the site is down for me", "We're not aware of any issues."),
    ],
)
def test_what_shows_that_the_comment_was_understood_acknowledges(comment: str, draft: str) -> None:
    assert read_reply(Draft(draft), comment).acknowledges is not None


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("is there a student rate?", "No."),
        ("is there a student rate?", "We're on it and will be back with you on Monday."),
        ("how do I pay my bill", "You can DM us your details, and we'll see."),
        ("can you hold the 6:10?", "Which airport, terminal, gate and city are you in?"),
        ("you never came", "Sorry to hear that you are disappointed, Kate."),
        ("my tram is late", "Sorry you had a bad experience, we expect better."),
        ("the bridge is up", "I can only imagine how upsetting that must have been."),
        ("worst bank ever", "We understand. See if you get a discount here."),
        ("I hate this", "So glad you enjoyed it!"),
        ("the app shuts down every morning", "Which device is it? Please restart the app."),
        ("the app is a mess", "Have you tried another phone or app version?"),
        ("two hours at the stop", "Our drivers do their best in any weather."),
        ("não consigo informar a morada", "Para informar melhor, chame o nosso atendimento."),
        ("¡qué servicio tan lento!", "Quedamos a tu servicio, escríbenos con tus datos."),
        ("aucune information au service client", "Notre service client reste à votre écoute."),
        ("niemand vom Service hilft", "Unser Service steht Ihnen gern zur Verfügung."),
        ("the map shows giving points", "Could you say more without giving any details?"),
        ("what IS this on my plate", "DM us the crayon, and we'll look."),
        ("what IS this on my plate", "Hey Crispin, we hear you. Regards, Melchior"),
        ("my lamp is dim", "We are sorry you experienced this, our team works on it diligently."),
        ("it broke after the update", "Which device is it? Do you have version 11.1?"),
        ("Vous livrez en Belgique ?", "Je me renseigne et je reviens vers vous."),
        ("¿Hacéis envíos a Canarias?", "Lo consulto y te respondo enseguida."),
        ("the tram is slow", "We only handle tram and bus matters elsewhere, ask them."),
        ("my parcel has gone", "If you need any help with your parcel, we are here."),
        ("my parcel has gone", "Mabel, I am sorry to hear that. Kind regards, *ZTX"),
        ("it stays dark", "Do send us word. Thanks - Ottokar 2/2"),
        ("it stays dark", "Let us tackle this side by side."),
        ("what a day", "Awww, mmmm, nice."),
        ("it stays dark", "Sorry for the trouble, are you getting an error message?"),
        ("no tune from the piano", "Please bring it in and we check the carburettor."),
        ("worst lot ever", "Are you having a billing or service issue?"),
    ],
)
def test_what_would_fit_any_comment_does_not_acknowledge(comment: str, draft: str) -> None:
    assert read_reply(Draft(draft), comment).acknowledges is None


@pytest.mark.parametrize(
    "draft",
    [
        "All good then. If anything comes up, just let us know.",
        "Once you sign in, the basket is still full.",
        "So glad it fits! -GO",
        "It will be a pleasure to see you again soon.",
        "We will carry on baking!",
    ],
)
def test_words_of_farewell_offer_no_next_step(draft: str) -> None:
    assert read_reply(Draft(draft), "thanks for the help").next_step is None


@pytest.mark.parametrize(
    "draft",
    [
        "Were you able to change the fuse in the end?",
        "Does the message show when you try to open the file?",
        "Is there anything we can help you with?",
        "Was there something we may be able to help with?",
        "Happy our crew could help!",
        "Are you able to open the lamp at the moment?",
        "We do see that the lamp is registered.",
        "We just have to be fair to everybody.",
        "Let us help with your lamp. Is it the old one?",
        "We'd love to help, but which lamp is it?",
        "Just to confirm, is it the old lamp?",
        "¿Puedes contarnos lo que pasó?",
        "Dinos, ¿qué pasó?",
        "Pode contar-nos o que aconteceu?",
        "Können Sie uns sagen, was passiert ist?",
        "If you need any further help, don't hesitate to come back to us.",
        "We'll be there with you in spirit!",
        "Lovely costume 🎃^E https://example.com/cat.jpg",
        "Conseguiu alterar a morada?",
        "¿Has podido cambiar la dirección?",
        "Avez-vous pu changer l'adresse ?",
        "Haben Sie das schon prüfen können?",
        "Could you please share a bit more information?",
        "We are here to help, is it the old lamp?",
        "We can help! What does the lamp do?",
        "Have you spoken with the seller to see if they have it?",
    ],
)
def test_a_question_that_only_asks_offers_nothing(draft: str) -> None:
    assert read_reply(Draft(draft), "the wrong channel again").next_step is None


@pytest.mark.parametrize(
    "draft",
    [
        "Does it show a number? DM us that and we'll look it up.",
        "What does the box show, so I can find it in our list?",
        "Is there a number on the box? To help us find it, please send a photo.",
        "Have you tried another browser?",
        "The tariff team will reissue yours.",
        "Kindly take it back to the kiosk.",
    ],
)
def test_a_question_with_something_behind_it_is_a_step(draft: str) -> None:
    assert read_reply(Draft(draft), "the wrong channel again").next_step is not None


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("Is the ferry running yet?", "Both routes will resume soon, but the sea is rough."),
        ("love you lot", "They call us the singing bakers for a reason."),
        ("love you lot", "We are here for you."),
        ("love you lot", "We do work with a farm next door."),
        ("love you lot", "We'll be waiting for you!"),
        ("love you lot", "And see, we like you, too."),
        ("not my taste", "We're still working to perfect the crust."),
        ("not my taste", "Fingers crossed we will have more of them."),
        ("off to Faro in June", "We'll keep everything crossed for you!"),
        ("off to Faro in June", "We are looking forward to having you."),
        ("not my taste", "If there is anything else you need, please feel free to write."),
        ("do I get my stars?", "You'll receive them when the shop opens."),
        ("back in spring?", "The night boat is seasonal and will resume in May."),
    ],
)
def test_an_answer_and_a_word_about_oneself_are_no_step(comment: str, draft: str) -> None:
    assert read_reply(Draft(draft), comment).next_step is None


def test_each_kind_of_evidence_has_a_weight_and_none_is_more_than_enough() -> None:
    weights = yaml.safe_load((PHRASES / "weights.yaml").read_text("utf-8"))

    assert weights
    assert all(0 < weight <= 1 for weight in weights.values())


def test_no_word_is_both_everyday_and_general() -> None:
    lists = lists_of("en")

    assert lists.everyday.isdisjoint(lists.general)


def test_a_time_is_a_step_for_who_waits_and_merely_an_answer_for_who_asks_for_it() -> None:
    draft = Draft("From 9 to noon on Saturday.")

    assert read_reply(draft, "still no sign of my sofa").next_step is not None
    assert read_reply(draft, "When are you open?").next_step is None


def test_thanks_are_warm_under_praise_and_a_formula_elsewhere() -> None:
    draft = Draft("Thanks!")

    assert read_reply(draft, "your trainee was so patient with my gran").empathy is not None
    assert read_reply(draft, "Thanks! Does the pass work on Sundays?").empathy is None
    assert read_reply(Draft("Thanks for reaching out."), "great work").empathy is None


@pytest.mark.parametrize(
    ("comment", "draft", "warm"),
    [
        ("Finally sorted, thanks!", "Awesome! See you on Friday.", True),
        ("Love this place, look at that sea", "What a calm view! Have a good week.", True),
        ("the site is slow today", "That's no good. Which page is it?", True),
        ("the lift is out again", "Awesome! See you on Friday.", False),
        ("your sign sends people into the river", "I see exactly what you mean.", True),
        ("the file won't open", "I can see it's working here.", False),
        ("it works again", "That's good news!", True),
        ("why not sell it by weight", "This sounds like a great idea!", True),
        ("one sock in the box", "That doesn't seem right.", True),
        ("my pie came first!", "Nicely done. Love it.", True),
        ("I need a hand", "I see you sent a message, I answer there.", False),
        ("the soup was cold", "We would love to hear more about it.", False),
        ("the soup was cold", "We appreciate your honest feedback.", False),
        ("the soup was cold", "We sincerely apologize for your disappointment.", False),
        ("do you sell my data?", "No, that's not something we do.", False),
        ("the soup was cold", "It can be difficult to keep soup warm.", False),
        ("die Suppe war kalt", "Leider können wir das von hier nicht sehen.", False),
        ("die Suppe war kalt", "Das können wir gut verstehen.", True),
        ("la sopa estaba fría", "Sentimos que no haya sido de su gusto.", False),
    ],
)
def test_joy_belongs_under_thanks_and_sight_is_no_sympathy(
    comment: str, draft: str, *, warm: bool
) -> None:
    assert (read_reply(Draft(draft), comment).empathy is not None) is warm


@pytest.mark.parametrize("piece", [*HOSTILE.values(), "sorry but ", "can you ? ", "please send "])
def test_hostile_text_is_read_to_where_replies_end(piece: str) -> None:
    text = (piece * 10_000)[:10_000]

    told = read_reply(Draft(text), text)

    assert all(text[one.mark.start : one.mark.end] == one.mark.text for one in told.hazards)


@pytest.mark.parametrize("language", languages())
def test_no_list_has_brackets_in_brackets(language: str) -> None:
    file = PHRASES / f"{language}.yaml"
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            depth = 0
            for letter in line:
                depth += (letter == "(") - (letter == ")")
                assert depth in {0, 1}, line
            assert depth == 0, line
    assert lists_of(language).language == language


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("publicamos em exemplo.pt/novidades", "publicamos em weblink"),
        ("siehe beispiel.de/formular", "siehe weblink"),
        ("see shop.example.co.uk", "see weblink"),
        ("acabou.De novo", "acabou . de novo"),
        ("bom fim.de semana", "bom fim . de semana"),
    ],
)
def test_a_link_of_another_country_is_one_and_a_missing_space_is_none(
    text: str, spelled: str
) -> None:
    assert Spelled(text).text.strip(" .") == spelled
