"""The weekly digest and the monthly drill, put together from settings, rules, store and Slack."""

from __future__ import annotations

from bot.digest.editor import Editor, nobody
from bot.habits import Habits
from bot.keeping.nominated import Nominated
from bot.policy.company import DigestChannel, DigestPlan, Organisation
from bot.policy.handbook import read_habits_folder
from bot.settings import Settings
from bot.slack.digest_post import DigestPost
from bot.slack.directory import Directory
from bot.slack.drilling import Drilling
from bot.slack.gateway import Gateway
from bot.slack.habit_post import HabitPost
from bot.weekly import CronProblem, parse_cron
from bot.wiring.ground import Ground, utc_now
from bot.workflows.digest import Plan, WeeklyDigest
from bot.workflows.engine import Engine
from bot.workflows.habit import MonthlyHabit, MonthlyPlan
from bot.workflows.steady import Steady

_DEFAULT = "digest"


def make_editor(settings: Settings, ground: Ground) -> Editor:
    """Return what makes digests of the figures in the store."""
    anonymous = settings.is_anonymous
    nominated = Nominated(ground.store, ground.keys, utc_now)
    return Editor(
        ground.store,
        lambda: ground.live.current,
        thanked=nobody if anonymous else nominated.accepted,
        anonymous=anonymous,
    )


def make_post(ground: Ground) -> DigestPost:
    """Return what puts digests into channels."""
    return DigestPost(
        Gateway(ground.client),
        Directory(ground.client),
        lambda: ground.live.current.organisation.timezone,
    )


def weekly_digest(settings: Settings, ground: Ground, engine: Engine) -> WeeklyDigest:
    """Return the durable schedule; `engine` must not be launched yet."""
    return WeeklyDigest(
        editor=make_editor(settings, ground),
        records=ground.store,
        post=make_post(ground),
        plan=lambda: plan_of(settings, ground.live.current.organisation),
        engine=engine,
        clock=utc_now,
        steady_for=Steady(ground.store).steady_for,
    )


def monthly_habit(settings: Settings, ground: Ground, engine: Engine) -> MonthlyHabit:
    """Return the durable schedule of monthly drills; `engine` must not be launched yet."""

    def plan() -> MonthlyPlan:
        organisation = ground.live.current.organisation
        habits, _ = read_habits_folder(ground.live.folder)
        first = next(iter(_channels(settings, organisation)), DigestChannel(""))
        language = first.language or organisation.language
        return MonthlyPlan(habits, organisation.timezone, first.channel, language)

    return MonthlyHabit(
        records=ground.store,
        post=HabitPost(Gateway(ground.client), Directory(ground.client)),
        plan=plan,
        engine=engine,
        clock=utc_now,
        steady_for=Steady(ground.store).steady_for,
    )


def make_habits(ground: Ground) -> Habits:
    """Return what knows the drills about safe habits, and adds up answers."""
    return Habits(lambda: ground.live.current, ground.live.folder, utc_now, ground.store)


def make_drilling(ground: Ground) -> Drilling:
    """Return what adds up the answers to drills."""
    return Drilling(ground.store, lambda: ground.live.current, utc_now)


def plan_of(settings: Settings, organisation: Organisation) -> Plan:
    """Return when digests are posted and where; the environment overrides the organisation.

    A channel that opted out is left out, whoever named it.
    """
    try:
        weekly = parse_cron(settings.checkpost_digest_cron or organisation.digest.cron)
    except CronProblem:  # the loader has said so, and the rest of its file goes on
        weekly = parse_cron(DigestPlan().cron)
    return Plan(weekly, organisation.timezone, _channels(settings, organisation))


def _channels(settings: Settings, organisation: Organisation) -> tuple[DigestChannel, ...]:
    listed = {each.channel: each for each in organisation.digest.channels}
    first = settings.checkpost_digest_channel or organisation.channels.get(_DEFAULT, "")
    if settings.checkpost_digest_channel:
        listed = {first: listed.get(first, DigestChannel(first))}
    elif first:
        listed = {first: DigestChannel(first), **listed}
    return tuple(
        DigestChannel(each.channel, each.language or organisation.language)
        for each in listed.values()
        if not each.off
    )
