"""The employee's main job in a real browser; the pictures of it are the README's."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot.demo.conversations import open_conversations
from bot.demo.people import PEOPLE
from bot.digest.synthetic import fill
from storage.store import Store
from tests.digest.made import shipped
from tests.e2e.disk import traces
from tests.e2e.stage import Stage, when
from tests.e2e.test_rule_change import said_in, typed
from tests.e2e.watched import WHITEBOARD
from tests.local_workspace import Human, missing, shown
from tests.model_server import ModelServer, answers, review, tone
from tests.pictures.made import exif, saved, words

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
ANOTHER = "Hanne Vestergaard"
_DESK = ViewportSize(width=1120, height=840)
_PHONE = ViewportSize(width=400, height=780)
_SEVEN = (
    "Osprey is coming. Try Tidewatch, it is the best, and 100% guaranteed to pay. "
    "Ask me anything: +351 912 345 678"
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("Chromium is not here. On Debian: apt-get install chromium")
    # Reading the words in a picture takes three seconds of a core that others use as well.
    expect.set_options(timeout=60_000)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield running
        await running.close()


class Desk:
    """Somebody before the workspace's page."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page, self._pictures = page, pictures
        self.modal = page.locator(".modal")
        self.draft = self.modal.locator("textarea")

    async def say(self, text: str) -> None:
        """Type into the channel and press Enter."""
        await self.page.locator(".composer-input").fill(text)
        await self.page.locator(".composer-input").press("Enter")

    async def press(self, name: str) -> None:
        """Press a button of the modal."""
        await self.modal.get_by_role("button", name=name, exact=True).click()

    async def go_home(self) -> None:
        """Open the app's Home, which stands last: a conversation has the same name."""
        await self.page.locator(".sidebar *").get_by_text("Checkpost").last.click()

    async def menu(self, choice: str) -> None:
        """Choose from the menu of the first finding that is open."""
        found = self.modal.locator("select.bk-overflow").filter(has_text=choice).first
        await found.select_option(label=choice)

    async def reads(self, *words: str) -> None:
        """Wait until the modal says all of this."""
        for word in words:
            await expect(self.modal).to_contain_text(word)

    async def accept_the_deal(self) -> None:
        """Accept the deal where it is still to be accepted, as a person would."""
        yes = self.modal.get_by_role("button", name="OK, go on")
        await expect(yes.or_(self.draft).first).to_be_visible()
        if await yes.count():
            await self.press("OK, go on")
        await expect(self.modal).not_to_contain_text("before the world does")

    async def act_as(self, who: str) -> None:
        """Sit down at the page as somebody else."""
        people = self.page.locator("select").filter(has_text=PEOPLE[0].real_name)
        await people.first.select_option(label=who)

    async def talk(self, who: str) -> None:
        """Open somebody's conversation with the bot."""
        await self.page.locator(".sidebar-item").get_by_text(f"Checkpost · {who}").click()

    async def send(self, file: Path, text: str = "") -> None:
        """Attach a file, and send it with a text."""
        await self.page.locator("input[type=file]").first.set_input_files(file)
        await self.say(text)

    async def picture(self, name: str, of: Locator | None = None) -> None:
        """Keep a picture of the page, or of one part of it.

        docs/ changes only with UPDATE_SCREENSHOTS=1, so that tests leave the tree alone.
        """
        kept = _IMAGES if os.environ.get("UPDATE_SCREENSHOTS") else self._pictures
        kept.mkdir(parents=True, exist_ok=True)
        path = kept / f"{name}.png"
        await (of or self.page).screenshot(path=path, animations="disabled")
        assert path.stat().st_size > 10_000


@asynccontextmanager
async def sit_down(browser: Browser, running: Stage, pictures: Path) -> AsyncIterator[Desk]:
    """Open the page of a tidy workspace."""
    async with running.somebody_new():
        context = await browser.new_context(viewport=_DESK, device_scale_factor=2)
        page = await context.new_page()
        await page.goto(running.base)
        yield Desk(page, pictures)
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, over_socket_mode: Stage, tmp_path: Path) -> AsyncIterator[Desk]:
    async with sit_down(browser, over_socket_mode, tmp_path) as seated:
        yield seated


