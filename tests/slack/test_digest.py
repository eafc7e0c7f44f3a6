"""The weekly digest in Slack: short, found again, and a drill whose answer is for one person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
import structlog

from bot.digest.compose import Around
from bot.digest.digest import Campaigned, Digest
from bot.messages import languages, speaking
from bot.slack.cards.digest import digest_message, thread_message
from bot.slack.cards.digest_picture import campaigns_picture
from bot.slack.cards.text import units
from bot.slack.client import open_session, web_client
from bot.slack.digest_post import DigestPost
from bot.slack.directory import Directory
from bot.slack.drilling import Drilling
from bot.slack.gateway import Gateway
from bot.vocabulary.recognition import Thanks
from storage.week_records import ChangeRecord
from tests.digest.made import NOW, WEEK, digest, frozen, shipped
from tests.slack.conftest import BOT_TOKEN, Bench, nowhere, to_two_replicas
from tests.slack_double import SlackDouble
from tests.slack_limits import message_problems
from tests.slack_person import read
from tests.slack_state import Json

LISBON = "Europe/Lisbon"
LEARN = "C0LEARN"
THANKS = Thanks("U0TOBIAS", "https://example.com/post", "Told a customer <kindly> & fast")
CHANGED = ChangeRecord("p", "statistic", "exception", NOW)


def told(blocks: list[Json]) -> int:
    """How many characters people see, buttons included, the picture's description not."""
    return sum(
        units(line) for line in read([b for b in blocks if b["type"] != "image"]).split("\n")
    )


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("file", ["F1", None])
def test_every_digest_is_short_and_keeps_slacks_limits(language: str, file: str | None) -> None:
    for back in range(3):
        week = WEEK.before(-back)
        made = digest(week=week, around=Around(changed=(CHANGED,)))
        with speaking(language):
            message, thread = digest_message(made, file, LISBON), thread_message(made)
        assert message_problems(message) == message_problems(thread) == []
        assert len(message["blocks"]) <= 5
        assert told(message["blocks"]) <= 900
        assert message["blocks"][0]["block_id"] == f"digest:{week}"


def test_what_is_too_long_loses_its_last_lines_and_keeps_the_rest() -> None:
    long = replace(digest(), changed="x" * 80, contact="#" + "y" * 700)

    message = digest_message(long, None, LISBON)

    assert told(message["blocks"]) <= 900
    assert "x" * 80 in read(message["blocks"])
    assert "y" * 50 not in read(message["blocks"])


def test_the_digest_says_something_and_teaches_it() -> None:
    says = read(digest_message(digest(), None, LISBON)["blocks"])

    assert says.startswith(
        "Most common fix last week: putting *I work at Brightwater* in the first line."
    )
    assert "Before: “You should try Tidewatch”" in says
    assert "After: “I work at Brightwater. You should try Tidewatch”" in says
    assert "saying where you work 25, posts that everybody can read 10, other 15." in says


def test_the_thread_has_the_numbers_and_only_thanks_that_were_accepted() -> None:
    made = digest(frozen(WEEK.before(), checks=None), frozen(), around=Around(thanks=(THANKS,)))

    says = read(thread_message(made)["blocks"])

    assert "• saying where you work: 25" in says
    assert "• week from 9 November: too few to tell" in says
    assert (
        "• <@U0TOBIAS>: Told a customer &lt;kindly&gt; &amp; fast https://example.com/post" in says
    )


RIVER = Campaigned("River Week", (("started", 25), ("shared", 10), ("clicks", 340)))


def test_the_thread_says_what_campaigns_came_to() -> None:
    made = digest(frozen(), around=Around(campaigns=(RIVER,)))
    says = read(thread_message(made)["blocks"])
    assert "• River Week: drafts begun 25, shared 10, clicks counted elsewhere 340" in says
    assert "What campaigns came to" not in read(thread_message(digest(frozen()))["blocks"])


