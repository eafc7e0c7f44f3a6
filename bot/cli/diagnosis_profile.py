"""What `checkpost doctor` says about the profile: that the anonymous one keeps nobody's rows."""

from __future__ import annotations

from bot.cli.diagnosis import Diagnosis, State
from bot.cli.diagnosis_store import not_known, store_there
from bot.settings import Settings


async def look_at_profile(settings: Settings) -> Diagnosis:
    """Look for rows about people from before the anonymous profile was chosen."""
    if not settings.is_anonymous:
        return Diagnosis("Profile", State.OK, settings.checkpost_profile)
    from storage.problem import StoreProblem
    from storage.urls import parse_url

    try:
        async with store_there(settings) as store:
            if store is None:
                return judged({})
            is_file = parse_url(settings.database_url).path is not None
            others = 0 if is_file else await _others(settings)
            return crowded(others) if others else judged(await store.about_anybody())
    except StoreProblem:
        return not_known("Profile")


async def _others(settings: Settings) -> int:
    import psycopg

    from bot.workflows.alone import count_standard
    from bot.workflows.replicas import address_of
    from storage.urls import parse_url

    try:
        return await count_standard(address_of(parse_url(settings.database_url)))
    except psycopg.Error:
        return 0  # said under Database


def crowded(others: int) -> Diagnosis:
    """Say that so many replicas run where the anonymous profile has to run alone."""
    some = "1 replica of the standard profile runs"
    many = f"{others} replicas of the standard profile run"
    says = f"anonymous, which runs alone, but {some if others == 1 else many} on this database"
    return Diagnosis(
        "Profile", State.FAIL, says, "Stop them, or choose CHECKPOST_PROFILE=standard."
    )


def judged(rows: dict[str, int]) -> Diagnosis:
    """Say how many `rows` there are about people, by table, in the anonymous profile."""
    if not rows:
        return Diagnosis("Profile", State.OK, "anonymous, and no row about anybody")
    found = ", ".join(f"{count:,} in {table}" for table, count in rows.items())
    says = f"anonymous, but rows about people from before are still there: {found}"
    return Diagnosis("Profile", State.WARN, says, "Run: checkpost privacy forget --people")