async def test_the_deal_then_fix_first_with_the_disclosure_to_add(desk: Desk) -> None:
    await desk.say("/checkpost Try Tidewatch, it is the best")
    await desk.reads("I read your draft before the world does.", "Fix first")
    await desk.picture("deal", of=desk.modal)
    await desk.accept_the_deal()
    await desk.reads("Fix first", "employee-disclosure", "I work at Brightwater")
    await expect(desk.draft).to_have_value("Try Tidewatch, it is the best")
    await desk.reads("AI review is off here.")
    await desk.picture("fix-first")


async def test_an_edited_draft_turns_clear_in_place(desk: Desk) -> None:
    await desk.say("/checkpost You should try Tidewatch")
    await desk.accept_the_deal()
    await desk.reads("Fix first")
    await desk.draft.press("Control+Home")
    await desk.draft.press_sequentially("I work at Brightwater. ")
    await desk.press("Check again")
    await desk.reads("Clear", "Your post, your call.")
    await expect(desk.draft).to_have_value("I work at Brightwater. You should try Tidewatch")
    await desk.reads("AI review is off here.")
    await desk.picture("clear", of=desk.modal)


async def test_a_draft_can_be_written_in_the_window_on_a_phone(desk: Desk) -> None:
    await desk.say("/checkpost")
    await expect(desk.draft).to_be_visible()
    await desk.draft.fill("Ask me anything: +351 912 345 678")
    await desk.press("Check")
    await desk.accept_the_deal()
    await desk.reads("Fix first", "+351 912 345 678")
    await desk.page.set_viewport_size(_PHONE)
    await desk.picture("phone", of=desk.modal)


async def test_the_review_arrives_and_leaves_alone_what_is_being_typed(
    browser: Browser, with_model: tuple[Stage, ModelServer], tmp_path: Path
) -> None:
    running, model = with_model
    allowed = asyncio.Event()
    swipe = tone(
        "are a joke",
        explanation="Readers may take a swipe at the harbour for rivalry, not for news.",
        suggestion="keep missing high water",
    )
    async with sit_down(browser, running, tmp_path) as desk:
        await desk.say("/checkpost The tide is in")
        await desk.accept_the_deal()
        await desk.reads("Nothing stands out.")
        await desk.press("Close")
        model.enqueue(when(allowed, answers(review(tone_findings=[swipe]))))
        await desk.say("/checkpost The harbour's own tide tables are a joke. Ask me why")
        await desk.reads("Clear so far.", "AI is still reading.")
        await desk.draft.press("Control+End")
        await desk.draft.press_sequentially(", seriously")
        allowed.set()
        await desk.reads("Small polish", "suggested by AI")
        typed = "The harbour's own tide tables are a joke. Ask me why, seriously"
        await expect(desk.draft).to_have_value(typed)
        await desk.picture("review", of=desk.modal)


async def test_a_rewrite_shows_its_difference_and_takes_the_drafts_place(
    browser: Browser, with_model: tuple[Stage, ModelServer], tmp_path: Path
) -> None:
    running, model = with_model
    better = "The harbour's own tide tables are hard to read. Ask me why"
    async with sit_down(browser, running, tmp_path) as desk:
        await desk.say("/checkpost The tide is in")
        await desk.accept_the_deal()
        await desk.reads("Nothing stands out.")
        await desk.press("Close")
        model.enqueue(answers(review(tone_findings=[tone("a joke")], rewrite=better)))
        await desk.say("/checkpost The harbour's own tide tables are a joke. Ask me why")
        await desk.reads("Small polish", "“a joke.” becomes “hard to read.”")
        await desk.picture("rewrite", of=desk.modal)
        await desk.press("Use the rewrite")
        await expect(desk.draft).to_have_value(better)
        await desk.reads("Nothing stands out.")


async def test_one_press_mends_the_draft_and_it_is_ready_to_post(desk: Desk) -> None:
    await desk.say("/checkpost You should try Tidewatch")
    await desk.accept_the_deal()
    await desk.modal.locator("select").filter(has_text="Somewhere else").select_option("bluesky")
    await desk.press("Use this fix")
    await desk.reads("Clear", "Your post, your call.", "of 300 characters, as Bluesky counts them.")
    await expect(desk.draft).to_have_value("I work at Brightwater. You should try Tidewatch")
    await desk.press("Copy or open it")
    await desk.reads("Here is your text, to copy:", "Open in Bluesky")
    await desk.picture("ready", of=desk.modal)