def test_one_campaign_is_drawn_with_its_steps_and_several_by_what_was_shared() -> None:
    one = campaigns_picture(digest(frozen(), around=Around(campaigns=(RIVER,))))
    assert one is not None
    assert one.title == "River Week"
    assert one.bars == (("drafts begun", 25), ("shared", 10))
    first = Campaigned("First day", (("shared", 15),))
    both = campaigns_picture(digest(frozen(), around=Around(campaigns=(RIVER, first))))
    assert both is not None
    assert both.bars == (("First day", 15), ("River Week", 10))
    few = Campaigned("Few", (("started", 5),))
    assert campaigns_picture(digest(frozen(), around=Around(campaigns=(few,)))) is None


@dataclass
class Board:
    """A channel for digests, on the strict double."""

    double: SlackDouble
    post: DigestPost

    @property
    def messages(self) -> list[Json]:
        return self.double.mail.messages[LEARN]

    async def put(self, made: Digest, place: str = "") -> str:
        return await self.post.put(made, "#social-learning", "en", place)


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    double = SlackDouble(BOT_TOKEN)
    await double.start()
    double.time.now = NOW.timestamp()
    double.public[LEARN] = {"id": LEARN, "name": "social-learning", "is_private": False}
    session = open_session()
    client = web_client(BOT_TOKEN, double.base_url, session)
    yield Board(double, DigestPost(Gateway(client), Directory(client), lambda: LISBON, (0.0,)))
    await session.close()
    await double.stop()


async def test_a_digest_is_posted_with_its_picture_and_its_thread(board: Board) -> None:
    place = await board.put(digest())

    message, thread = board.messages
    assert place == f"{LEARN}:{message['ts']}"
    assert thread["thread_ts"] == message["ts"]
    image = next(block for block in message["blocks"] if block["type"] == "image")
    assert board.double.uploads[image["slack_file"]["id"]]["content"].startswith(b"\x89PNG")
    assert image["alt_text"].startswith("Fixed before posting, 16 November to 22 November: saying")


async def test_the_campaigns_picture_stands_in_the_thread_and_is_made_once(board: Board) -> None:
    made = digest(around=Around(campaigns=(RIVER,)))
    first = await board.put(made)
    await board.put(made, first)

    _, thread = board.messages
    [image] = [block for block in thread["blocks"] if block["type"] == "image"]
    assert image["alt_text"].startswith("River Week, in half a year: drafts begun 25, shared 10.")
    assert board.double.uploads[image["slack_file"]["id"]]["content"].startswith(b"\x89PNG")
    assert len(board.double.uploads) == 2


async def test_a_digest_that_is_put_again_is_edited_where_it_stands(board: Board) -> None:
    first = await board.put(digest())
    changed = digest(frozen(topics=(("claim", 40), ("other", 5))))

    assert await board.put(changed, first) == first
    assert await board.put(changed, first) == first

    message, thread = board.messages
    assert "numbers and big claims" in message["text"]
    assert "• numbers and big claims: 40" in read(thread["blocks"])
    assert len(board.double.uploads) == 2, "the same numbers need no second picture"


async def test_a_digest_that_nobody_remembers_is_found_by_its_block(board: Board) -> None:
    first = await board.put(digest())

    assert await board.put(digest()) == first
    assert len(board.messages) == 2


async def test_a_digest_that_was_killed_before_its_thread_gets_one(board: Board) -> None:
    first = await board.put(digest())
    del board.messages[1]

    assert await board.put(digest()) == first
    assert len(board.messages) == 2


async def test_a_digest_that_somebody_deleted_is_posted_anew(board: Board) -> None:
    first = await board.put(digest())
    board.messages.clear()

    assert await board.put(digest(), first) != first


@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal", "chat.postMessage"]
)
async def test_where_no_picture_can_be_shown_its_numbers_are_told(
    board: Board, method: str
) -> None:
    error = "invalid_blocks" if method == "chat.postMessage" else "unknown_method"
    board.double.enqueue(method, {"error": error}, {"error": error})

    await board.put(digest())

    says = read(board.messages[0]["blocks"])
    assert "saying where you work 25, posts that everybody can read 10, other 15." in says


