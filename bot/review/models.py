"""Which model is asked when nobody chose one, and what models cost: a data file, with its date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.limits import TEXT_BYTES, read_file
from bot.review.prompts import PromptProblem

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in US dollars for a million tokens, as of a day."""

    asked: float
    written: float
    checked_on: str

    def of(self, asked_tokens: int, written_tokens: int) -> float:
        """Return what so many tokens cost, in US dollars."""
        return (asked_tokens * self.asked + written_tokens * self.written) / _MILLION


def default_model(folder: Path) -> str:
    """Return the default of `<folder>/models.yaml`; raises PromptProblem when it names none."""
    name = _read(folder).get("default")
    if not isinstance(name, str) or not name.strip():
        raise PromptProblem(
            f"{folder / 'models.yaml'} should say default: and the name of a model."
        )
    return name.strip()


def price_of(folder: Path, model: str) -> Price | None:
    """Return the model's price, None where `<folder>/models.yaml` has none.

    Raises PromptProblem when the file cannot be read or the price is no price.
    """
    told = _read(folder)
    prices = told.get("prices")
    price = prices.get(model) if isinstance(prices, dict) else None
    if price is None:
        return None
    try:
        return Price(float(price["asked"]), float(price["written"]), str(told["checked_on"]))
    except (KeyError, TypeError, ValueError):
        where = f"{folder / 'models.yaml'} (prices, {model})"
        raise PromptProblem(f"{where} should have asked: and written:, and checked_on.") from None


def _read(folder: Path) -> dict[str, Any]:
    file = folder / "models.yaml"
    try:
        text = read_file(file, TEXT_BYTES).decode("utf-8")
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes strings only
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise PromptProblem(f"{file} cannot be read ({type(error).__name__}).") from None
    return data if isinstance(data, dict) else {}