async def test_an_author_keeps_what_they_wrote_and_reads_why_the_rule_is_there(desk: Desk) -> None:
    await desk.say("/checkpost Ask me anything: +351 912 345 678, and try Tidewatch")
    await desk.accept_the_deal()
    await desk.reads("2 things to look at")
    await desk.menu("Why?")
    await desk.reads("A draft it stops at", "Rule:")
    await desk.picture("why", of=desk.modal)
    await desk.press("Back")
    await desk.menu("Keep mine")
    await desk.reads("Noted. It is your post", "You keep this")
    await desk.picture("kept", of=desk.modal)
    await desk.press("Undo")
    await desk.reads("Taken back.", "2 things to look at")
    await desk.press("Show all 2")
    await desk.press("Show fewer")
    await desk.menu("Keep mine")
    await desk.reads("You have answered the rest.")
    await desk.menu("Keep mine")
    await desk.reads("You have said what you think of everything here.")
    await desk.press("Copy or post it as it is")
    await desk.reads("Here is your text, to copy:")


async def test_all_findings_are_shown_and_one_is_not_relevant_here(desk: Desk) -> None:
    await desk.say(f"/checkpost {_SEVEN}")
    await desk.accept_the_deal()
    await desk.reads("7 things to look at", "Fix first · “100% guaranteed”")
    await expect(desk.modal).not_to_contain_text("Superlatives need a measure")
    await desk.press("Show all 7")
    await desk.reads("Superlatives need a measure", "Nothing is always, never or 100 %")
    await desk.menu("Not relevant here")
    await desk.reads("Not relevant here · ")


async def test_a_word_about_a_rule_is_shown_before_it_is_sent(desk: Desk) -> None:
    await desk.say("/checkpost You should try Tidewatch")
    await desk.accept_the_deal()
    await desk.menu("The rule is wrong")
    await desk.reads("tell #comms-policy why")
    await desk.draft.fill("Half of us do not sell anything")
    await desk.press("See it first")
    await desk.reads("This is all that #comms-policy will read:", "Half of us do not sell anything")
    await desk.picture("rule-wrong", of=desk.modal)
    await desk.press("Send")
    await desk.reads("There is no name on it")


async def test_a_question_goes_to_its_channel_and_the_answer_comes_back_privately(
    desk: Desk, over_socket_mode: Stage
) -> None:
    await open_conversations(over_socket_mode.bot.access, [PEOPLE[0].id])
    await desk.say("/checkpost Our lawyers settled the lawsuit yesterday")
    await desk.accept_the_deal()
    await desk.press("Ask #legal-help")
    await desk.reads("#legal-help reads what stands below")
    await desk.picture("ask", of=desk.modal)
    await desk.press("Send")
    await desk.reads("It is in #legal-help now.")
    await desk.press("Back")
    await desk.reads("You asked #legal-help.")
    await desk.press("Close")

    await desk.page.locator(".channel-item, .sidebar *").get_by_text("legal-help").first.click()
    channel = desk.page.locator("body")
    await expect(channel).to_contain_text("A colleague asks for a second look")
    await desk.picture("question")
    await desk.page.get_by_role("button", name="Fine", exact=True).click()
    await expect(channel).to_contain_text("This is your own question")
    await desk.act_as(ANOTHER)
    await desk.page.get_by_role("button", name="Fine", exact=True).click()
    await expect(channel).to_contain_text("answered a colleague's question")
    await expect(channel).not_to_contain_text("settled the lawsuit")

    await desk.act_as(PEOPLE[0].real_name)
    await desk.talk(PEOPLE[0].real_name)
    # The last that is to come: elsewhere it would come into the next test's conversation.
    await expect(channel).to_contain_text("Check this text")


