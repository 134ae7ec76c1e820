"""The outcome text drafts itself, with right plurals, from whatever was recorded."""

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from eventhub.ground.i18n import speaking
from eventhub.ground.texts import Spoken, Texts
from eventhub.outcomes.models import FollowUp
from eventhub.outcomes.rules import Decided, Findings, Recommended, Resolved, Votes
from eventhub.registration.queries import MunicipalityPresent, RolePresent
from eventhub.summaries import letters, rules
from eventhub.summaries.rules import Content, Facts, Section

pytestmark = pytest.mark.one_database

HEAD = Texts(ru="методист", en="methodologist")


def facts(**given):
    plain = {
        "uid": uuid.UUID(int=1),
        "slug": "day",
        "title": Texts(ru="Дискуссионная площадка «День»", en="Lab Day"),
        "goal": Texts(),
        "venue": Texts(),
        "organiser": Texts(),
        "main_language": "ru",
        "zone": ZoneInfo("Europe/Moscow"),
        "starts_at": datetime(2019, 8, 22, 6, 30, tzinfo=UTC),
        "ends_at": datetime(2019, 8, 22, 14, 0, tzinfo=UTC),
        "published_at": datetime(2019, 8, 29, 9, 0, tzinfo=UTC),
    }
    return Facts(**{**plain, **given})


def places(count: int, empty: int = 0) -> tuple[MunicipalityPresent, ...]:
    counts = [1] * count + [0] * empty
    return tuple(MunicipalityPresent(uuid.uuid4(), Texts(ru="Район"), "район", None, None, True, n) for n in counts)


def group(number: int, people: int = 0, recommendations: tuple[Recommended, ...] = ()) -> Findings:
    title = Texts(ru=f"Тема {number}", en=f"Topic {number}")
    return Findings(
        number, number, title, title, Texts(), None, people, people, True, 3, recommendations=recommendations
    )


def recommended(votes: Votes | None) -> Recommended:
    return Recommended(1, uuid.uuid4(), Spoken("Сделать", "ru"), "", None, votes, None)


def text(content: Content, lang: str) -> str:
    with speaking(lang):
        drafts = letters.sections(content)
    return "\n".join(rules.written(section) for section in drafts).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "На площадке работал 1 участник."),
        (2, "На площадке работали 2 участника."),
        (5, "На площадке работали 5 участников."),
        (11, "На площадке работали 11 участников."),
        (12, "На площадке работали 12 участников."),
        (21, "На площадке работал 21 участник."),
        (22, "На площадке работали 22 участника."),
        (25, "На площадке работали 25 участников."),
        (101, "На площадке работал 101 участник."),
        (111, "На площадке работали 111 участников."),
        (112, "На площадке работали 112 участников."),
        (132, "На площадке работали 132 участника."),
        (1004, "На площадке работали 1 004 участника."),
    ],
)
def test_participants_are_counted_in_russian(count, sentence):
    content = Content(facts(), roles=(RolePresent(HEAD, count, {}),))

    assert sentence in text(content, "ru")


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "Представлен 1 муниципалитет.", "1 municipality was represented."),
        (44, "Представлены 44 муниципалитета.", "44 municipalities were represented."),
        (11, "Представлены 11 муниципалитетов.", "11 municipalities were represented."),
    ],
)
def test_municipalities_are_counted_in_both_languages(count, russian, english):
    content = Content(facts(), roles=(RolePresent(HEAD, 60, {}),), municipalities=places(count))

    assert russian in text(content, "ru")
    assert english in text(content, "en")


def test_municipalities_without_people_show_in_the_count():
    content = Content(facts(), roles=(RolePresent(HEAD, 60, {}),), municipalities=places(42, empty=2))

    assert "Представлены 42 муниципалитета из 44." in text(content, "ru")


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(1, "Работала 1 фокус-группа:"), (2, "Работали 2 фокус-группы:"), (8, "Работали 8 фокус-групп:")],
)
def test_groups_are_counted_in_russian(count, sentence):
    content = Content(facts(), groups=tuple(group(number) for number in range(1, count + 1)))

    assert sentence in text(content, "ru")


def test_an_event_of_three_people_without_any_result_says_only_what_there_is():
    content = Content(
        facts(title=Texts(en="Lab Day"), main_language="en"),
        roles=(RolePresent(Texts(), 3, {}),),
        groups=(group(1, 3),),
    )

    assert text(content, "en") == (
        "Lab Day took place on 22 August 2019.\n3 participants took part.\n1 focus group worked:\n– Topic 1 – 3 participants"
    )


def test_nothing_is_drafted_about_nobody():
    assert text(Content(facts()), "ru") == "22 августа 2019 г. состоялась дискуссионная площадка «День»."


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Дискуссионная площадка «День»", "Итоги дискуссионной площадки «День», 22 августа 2019 г."),
        ("«День»", "Итоги дискуссионной площадки «День», 22 августа 2019 г."),
        ("Летняя школа", "Летняя школа: итоги, 22 августа 2019 г."),
    ],
)
def test_the_heading_declines_no_title(title, heading):
    with speaking("ru"):
        assert letters.heading(facts(title=Texts(ru=title))).replace("\u00a0", " ") == heading


def test_a_resolution_is_told_with_votes_and_decisions():
    decision = Decided(uuid.uuid4(), Spoken("Сделать", "ru"), "", None, FollowUp.OPEN, ())
    resolution = Resolved(None, Votes(122, 0, 3), "ru", "", ("Отмечено",), (decision,) * 16)
    votes = (recommended(Votes(9, 1, 0)), recommended(Votes(5, 5, 0)), recommended(None))
    content = Content(facts(), groups=(group(1, 10, votes),), resolution=resolution)

    written = text(content, "ru")
    assert "Участники отметили:\n– Отмечено" in written
    assert "Участники приняли резолюцию: за 122, против 0, воздержались 3. В ней 16 решений." in written
    assert "Группы приняли 1 рекомендацию из 2." in written  # a tie is not adopted, and no vote is no vote


def test_what_was_noted_keeps_its_language():
    content = Content(facts(), resolution=Resolved(None, None, "ru", "", ("Отмечено",), ()))

    with speaking("en"):
        noted = next(section for section in letters.sections(content) if section.key == "noted")
    assert [line.said.lang for line in noted.lines] == ["en", "ru"]


def test_an_edit_survives_and_a_changed_figure_marks_it():
    with speaking("ru"):
        before = {each.key: each for each in letters.sections(Content(facts(), roles=(RolePresent(HEAD, 131, {}),)))}
        after = {each.key: each for each in letters.sections(Content(facts(), roles=(RolePresent(HEAD, 132, {}),)))}

    edit = rules.edited(after["participants"], "Приехали все.\n- И гости", "ru", before["participants"].fingerprint)
    untouched = rules.edited(after["when_where"], "Было тепло.", "ru", before["when_where"].fingerprint)
    assert rules.written(edit) == "Приехали все.\n– И гости"
    assert (edit.is_edited, edit.is_outdated) == (True, True)
    assert (untouched.is_edited, untouched.is_outdated) == (True, False)


def test_a_fingerprint_depends_on_figures_and_not_on_the_language():
    content = Content(facts(), roles=(RolePresent(HEAD, 132, {}),))
    marks: list[list[Section]] = []
    for lang in ("ru", "en"):
        with speaking(lang):
            marks.append(letters.sections(content))

    assert [each.fingerprint for each in marks[0]] == [each.fingerprint for each in marks[1]]
