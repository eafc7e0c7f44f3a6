"""What campaigns, themes and drills say in other languages: owned by a sentence, advised on."""

from __future__ import annotations

from pathlib import Path

from bot.messages import speaking
from bot.policy.handbook import read_habits_folder
from bot.policy.loader import Loaded, load
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft
from tests.policy.test_campaigns import CAMPAIGN, DURING
from tests.policy.test_habits import DRILL
from tests.policy.writing import COMPANY, live, write, write_folder

THEME = "a mistake that helped"
HINT = "Think of the first time you stood at a pump. What surprised you?"
LITRE = "Pick one litre of water and tell where it goes in your own town."
ASKED = "Answer a question that a neighbour asked you about water."
WEEK = "One week in which towns open their pumping stations and show how water gets to people."
TEXTS = {
    WEEK: "Uma semana em que as vilas abrem as estações e mostram como a água chega às pessoas.",
    HINT: "Pense na primeira vez que esteve ao lado de uma bomba. O que o surpreendeu?",
    LITRE: "Escolha um litro de água e conte por onde passa na sua terra.",
    ASKED: "Responda a uma pergunta que um vizinho lhe fez sobre a água.",
    "One": "Um",
    "Two": "Dois",
    "Three": "Três",
    "They count fish.": "Contam peixes.",
    THEME: "um erro que ajudou",
}
PLACE = "rules/campaigns/languages/pt.yaml"


def written(texts: dict[str, str]) -> str:
    lines = [f'  "{own}": "{said}"\n' for own, said in texts.items()]
    return "".join(["version: 1\n", "texts:\n", *lines])


def loaded(tmp_path: Path, texts: dict[str, str], name: str = "pt.yaml") -> Loaded:
    company = f"{COMPANY}themes: [{THEME}]\n"
    zzz = live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz")
    folder = write_folder(tmp_path, zzz, company=company)
    write(folder / "campaigns" / "river.yaml", CAMPAIGN)
    write(folder / "campaigns" / "languages" / name, written(texts))
    return load(folder)


def sound(found: Loaded) -> RuleSet:
    assert [str(problem) for problem in found.problems] == []
    assert found.ruleset is not None
    return found.ruleset


def test_a_campaign_and_a_theme_are_read_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    rules = sound(loaded(tmp_path, TEXTS))
    [campaign] = rules.campaigns

    with speaking("pt-PT"):
        told, theme = campaign.told(rules.told_beside), rules.told_beside(THEME)

    assert (told.initiative, theme) == (TEXTS[WEEK], "um erro que ajudou")
    assert (told.angles[0].title, told.angles[0].hint) == ("Um", TEXTS[HINT])
    assert told.partners[0].why == "Contam peixes."
    assert (told.title, told.id) == ("River Week", "river-week")
    assert campaign.told(rules.told_beside) == campaign, "in English it is as it was written"


def test_a_copy_of_a_translated_angle_is_a_copy(tmp_path: Path) -> None:
    reading = sound(loaded(tmp_path, TEXTS)).read(Draft(TEXTS[HINT]), DURING)
    assert [finding.rule for finding in reading.findings] == ["campaign-copied"]


def test_what_is_missing_stale_or_in_no_language_is_named(tmp_path: Path) -> None:
    texts = {key: said for key, said in TEXTS.items() if key != ASKED} | {"Answer it.": "Responda."}
    found = loaded(tmp_path, texts)
    assert found.ruleset is not None
    told = [str(problem) for problem in found.problems]
    assert told[0].startswith(f"{PLACE}:11:3 'Answer it.' is not in campaigns/ any more.")
    assert told[1].startswith(f"{PLACE}:1:1 does not hold '{ASKED}', so it is read as it")

    [strange] = loaded(tmp_path / "other", TEXTS, "tlh.yaml").problems
    assert "Checkpost does not speak 'tlh'. Call it en.yaml or pt.yaml." in str(strange)


def test_a_shelf_without_such_files_is_no_news(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    write(folder / "campaigns" / "river.yaml", CAMPAIGN)
    assert load(folder).problems == ()


def test_a_drill_is_read_in_other_languages_too(tmp_path: Path) -> None:
    texts = {
        "Later, later": "Mais tarde",
        "When is the best moment for an update?": "Quando é a melhor altura?",
        "Next year": "Para o ano",
        "Tonight": "Esta noite",
        "Most attacks use holes that were mended weeks ago.": "Quase todos usam falhas antigas.",
    }
    write(tmp_path / "drills" / "one.yaml", DRILL)
    write(tmp_path / "drills" / "languages" / "pt.yaml", written(texts))

    [habit], [missing] = read_habits_folder(tmp_path)

    told = habit.in_language("pt")
    assert (told.title, told.choices[told.right].text) == ("Mais tarde", "Esta noite")
    assert told.id == habit.id
    assert told.how == habit.how, "what nobody has translated is read as it stands"
    assert "does not hold 'How to update'" in str(missing)
    assert habit.in_language("fr") == habit


def test_a_file_with_another_ending_is_told_its_name(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    write(folder / "campaigns" / "river.yml", CAMPAIGN)
    write(folder / "campaigns" / "languages" / "more" / "pt.yaml", written(TEXTS))

    deep, ending = (str(problem) for problem in load(folder).problems)

    assert ending.endswith("river.yml:1:1 is not read: name it river.yaml.")
    assert "is not read: rules stand in packs/NAME/." in deep