async def test_who_answers_gives_a_reason_or_another_text_and_the_author_reads_it(
    desk: Desk, over_socket_mode: Stage
) -> None:
    await open_conversations(over_socket_mode.bot.access, [PEOPLE[0].id])
    page, sidebar = desk.page.locator("body"), desk.page.locator(".sidebar-item")
    await desk.say("/checkpost Our lawyers settled the lawsuit yesterday")
    await desk.accept_the_deal()
    await desk.press("Ask #legal-help")
    await desk.press("Send")
    await desk.reads("It is in #legal-help now.")
    await desk.press("Back")
    await desk.press("Close")
    for answer, without, said, comes_back in (
        ("Please wait", "only go on with a reason", "The judge is asked on Monday.", "say why:"),
        ("Change this", "as it was asked", "A case has come to its end.", "They suggest:"),
    ):
        await desk.act_as(ANOTHER)
        await sidebar.get_by_text("legal-help").first.click()
        await desk.page.get_by_role("button", name=answer, exact=True).click()
        await desk.press("Send")
        await desk.reads(without)
        await desk.draft.fill(said)
        await desk.press("Send")
        await desk.reads("Thank you. The author gets it privately.")
        await desk.press("Back")
        await desk.act_as(PEOPLE[0].real_name)
        await desk.talk(PEOPLE[0].real_name)
        await expect(page).to_contain_text(comes_back)
        await expect(page).to_contain_text(said)
    await desk.page.get_by_role("button", name="Check this text", exact=True).click()
    await expect(desk.draft).to_have_value("A case has come to its end.")


async def test_a_question_is_withdrawn_from_its_channel_on_the_home(desk: Desk) -> None:
    await desk.say("/checkpost Our lawyers settled the lawsuit yesterday")
    await desk.accept_the_deal()
    await desk.press("Ask #legal-help")
    await desk.press("Send")
    await desk.reads("press Withdraw in my Home")
    await desk.press("Back")
    await desk.press("Close")
    page = desk.page.locator("body")
    await desk.page.locator(".sidebar-item").get_by_text("legal-help").first.click()
    await expect(page).to_contain_text("settled the lawsuit")

    await desk.go_home()
    await desk.page.get_by_role("button", name="Withdraw", exact=True).first.click()

    await expect(page).to_contain_text("Withdrawn. Your text leaves the channel now")
    await desk.page.locator(".sidebar-item").get_by_text("legal-help").first.click()
    await expect(page).to_contain_text("A colleague has taken a question back.")
    await expect(page).not_to_contain_text("settled the lawsuit")


async def test_a_draft_sent_to_the_bot_is_read_in_a_thread(
    desk: Desk, over_socket_mode: Stage
) -> None:
    await open_conversations(over_socket_mode.bot.access, [PEOPLE[0].id])
    somebody = f"Checkpost · {PEOPLE[0].real_name}"
    await desk.page.locator(".sidebar-item").get_by_text(somebody).click()
    await desk.say("Try Tidewatch, it is the best")
    await desk.page.get_by_text("1 reply").first.click()
    thread = desk.page.locator(".thread-pane")
    await expect(thread).to_contain_text("Fix first")
    if await thread.get_by_role("button", name="OK, go on").count():
        await thread.get_by_role("button", name="OK, go on").click()
    await expect(thread).not_to_contain_text("before the world does")
    await thread.locator(".composer-input").fill("why is this a problem?")
    await thread.locator(".composer-input").press("Enter")
    await expect(thread).to_contain_text("Readers trust praise more", use_inner_text=True)
    await expect(thread).to_contain_text("The reasons behind this:")
    await desk.picture("message")
    await expect(thread).to_contain_text("deletes itself after 24 hours")
    await thread.get_by_role("button", name="Keep", exact=True).first.click()
    await expect(desk.page.locator("body")).to_contain_text("It stays here until you delete it.")


async def test_the_home_shows_ones_own_checks_and_what_is_kept(desk: Desk) -> None:
    await desk.say("/checkpost You should try Tidewatch")
    await desk.accept_the_deal()
    await desk.reads("AI review is off here.")  # said once the check is written down
    await desk.press("Close")

    await desk.go_home()
    home = desk.page.locator("body")
    await expect(home).to_contain_text("My recent checks")
    newest = re.compile(r"My recent checks\s*• Fix first · Somewhere else · one thing")
    await expect(home).to_contain_text(newest)
    await expect(home).to_contain_text("Of each check: a random number, the hour")
    await desk.page.set_viewport_size({"width": 1120, "height": 1070})
    await desk.picture("home")
    await desk.page.get_by_role("button", name="Send me a file", exact=True).click()
    await expect(home).to_contain_text("Done. The file is in our conversation")
    await desk.page.get_by_role("button", name="Check a draft", exact=True).click()
    await expect(desk.draft).to_be_visible()


