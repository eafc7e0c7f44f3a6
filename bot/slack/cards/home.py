"""The App Home: start a check, one's own recent checks and choices, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check import PastCheck
from bot.messages import languages, moment, say
from bot.slack.cards.card import Deal
from bot.slack.cards.deal import told
from bot.slack.cards.habit import habit_button
from bot.slack.cards.inputs import PLATFORMS
from bot.slack.cards.kept import kept_blocks
from bot.slack.cards.nominate import nominate_button
from bot.slack.cards.open_questions import open_blocks
from bot.slack.cards.question import policy_button
from bot.slack.cards.shelf import ideas_button
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    mrkdwn,
    plain,
    section,
)
from bot.verdict import Platform
from bot.vocabulary.asking import Question

AS_IN_SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody's App Home shows.

    `deal` is for those who have not accepted it, or not with AI where it is now, which is at
    `ai_host`. `checks` is how many there are, of which the last are `recent`. `ai_review` and
    `messages` are None where there is no such choice; `kept` are columns by table, from the schema
    itself; `notice` is a word about the last button. `thanks` says that colleagues can be
    nominated, `policy` that it can be asked, `habit` that there is a drill. `asked` are
    one's own questions to channels that are open.
    """

    deal: Deal | None
    kept: Mapping[str, Sequence[str]]
    keep_days: int
    timezone: str
    recent: Sequence[PastCheck] = ()
    platform: Platform = Platform.OTHER
    language: str = ""
    ai_review: bool | None = None
    messages: bool | None = None
    notice: str = ""
    thanks: bool = False
    policy: bool = False
    habit: bool = False
    ai_host: str = ""
    checks: int = 0
    asked: Sequence[Question] = ()

    @property
    def is_first(self) -> bool:
        """Whether nothing was accepted yet."""
        return self.deal is not None and self.deal.before is None


def home_view(home: Home) -> Block:
    """Draw the page."""
    check = button(
        "home_check", say("home.check"), say("button.check_again_says"), "home", style="primary"
    )
    blocks = [header(say("home.title"))]
    if home.notice:
        blocks.append(section(plain(home.notice)))
    others = [policy_button()] if home.policy else []
    others.append(ideas_button())
    others += [habit_button()] if home.habit else []
    others += [nominate_button()] if home.thanks and not home.is_first else []
    blocks.append(actions("home_check", check, *others))
    blocks += open_blocks(home.asked)
    if home.deal and home.is_first:
        blocks += [section(plain(told(home.deal))), context(plain(say("home.first")))]
    else:
        blocks += [*_recent(home), *_choices(home)]
    return {"type": "home", "blocks": [*blocks, divider(), *kept_blocks(home.kept, home.keep_days)]}


def past(check: PastCheck, timezone: str) -> str:
    """Return one line about an earlier check."""
    found = say("home.found", count=check.findings) if check.findings else say("home.nothing_found")
    return say(
        "home.past",
        verdict=say(f"verdict.{check.verdict}"),
        platform=say(f"platform.{check.platform}"),
        found=found,
        when=moment(check.hour, timezone, "hour"),
    )


def _recent(home: Home) -> list[Block]:
    lines = [f"• {past(check, home.timezone)}" for check in home.recent]
    shown = len(home.recent)
    last = [say("home.last", shown=shown, count=home.checks)] if home.checks > shown else []
    return [
        section(mrkdwn(f"*{say('home.recent')}*")),
        section(plain("\n".join(lines) or say("home.no_recent"))),
        context(plain(" ".join([*last, say("home.recent_says")]))),
    ]


def _choices(home: Home) -> list[Block]:
    # Beside a select that shows a choice nothing else says what it is about.
    selects = [
        {**section(plain(say("home.platform"))), "accessory": _platforms(home.platform)},
        {**section(plain(say("home.language"))), "accessory": _languages(home.language)},
    ]
    elements = []
    if home.deal:
        agreed = say("deal.accept"), say("deal.accept_says")
        elements.append(button("home_told", *agreed, home.deal.host, style="primary"))
    if home.ai_review is not None:
        word = "off" if home.ai_review else "on"
        label = say(f"home.ai_{word}")
        elements.append(button("home_ai", label, label, word))
    if home.messages is not None:
        word = "off" if home.messages else "on"
        label = say(f"home.messages_{word}")
        elements.append(button("home_messages", label, label, word))
    title = [section(mrkdwn(f"*{say('home.choices')}*"))]
    if home.deal:
        title.append(section(plain(told(home.deal))))
    elif home.ai_review is not None:
        word = "on" if home.ai_review else "off"
        title.append(context(plain(say(f"home.ai_is_{word}", host=home.ai_host))))
    return [*title, *selects, *([actions("home_choices", *elements)] if elements else [])]


def _platforms(platform: Platform) -> Block:
    options = [
        {"text": {"type": "plain_text", "text": _platform(each)}, "value": each.value}
        for each in PLATFORMS
    ]
    chosen = next(option for option in options if option["value"] == platform.value)
    return {
        "type": "static_select",
        "action_id": "home_platform",
        "placeholder": chosen["text"],
        "options": options,
        "initial_option": chosen,
    }


def _languages(chosen: str) -> Block:
    named = {AS_IN_SLACK: say("home.as_in_slack"), **languages()}
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": name}
        for name, label in named.items()
    ]
    now = options[list(named).index(chosen if chosen in named else AS_IN_SLACK)]
    return {
        "type": "static_select",
        "action_id": "home_language",
        "placeholder": now["text"],
        "options": options,
        "initial_option": now,
    }


def _platform(platform: Platform) -> str:
    if platform is Platform.OTHER:
        return say("home.no_platform")
    return say(f"platform.{platform}")
