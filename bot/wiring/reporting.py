"""The comms report put together: where its figures come from, and when it is posted."""

from __future__ import annotations

from bot.digest.period import lately
from bot.digest.report import Report
from bot.digest.reporter import Reporter
from bot.messages import speaking
from bot.settings import Settings
from bot.slack.cards.report import report_message
from bot.slack.comms import CommsChannel
from bot.wiring.alerting import Alerting
from bot.wiring.ground import Ground, utc_now
from bot.workflows.engine import Engine
from bot.workflows.report import MonthlyReport
from bot.workflows.steady import Steady


def make_reporter(settings: Settings, ground: Ground) -> Reporter:
    """Return what makes reports about the rules that are live."""
    return Reporter(ground.store, lambda: ground.live.current, anonymous=settings.is_anonymous)


async def report_lately(reporter: Reporter) -> Report:
    """Return the report on the last four weeks. May raise `StoreProblem`."""
    now = utc_now()
    return await reporter.report(lately(now, reporter.timezone), now)


def monthly_report(
    reporter: Reporter, ground: Ground, comms: CommsChannel, alerting: Alerting, engine: Engine
) -> MonthlyReport:
    """Return the durable schedule; `engine` must not be launched yet."""

    async def post(report: Report) -> None:
        with speaking(ground.live.current.organisation.language):
            message = report_message(report)
        await comms.send(message)

    return MonthlyReport(
        maker=reporter,
        once=alerting.once,
        post=post,
        engine=engine,
        clock=utc_now,
        steady_for=Steady(ground.store).steady_for,
    )