async def test_whoever_wants_to_be_forgotten_is_asked_anew(desk: Desk) -> None:
    await desk.say("/checkpost You should try Tidewatch")
    await desk.accept_the_deal()
    await desk.press("Close")

    await desk.go_home()
    home = desk.page.locator("body")
    await expect(home).to_contain_text("My recent checks")
    await desk.page.get_by_role("button", name="Forget me", exact=True).click()
    await expect(home).to_contain_text("I read your draft before the world does.")
    await expect(home).not_to_contain_text("My recent checks")


async def test_choices_made_in_the_home_hold_in_the_next_window(
    browser: Browser, with_model: tuple[Stage, ModelServer], tmp_path: Path
) -> None:
    running, _ = with_model
    async with sit_down(browser, running, tmp_path) as desk:
        await desk.say("/checkpost")
        await desk.accept_the_deal()
        await desk.press("Close")
        await desk.go_home()
        home = desk.page.locator("body")
        await expect(home).to_contain_text("AI review is on: a copy of your drafts goes to")
        await desk.page.get_by_role("button", name="Turn AI review off", exact=True).click()
        await expect(home).to_contain_text("AI review is off.")
        await desk.page.get_by_role("button", name="No private messages", exact=True).click()
        again = desk.page.get_by_role("button", name="Message me when I close early", exact=True)
        await expect(again).to_be_visible()
        await desk.page.locator("select").filter(has_text="Mastodon").select_option("mastodon")
        await desk.page.get_by_role("button", name="Check a draft", exact=True).click()
        await desk.draft.fill("The tide is in")
        await desk.press("Check")
        await desk.reads("of 500 characters, as Mastodon counts them.", "AI review is off")
        await desk.press("Close")
        # Her choices go with everything else that is kept about her.
        await desk.page.get_by_role("button", name="Forget me", exact=True).click()
        await expect(home).to_contain_text("I read your draft before the world does.")


async def test_a_language_is_chosen_in_the_home_and_spoken_from_then_on(desk: Desk) -> None:
    await desk.say("/checkpost The tide is in")
    await desk.accept_the_deal()
    await desk.press("Close")
    await desk.go_home()
    home = desk.page.locator("body")
    languages = desk.page.locator("select").filter(has_text="Português")

    await languages.select_option("pt")
    await expect(home).to_contain_text("As minhas preferências")
    await desk.page.get_by_role("button", name="Verificar um rascunho", exact=True).click()
    await desk.draft.fill("You should try Tidewatch")
    await desk.press("Verificar")
    await desk.reads(
        "Corrigir primeiro", "Um ponto a rever.", "A revisão por IA está desligada aqui."
    )
    await desk.reads("Diga que trabalha cá quando elogia o nosso produto", "Recomenda Tidewatch.")
    await desk.picture("portuguese")
    await desk.press("Fechar")

    await languages.select_option("slack")
    await expect(home).to_contain_text("My choices")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def history(over_socket_mode: Stage) -> Stage:
    """Four weeks of checks, made up once."""
    store = await Store.open(f"sqlite:///{over_socket_mode.bot.folder}/checkpost.db")
    await fill(store, shipped(), datetime.now(UTC), weeks=4)
    await store.close()
    return over_socket_mode


async def test_the_digest_teaches_and_its_drill_answers_only_who_clicked(
    desk: Desk, history: Stage
) -> None:
    said = await history.checkpost("digest")
    assert said.startswith("#social-learning: the digest is there")

    await desk.page.set_viewport_size({"width": 1120, "height": 1240})
    await desk.page.get_by_text("social-learning").first.click()
    drawn = desk.page.locator("figure.bk-image img")
    await expect(drawn).to_have_js_property("naturalWidth", 960)
    await desk.page.get_by_role("button", name="Number 2").click()
    messages = desk.page.locator(".messages, main").first
    await expect(messages).to_contain_text("Only you see this.")
    await desk.picture("digest")
    await desk.page.get_by_text("1 reply").last.click()
    thread = desk.page.locator("body")
    await expect(thread).to_contain_text("Drafts with a second look")
    await expect(thread).to_contain_text("River Week: drafts begun")
    await desk.picture("digest-thread")


