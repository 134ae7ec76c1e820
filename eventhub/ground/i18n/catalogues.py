"""The catalogues: one .po per language and feature, merged in memory, once per process."""

import io
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent / "catalogues"
SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "ru"


class CatalogueConflict(ValueError):
    """Two catalogues translate one sentence differently; tell the meanings apart with pgettext."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there are: the default one first, then by code."""
    found = {SOURCE_LANGUAGE, *(path.name for path in FOLDER.iterdir() if path.is_dir())}
    return tuple(sorted(found, key=lambda lang: (lang != DEFAULT_LANGUAGE, lang)))


@cache
def name_of(lang: str) -> str:
    """Return a language's own name for itself, as a link shows it: «Русский», "English"."""
    name = Locale.parse(lang).get_language_name(lang) or lang
    return name[0].upper() + name[1:]


@cache
def translations(lang: str) -> NullTranslations:
    """Return the translations into a language; the source language and unknown ones have none."""
    if lang not in languages() or lang == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, merged(lang, is_strict=False))  # a page is worth more than agreement; bin/words --check finds it
    compiled.seek(0)
    return Translations(compiled)


def merged(lang: str, *, is_strict: bool = True) -> Catalog:
    """Merge a language's catalogues. Where two disagree: CatalogueConflict if strict, else the first one holds."""
    whole = Catalog(locale=lang, fuzzy=False)
    origin: dict[object, str] = {}
    for path in sorted((FOLDER / lang).glob("*.po")):
        for message in read(path, lang):
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            known = whole.get(key[1], key[0])
            if known is not None and known.string != message.string:
                if not is_strict:
                    continue
                raise CatalogueConflict(f"{origin[key]} and {path.name} translate {key[1]!r} differently")
            origin[key] = path.name
            whole.add(message.id, message.string, flags=message.flags, context=message.context)
    return whole


def read(path: Path, lang: str) -> list[Message]:
    """Read the translated messages of one catalogue, without its header."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang, abort_invalid=True)
    return [message for message in catalogue if message.id and message.string and not message.fuzzy]
