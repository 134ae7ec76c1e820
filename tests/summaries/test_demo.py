"""The outcome of the demo event: its figures, its links, and the names that must not be in it."""

import csv
import io
import re
from pathlib import Path

import pypdf
import pytest

DATA = Path(__file__).parents[2] / "eventhub" / "demo" / "data"
OUTCOMES = "/e/dvizhenie-vverh-2019/outcomes"
PAGES = [OUTCOMES, *(f"{OUTCOMES}/groups/{number}" for number in range(1, 9))]


@pytest.fixture(scope="module")
def refused():
    """Return the family names of those whose name may not be published and which nobody else bears."""
    consents, people = (
        list(csv.DictReader(io.StringIO((DATA / name).read_text(encoding="utf-8"))))
        for name in ("consents.csv", "participants.csv")
    )
    in_force = {
        row["participant_id"] for row in consents if row["purpose"] == "publish_name" and not row["withdrawn_at"]
    }
    named = {row["last_name"] for row in people if row["participant_id"] in in_force}
    names = {row["last_name"] for row in people if row["participant_id"] not in in_force}
    return {f"{name} " for name in names - named}


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "ru",
            [
                "На площадке работали 132 участника.",
                "Представлены 44 муниципалитета.",
                "Работали 8 фокус-групп:",
                "Участники приняли резолюцию: за 122, против 0, воздержались 3. В ней 16 решений.",
                "Группы приняли 31 рекомендацию из 32.",
                "сделано 3 из 6, просрочено 1",
            ],
        ),
        (
            "en",
            [
                "132 participants took part.",
                "44 municipalities were represented.",
                "8 focus groups worked:",
                "The groups considered 16 scaling models.",
                "122 in favour, 0 against, 3 abstained",
            ],
        ),
    ],
)
def test_the_figures_of_the_day_are_on_the_page(demo_client, lang, sentences):
    page = demo_client.get(f"{OUTCOMES}?lang={lang}").text.replace("\u00a0", " ")

    for sentence in sentences:
        assert sentence in page


def test_nobody_who_refused_is_named_anywhere(demo_client, refused):
    assert len(refused) > 5
    for path in PAGES:
        for lang in ("ru", "en"):
            page = demo_client.get(f"{path}?lang={lang}").text.replace("\u00a0", " ")
            assert [name for name in refused if name in page] == []


def test_the_words_of_who_withdrew_stay_without_the_name(demo_client):
    page = demo_client.get(f"{OUTCOMES}/groups/5").text.replace("\u00a0", " ")

    assert "а практику — из рук в руки" in page


def test_a_tie_remains_open(demo_client):
    page = demo_client.get(f"{OUTCOMES}?lang=ru").text

    assert "Осталось спорным" in page
    assert "Начать разработку чат-бота методиста" in page


def test_every_link_on_the_pages_leads_somewhere(demo_client):
    addresses, anchors = set(), []
    for path in PAGES:
        page = demo_client.get(f"{path}?lang=ru").text
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        for address in re.findall(r'href="([^"]+)"', page):
            path_part, _, anchor = address.partition("#")
            if not path_part:
                assert anchor in ids
            elif path_part.startswith("/e/"):
                addresses.add(path_part.replace("&amp;", "&"))
                anchors.append((path_part, anchor))
    answers = {address: demo_client.get(address) for address in addresses}
    assert [address for address, answer in answers.items() if answer.status_code not in {200, 302}] == []
    for address, anchor in anchors:
        if anchor and "outcomes" in address:
            assert f'id="{anchor}"' in answers[address].text


@pytest.mark.parametrize(("lang", "roles"), [("ru", "Участники по ролям"), ("en", "Participants by role")])
def test_the_document_of_the_demo_is_whole(demo_client, refused, lang, roles):
    pdf = pypdf.PdfReader(io.BytesIO(demo_client.get(f"{OUTCOMES}.pdf?lang={lang}").data))

    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert 20 <= len(pdf.pages) <= 40
    assert "122" in words
    assert roles in words
    assert [name for name in refused if name in words] == []
    assert pdf.trailer["/Root"]["/Lang"] == lang
    assert len(pdf.outline) >= 6