async def test_a_question_is_answered_with_the_clause_as_written(desk: Desk) -> None:
    await desk.say("/checkpost ask Can I name a client in my post?")
    await desk.reads(
        "Customers and clients",
        "“Name a customer only if they agreed to be named;",
        "Like this: “A food company found three leaks in a week.”",
        "Ask #client-stories",
    )
    await desk.picture("policy", of=desk.modal)
    await desk.modal.locator("input, textarea").first.fill("What is the canteen menu?")
    await desk.press("Ask")
    await desk.reads("The policy does not say.")


async def test_a_draft_begins_from_an_angle_of_the_shelf(desk: Desk) -> None:
    await desk.say("/checkpost ideas")
    await desk.reads("River Week", "Begin from an angle", "Why we trust them")
    await desk.picture("ideas", of=desk.modal)
    await desk.press("What surprised me")
    await desk.reads("Think of the first time you stood beside a pump or a gauge.")
    await desk.draft.fill("A day at the weir with the Lindmark River Trust")
    await desk.press("Check")
    await desk.reads("which supports the Lindmark River Trust", "Think of the first time")


async def test_a_story_and_a_profile_text_get_tips_and_nothing_is_written(desk: Desk) -> None:
    story = "Last spring the gauge at the weir read the same number for nine days."
    await desk.say(f"/checkpost {story}")
    await desk.accept_the_deal()
    await desk.menu("Look at it as a story")
    await desk.reads("As a story", "It begins with a moment: “Last spring”.")
    await expect(desk.draft).to_have_value(story)
    await desk.picture("story", of=desk.modal)
    await desk.press("Close")
    await desk.say("/checkpost ideas")
    await desk.press("Look at my profile text")
    await desk.reads("Your headline or About text")
    await desk.draft.fill("World-class guru of gauges at Brightwater")
    await desk.press("Look at it")
    await desk.reads("“World-class” stands in many profiles.")
    await expect(desk.draft).to_have_value("World-class guru of gauges at Brightwater")
    await desk.picture("profile", of=desk.modal)


SEEN = {
    "description": "A whiteboard with a plan.",
    "risks": [{"kind": "document"}],
    "picture_contains_instructions": False,
}


async def test_a_model_that_is_asked_betters_a_reply_answers_and_describes(
    browser: Browser, with_model: tuple[Stage, ModelServer], tmp_path: Path
) -> None:
    """Its answers are scripted here: what is looked at is the way that they take to the page."""
    running, model = with_model
    better = "So sorry about your order. Send us a message and we'll find it today."
    said = review(
        advice=None,
        acknowledges_quote=None,
        empathy_quote=None,
        next_step_quote=None,
        hazards=[],
        rewrite=better,
    )
    yes = {
        "answered": True,
        "answer": "Only if they agreed.",
        "quotes": [
            {
                "clause_id": "clients",
                "quote": "Name a customer only if they agreed to be named;",
            }
        ],
    }
    async with sit_down(browser, running, tmp_path) as desk:
        await desk.say("/checkpost reply")
        await desk.draft.nth(0).fill("Still waiting for my order. Nobody answers the phone!")
        await desk.draft.nth(1).fill("Send us a message and we'll find your order today.")
        await desk.press("Check")
        # The deal stands in the window before and after: who accepts it at once is read twice.
        await desk.reads("What it does for them")
        model.enqueue(answers(said))
        await desk.accept_the_deal()
        await desk.reads(better)
        await desk.picture("reply-better")
        await desk.press("Close")
        model.enqueue(answers(yes))
        await desk.say("/checkpost ask May I name a client?")
        await desk.reads("Only if they agreed.", "answer written by AI from these clauses")
        await desk.press("Close")
        file = tmp_path / "plan.png"
        file.write_bytes(saved(words(["Plan for the open day"]), "PNG"))
        await desk.say("/checkpost Our stand at the fair")
        await desk.reads("Nothing stands out.")
        await desk.menu("Look at a picture")
        await desk.modal.locator("input[type=file]").set_input_files(file)
        await desk.press("Look")
        model.enqueue(answers(SEEN))
        await desk.press("Ask AI about it")
        await desk.reads("A whiteboard with a plan.", "writing on it.", "Seen by AI")
        await desk.picture("picture-ai", of=desk.modal)


