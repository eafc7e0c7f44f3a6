"""Why each rule speaks about a draft, or does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.policy.matching.compiled import CompiledRule, Found
from bot.policy.matching.sight import Match, Sight
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Exemption, Rule, Status
from bot.verdict import Draft, Finding


class Outcome(StrEnum):
    """What became of one rule on one draft."""

    MATCHED = "matched"
    WATCH = "watch"
    GUARDED = "guarded"
    EXCEPTED = "excepted"
    SKIPPED = "skipped"
    HELD_BACK = "held back"
    NOT_ACTIVE = "not active"
    OUT_OF_SCOPE = "out of scope"
    OFF = "off"
    NOTHING = "nothing found"


@dataclass(frozen=True, slots=True)
class Explained:
    """One rule's outcome. `findings` are what it found; `because` says why that is not shown."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    because: str = ""


def explain(ruleset: RuleSet, draft: Draft, at: datetime) -> tuple[Explained, ...]:
    """Return what became of every rule, in their order."""
    sight = ruleset.sight(draft, at)
    guarded = ruleset.is_guarded(sight)
    return tuple(
        _explain(compiled, sight, awake=ruleset.is_awake(compiled, sight), guarded=guarded)
        for compiled in ruleset.compiled
    )


def _explain(compiled: CompiledRule, sight: Sight, *, awake: bool, guarded: bool) -> Explained:
    closed = _closed(compiled, sight)
    if closed is not None:
        return closed
    rule = compiled.rule
    findings = tuple(compiled.findings(sight)) if awake else ()
    if not findings:
        return _explain_silence(compiled, sight) if awake else Explained(rule, Outcome.NOTHING)
    if guarded and not rule.survives_guard:
        return Explained(rule, Outcome.GUARDED, findings, "the protected-speech guard covers it")
    if rule.status is Status.WATCH:
        return Explained(rule, Outcome.WATCH, findings, "counted, never shown (status: watch)")
    return Explained(rule, Outcome.MATCHED, findings)


def _closed(compiled: CompiledRule, sight: Sight) -> Explained | None:
    """Return why the rule does not read this draft at all, or None when it does."""
    rule = compiled.rule
    if not rule.status.works:
        return Explained(rule, Outcome.OFF, because=f"status: {rule.status}")
    if not compiled.reads(sight.draft):
        return Explained(rule, Outcome.OUT_OF_SCOPE, because=_scope(compiled, sight.draft))
    if not compiled.is_active(sight.at):
        return Explained(rule, Outcome.NOT_ACTIVE, because=_dates(rule))
    return None


def _explain_silence(compiled: CompiledRule, sight: Sight) -> Explained:
    found: Found = compiled.look(sight)
    if found.excepted:
        match, exemption = found.excepted[0]
        return Explained(
            compiled.rule, Outcome.EXCEPTED, because=_excepted(sight, match, exemption)
        )
    if found.skipped:
        text = _text(sight, found.skipped[0])
        zones = ", ".join(sorted(compiled.rule.skip))
        return Explained(
            compiled.rule, Outcome.SKIPPED, because=f"‘{text}’ stands in a part it skips ({zones})"
        )
    silence = compiled.silence(sight)
    return Explained(
        compiled.rule, Outcome.HELD_BACK if silence else Outcome.NOTHING, because=silence
    )


def _excepted(sight: Sight, match: Match, exemption: Exemption) -> str:
    says = f"‘{_text(sight, match)}’ is part of the exception ‘{exemption.phrase}’"
    details = [exemption.reason, f"by {exemption.by}" if exemption.by else ""]
    if exemption.until is not None:
        details.append(f"until {exemption.until:%Y-%m-%d %H:%M} UTC")
    told = ", ".join(filter(None, details))
    return f"{says} ({told})" if told else says


def _text(sight: Sight, match: Match) -> str:
    return sight.draft.text[match.start : match.end]


def _scope(compiled: CompiledRule, draft: Draft) -> str:
    when = compiled.rule.when
    wanted = {
        "platforms": (when.platforms, draft.platform),
        "purposes": (when.purposes, draft.purpose),
        "roles": (when.roles, draft.role or "no role"),
        "lang": (when.lang, draft.lang or "no language chosen"),
    }
    return "; ".join(
        f"{name}: {', '.join(only)}, and this is {given}"
        for name, (only, given) in wanted.items()
        if only and given not in only
    )


def _dates(rule: Rule) -> str:
    return " or ".join(
        " ".join(
            f"{word} {moment:%Y-%m-%d %H:%M} UTC"
            for word, moment in (("from", window.start), ("until", window.until))
            if moment is not None
        )
        for window in rule.active
    )
