"""Where the rules and the prompts lie: where a setting says, else here, else as they came."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings, load_settings

PACKAGED = Path(__file__).resolve().parent / "_packaged"
"""Where an installed Checkpost has its own rules and prompts; a checkout has none there."""

_CHECKOUT = Path(__file__).parent.parent


def rules_folder(settings: Settings | None = None) -> Path:
    """The rules: CHECKPOST_RULES, else ./rules if it holds organization.yaml, else ours."""
    chosen = (settings or load_settings()).checkpost_rules
    return chosen or _data_folder("rules", "organization.yaml")


def prompts_folder(settings: Settings | None = None) -> Path:
    """The prompts: CHECKPOST_PROMPTS, else ./prompts if it holds review.md, else ours."""
    chosen = (settings or load_settings()).checkpost_prompts
    return chosen or _data_folder("prompts", "review.md")


def _data_folder(name: str, landmark: str) -> Path:
    here = Path(name)
    if (here / landmark).is_file():
        return here
    return _shipped(name)


def shipped_rules() -> Path:
    """The rules that came with Checkpost, wherever the company's own may be."""
    return _shipped("rules")


def _shipped(name: str) -> Path:
    packaged = PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