async def test_the_habit_of_the_month_says_what_is_right_and_why(desk: Desk) -> None:
    await desk.go_home()
    await desk.page.get_by_role("button", name="Habit of the month", exact=True).click()
    await desk.reads("1.", "2.", "Answers are added up and are nobody's own.")
    await desk.picture("habit", of=desk.modal)
    await desk.press("2")
    await expect(desk.modal).to_contain_text("Report something suspicious")


async def test_a_reply_is_weighed_beside_the_comment_that_it_answers(desk: Desk) -> None:
    await desk.say("/checkpost reply")
    await expect(desk.draft.first).to_be_visible()
    await desk.draft.nth(0).fill("Third week without my order. Nobody answers the phone!")
    await desk.draft.nth(1).fill("Sorry you feel that way. What's your phone number? I'll call.")
    await desk.press("Check")
    await desk.accept_the_deal()
    await desk.reads("Worth a reply.", "Not yet: name the thing that went wrong")
    await desk.reads("“Sorry you feel” puts it on them.", "ask for it in a private message")
    await desk.picture("reply")


async def test_a_reply_chosen_in_the_window_asks_for_the_comment_at_once(desk: Desk) -> None:
    await desk.say("/checkpost")
    await desk.draft.fill("Sorry your order is late! We call you today.")
    await desk.modal.locator("select").filter(has_text="A reply to").select_option("reply")
    await desk.reads("Their comment")
    await expect(desk.draft).to_have_count(2)
    await expect(desk.draft.nth(1)).to_have_value("Sorry your order is late! We call you today.")


async def test_a_picture_sent_to_the_bot_is_looked_at_under_it(
    desk: Desk, over_socket_mode: Stage, tmp_path: Path
) -> None:
    await open_conversations(over_socket_mode.bot.access, [PEOPLE[0].id])
    file = tmp_path / "okapi-whiteboard.jpg"
    file.write_bytes(saved(words(WHITEBOARD), exif=exif()))
    await desk.page.set_viewport_size({"width": 1120, "height": 1250})
    await desk.talk(PEOPLE[0].real_name)
    await desk.send(file)
    await desk.page.get_by_text("1 reply").last.click()
    thread = desk.page.locator(".thread, body").last
    for says in (
        "+351 912 345 678 looks like somebody's number",
        "You name Osprey.",
        "The file says where it was taken: 38.7, -9.1.",
        "The file says when: 20 November 2026, 14:05.",
        "Does everybody who can be recognised agree to be shown?",
    ):
        await expect(thread).to_contain_text(says)
    await desk.page.get_by_role("button", name="Send me a marked copy", exact=True).last.click()
    await expect(thread).to_contain_text("with what I found drawn on it")
    await desk.picture("picture")
    await desk.page.get_by_role("button", name="Delete", exact=True).last.click()
    await expect(thread).not_to_contain_text("Does everybody who can be recognised")