async def test_a_picture_that_slack_has_not_looked_at_yet_gets_a_moment(board: Board) -> None:
    board.double.enqueue("chat.postMessage", {"error": "invalid_blocks"})

    await board.put(digest())

    assert any(block["type"] == "image" for block in board.messages[0]["blocks"])


async def test_an_old_installation_without_the_scopes_still_gets_its_digest(board: Board) -> None:
    board.double.bot_channels.add("#social-learning")
    board.double.enqueue("users.conversations", {"error": "missing_scope"})
    board.double.enqueue("conversations.history", {"error": "missing_scope"})

    assert (await board.put(digest())).startswith("#social-learning:")


async def test_without_the_scope_a_known_digest_is_edited_and_never_doubled(board: Board) -> None:
    first = await board.put(digest())
    board.double.enqueue("conversations.replies", {"error": "missing_scope"})

    assert await board.put(digest(), first) == first
    assert len(board.messages) == 2


class FakeCounts:
    """Adds answers up in memory."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, str, bool]] = []

    async def count_drill(
        self, week: str, rule: str, topic: str, at: object, *, right: bool
    ) -> None:
        assert topic
        assert at
        self.answers.append((week, rule, right))


async def test_the_answer_to_a_drill_is_for_whoever_clicked_and_counts_once(bench: Bench) -> None:
    counts = FakeCounts()
    object.__setattr__(bench.services, "drilling", Drilling(counts, shipped, lambda: NOW))
    made = digest()
    assert made.drill
    message = digest_message(made, None, LISBON)

    right, wrong = f"drill_{made.drill.fine}", f"drill_{1 - made.drill.fine}"
    await bench.marta.press_on(message, wrong)
    await bench.marta.press_on(message, right)
    await bench.settled()

    assert counts.answers == [("2026-W47", made.drill.rule, False)]
    said = [read(whisper["blocks"]) for whisper in bench.double.whispers]
    number = made.drill.fine + 1
    assert said[0].startswith(f"*Look again: it is number {number} that is fine.*\nAbout the other")
    assert said[1].startswith(f"*Yes, number {number} is fine.*")
    assert {whisper["user"] for whisper in bench.double.whispers} == {"U0MARTA"}
    assert bench.double.called("chat.postMessage") == []


def drill_of_a_digest(bench: Bench) -> tuple[FakeCounts, Json]:
    """Let drills be counted, and return by what, and the message with one."""
    counts = FakeCounts()
    object.__setattr__(bench.services, "drilling", Drilling(counts, shipped, lambda: NOW))
    return counts, digest_message(digest(), None, LISBON)


async def test_an_answer_that_two_replicas_get_counts_once(bench: Bench) -> None:
    counts, message = drill_of_a_digest(bench)

    async def press(trigger: str) -> None:
        bench.marta.extra = {"trigger_id": trigger}
        object.__setattr__(bench.services, "drilling", Drilling(counts, shipped, lambda: NOW))
        await bench.marta.press_on(message, "drill_0")

    await to_two_replicas(bench, press)

    assert len(counts.answers) == 1
    assert len(bench.double.whispers) == 2


async def test_where_nobody_can_say_who_counts_nobody_does(bench: Bench) -> None:
    counts, message = drill_of_a_digest(bench)

    object.__setattr__(bench.services, "claim", nowhere)
    with structlog.testing.capture_logs() as logs:
        await bench.marta.press_on(message, "drill_0")
        await bench.settled()

    assert counts.answers == []
    assert len(bench.double.whispers) == 1
    assert [log["event"] for log in logs] == ["drill_not_counted"]


async def test_a_drill_whose_rule_has_changed_says_so(bench: Bench) -> None:
    counts, message = drill_of_a_digest(bench)
    [row] = [block for block in message["blocks"] if block["type"] == "actions"]
    for element in row["elements"]:
        element["value"] = "2026-W47 gone/123 0"

    await bench.marta.press_on(message, "drill_0")
    await bench.settled()

    assert "put away" in bench.double.whispers[0]["text"]
    assert counts.answers == []
