"""Two languages, three plurals, one choice."""

from pathlib import Path

import pytest

from eventhub.ground.i18n import _, catalogues, language, lazy, lazy_plural, ngettext, speaking
from eventhub.ground.i18n.catalogues import CatalogueConflict, languages, merged, name_of

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
ONE, MANY = "%(count)s place left to put right", "%(count)s places left to put right"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Осталось исправить 1 место"),
        (2, "Осталось исправить 2 места"),
        (5, "Осталось исправить 5 мест"),
        (11, "Осталось исправить 11 мест"),
        (21, "Осталось исправить 21 место"),
        (44, "Осталось исправить 44 места"),
        (111, "Осталось исправить 111 мест"),
        (132, "Осталось исправить 132 места"),
        (1004, "Осталось исправить 1\u00a0004 места"),
    ],
)
def test_russian_has_three_plurals(count, words):
    with speaking("ru"):
        assert ngettext(ONE, MANY, count) == words


def test_english_is_the_source():
    with speaking("en"):
        assert ngettext(ONE, MANY, 1004) == "1,004 places left to put right"
        assert _("Sign out") == "Sign out"


def test_words_at_the_top_of_a_module_are_translated_when_shown():
    words = lazy("Sign out")

    with speaking("ru"):
        in_russian = str(words)
    with speaking("en"):
        in_english = str(words)

    assert (in_russian, in_english) == ("Выйти", "Sign out")


def test_a_lazy_plural_waits_for_its_number():
    words = lazy_plural(ONE, MANY)

    with speaking("ru"):
        assert words.spoken(count=3) == "Осталось исправить 3 места"


def test_speaking_ends_where_it_began():
    with speaking("en"):
        with speaking("ru"):
            assert language() == "ru"
        assert language() == "en"


def test_a_sentence_without_translation_is_said_in_english():
    with speaking("ru"):
        assert _("Nobody has ever said %(what)s.", what="this") == "Nobody has ever said this."


def test_languages_name_themselves():
    assert [name_of(lang) for lang in languages()] == ["Русский", "English"]


def test_two_translations_of_one_sentence_are_a_mistake(tmp_path, monkeypatch):
    write(tmp_path, "events", 'msgid "Close"\nmsgstr "Закрыть"\n')
    write(tmp_path, "people", 'msgid "Close"\nmsgstr "Близко"\n')
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    with pytest.raises(CatalogueConflict, match=r"events\.po and people\.po translate 'Close' differently"):
        merged("ru")


def test_a_context_tells_two_meanings_apart(tmp_path, monkeypatch):
    write(tmp_path, "events", 'msgctxt "verb"\nmsgid "Close"\nmsgstr "Закрыть"\n')
    write(tmp_path, "people", 'msgctxt "near"\nmsgid "Close"\nmsgstr "Близко"\n')
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    assert [message.string for message in merged("ru") if message.id] == ["Закрыть", "Близко"]


def test_the_catalogues_of_all_features_agree():
    assert len(merged("ru")) > 50


@pytest.mark.parametrize(
    ("address", "accepted", "lang"),
    [
        ("/login", "", "ru"),
        ("/login", "en-GB,en;q=0.9", "en"),
        ("/login", "de,fr", "ru"),
        ("/login?lang=en", "ru", "en"),
        ("/login?lang=xx", "en", "en"),  # unknown: as if not asked
    ],
)
def test_the_language_is_asked_for_or_that_of_the_browser_or_russian(client, address, accepted, lang):
    page = client.get(address, headers={"Accept-Language": accepted})

    assert f'<html lang="{lang}"' in page.text
    assert page.headers["Content-Language"] == lang
    assert {"Accept-Language", "Cookie"} <= set(page.vary.as_set(preserve_casing=True))


def test_a_language_once_asked_for_is_kept(client):
    client.get("/login?lang=en")

    page = client.get("/login", headers={"Accept-Language": "ru"})

    assert page.headers["Content-Language"] == "en"


def test_asking_a_program_address_for_a_language_sets_no_cookie(client):
    assert "Set-Cookie" not in client.get("/healthz?lang=en").headers


def test_the_link_to_the_other_language_keeps_the_rest_of_the_address(client):
    page = client.get("/login?next=/account&lang=ru").text

    assert 'href="/login?next=%2Faccount&amp;lang=en"' in page


def write(folder: Path, name: str, text: str) -> None:
    (folder / "ru").mkdir(exist_ok=True)
    (folder / "ru" / f"{name}.po").write_text(HEADER + text, encoding="utf-8")