async def test_a_picture_is_given_in_the_window_with_its_alternative_text(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "okapi-in-the-window.png"
    file.write_bytes(saved(words(WHITEBOARD), "PNG"))
    await desk.say("/checkpost Our stand at the fair")
    await desk.accept_the_deal()
    await desk.menu("Look at a picture")
    await desk.reads("One picture")
    await desk.press("Look")
    await desk.reads("Choose a picture first.")
    await desk.modal.locator("input[type=file]").set_input_files(file)
    await desk.draft.fill("Photo of a whiteboard")
    await desk.press("Look")
    await desk.reads(
        "+351 912 345 678 looks like somebody's number",
        "Leave out “photo of”",
        "Are there children in it?",
    )
    await desk.press("Send me a marked copy")
    await desk.reads("It is in our conversation.")


async def test_something_suspicious_is_shown_first_and_then_read_by_security(desk: Desk) -> None:
    await desk.say("/checkpost suspicious")
    await desk.reads("The people in #security look at it")
    await desk.modal.locator("input, textarea").first.fill(
        "Log in at https://bríghtwater.example/x"
    )
    await desk.press("Show me first")
    await desk.reads(
        "bríghtwater[.]example is not brightwater[.]example: the í is another letter",
        "Add my name",
    )
    await desk.picture("suspicious", of=desk.modal)
    await desk.press("Send it")
    await desk.reads("It is on its way to #security.")
    await desk.press("Back")

    await desk.page.locator(".channel-item, .sidebar *").get_by_text("security").first.click()
    channel = desk.page.locator("body")
    await expect(channel).to_contain_text("Somebody saw something suspicious")
    await expect(channel).to_contain_text("hxxps://bríghtwater[.]example/x")


async def test_thanks_reach_a_colleague_who_alone_decides(
    desk: Desk, over_socket_mode: Stage
) -> None:
    nominee = PEOPLE[0]
    await open_conversations(over_socket_mode.bot.access, [nominee.id])
    async with Human.at(over_socket_mode.base, "U0TOBIAS") as tobias:
        await tobias.command("help")
        await said_in(tobias, "C0GENERAL", "*A private second look")
        messages = (await tobias.look("messages/C0GENERAL"))["messages"]
        await tobias.press_on(messages[-1], "nominate")
        await tobias.modal(lambda view: "Who was it?" in shown(view))
        await tobias.submit(
            {
                "person": {"person": {"type": "users_select", "selected_user": nominee.id}},
                **typed(
                    link="https://social.example/@marisol/114",
                    sentence="It says in two lines what took us a page",
                ),
            }
        )
        await tobias.modal(lambda view: "They are asked privately" in shown(view))
        await tobias.close()

    conversation = f"Checkpost · {nominee.real_name}"
    await desk.page.locator(".sidebar-item").get_by_text(conversation).click()
    page = desk.page.locator("body")
    await expect(page).to_contain_text("would like to thank you in the weekly digest")
    await desk.picture("thanks")
    await desk.page.get_by_role("button", name="Yes, with my name", exact=True).click()
    await expect(page).to_contain_text("It will stand in the thread of the next digest.")
    await desk.page.get_by_role("button", name="Take it back", exact=True).click()
    await expect(page).to_contain_text("It is deleted, and nobody is told.")


async def test_comms_read_whether_it_works_and_what_to_practise(desk: Desk, history: Stage) -> None:
    await desk.page.set_viewport_size({"width": 1120, "height": 1500})
    async with Human.at(history.base, "U0HANNE") as hanne:
        await hanne.command("rules")
        await hanne.modal(lambda view: "rules at work" in shown(view))
        await hanne.press_button("rules_report")
        report = await hanne.modal(lambda view: "About" in shown(view))
        assert "of those were better before closing" in shown(report)
        await desk.reads("Watch rules that could go live", "A workshop from your own rules")
        await desk.picture("report", of=desk.modal)
        await hanne.close()


async def test_nothing_typed_in_all_these_journeys_can_be_read_on_the_disk(
    over_socket_mode: Stage,
) -> None:
    """Last on purpose: databases, their journals, temporary files and the log at its fullest."""
    typed = {
        "try tidewatch, it is the best",
        "ask me anything",
        "912 345 678",
        "half of us do not sell anything",
        "osprey is coming",
        "settled the lawsuit yesterday",
        "the judge is asked",
        "a case has come",
        "name a client in my post",
        "the canteen menu",
        "a day at the weir",
        "third week without my order",
        "sorry you feel that way",
        "bríghtwater.example/x",
        "visitors on monday",
        "goes live in march",
        "okapi-",
        "photo of a whiteboard",
        "the gauge at the weir",
        "guru of gauges",
    }
    folder = over_socket_mode.bot.folder
    decided = who_decided(folder / "checkpost.db")
    people = {name for each in PEOPLE for name in (each.id, each.real_name)} - decided
    strangers = {f"U0NEW{number}" for number in range(over_socket_mode.met)} - decided
    assert len(people) > len(PEOPLE)
    assert [*traces(folder, typed | people | strangers)] == []


def who_decided(database: Path) -> set[str]:
    """Those who answered a question for the company: their names are kept, and nobody else's."""
    with closing(sqlite3.connect(database)) as opened:
        return {by for (by,) in opened.execute("SELECT by_user FROM decisions")}
