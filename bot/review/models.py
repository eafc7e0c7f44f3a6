"""Which model is asked when nobody chose one: a name in a data file, with its date."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.review.prompts import PromptProblem


def default_model(folder: Path) -> str:
    """Return the default of `<folder>/models.yaml`; raises PromptProblem when it names none."""
    file = folder / "models.yaml"
    try:
        text = file.read_text(encoding="utf-8")
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes strings only
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PromptProblem(f"{file} cannot be read ({type(error).__name__}).") from None
    name = data.get("default") if isinstance(data, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise PromptProblem(f"{file} should say default: and the name of a model.")
    return name.strip()
