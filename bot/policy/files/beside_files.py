"""Reading campaigns/languages and drills/languages: what the reader of another language sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from bot.messages import languages
from bot.policy.files.campaign_files import FOLDER as CAMPAIGNS
from bot.policy.files.folder import Folder
from bot.policy.files.language_files import LanguageFile, read_texts, translations_of
from bot.policy.files.nodes import quoted
from bot.policy.files.unread import LANGUAGES
from bot.policy.problem import Place, nearest
from bot.policy.translations import Translations, plain
from bot.vocabulary.campaign import Campaign


def words_of_the_shelf(
    folder: Folder, campaigns: Iterable[Campaign], themes: Iterable[str]
) -> Translations:
    """Return what campaigns and themes say in other languages."""
    campaigns = list(campaigns)
    must = [*themes, *(text for each in campaigns for text in each.readings)]
    may = [text for each in campaigns for text in each.titles]
    return told_beside(folder, CAMPAIGNS, must, may)


def shelf_texts(campaigns: Iterable[Campaign], beside: Translations) -> Iterator[str]:
    """Yield what each campaign says, in its own language and in the others."""
    for campaign in campaigns:
        yield " ".join(campaign.texts)
        for language in beside.languages:
            yield " ".join(campaign.told(partial(beside.told, language)).texts)


def told_beside(
    folder: Folder, directory: str, must: Iterable[str], may: Iterable[str] = ()
) -> Translations:
    """Return what `directory/languages` says, and advise on what is missing and what nobody says.

    `must` are the texts that a file of a language should hold, `may` those that it can hold, too.
    """
    where = [(directory, f"{directory}/{LANGUAGES}")]
    files, wanted = list(read_texts(folder, where, languages())), list(map(plain, must))
    known, said = translations_of(files), {*wanted, *map(plain, may)}
    for file in files:
        _advise(
            folder, file, [text for text in wanted if not known.holds(file.language, text)], said
        )
    return known


def _advise(
    folder: Folder, file: LanguageFile, missing: Sequence[str], said: Collection[str]
) -> None:
    for sentence in file.sentences:
        if plain(sentence.own) not in said:
            close = nearest(sentence.own, missing)
            hint = f"{quoted(close)} is: translate that." if close else "Take it out."
            gone = f"{quoted(sentence.own)} is not in {file.pack}/ any more. {hint}"
            folder.desk.warn(sentence.node, gone)
    place = Place(f"{folder.path.name}/{file.pack}/{LANGUAGES}/{file.language}.yaml")
    for text in dict.fromkeys(missing):
        folder.desk.warn(place, f"does not hold {quoted(text)}, so it is read as it stands.")
