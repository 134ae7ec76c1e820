"""Materials: listed, uploaded, ordered, replaced, and had by those they are for."""

import io
import re
import zipfile

import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState, TeamRole
from eventhub.ground.access import link_token
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.files import StoredFile, store
from eventhub.materials.models import Audience, Material
from tests.conftest import Reader
from tests.factories import NOW, make_event, make_focus_group, make_member, make_registration

PDF = b"%PDF-1.7 the content"
SAID = {"lang": "ru", "kind": "presentation", "audience": "everybody", "language": "ru", "licence": "CC BY 4.0"}


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    client.get("/?lang=en")
    return client


def page_of(event) -> str:
    return f"/manage/{event.slug}/materials"


def text_of(answer) -> str:
    return answer.text.replace("\xa0", " ")


def make_material(event, title="Доклад", audience=Audience.EVERYBODY, content=PDF, position=0, **given) -> Material:
    file = store(content, "application/pdf", f"{title}.pdf", now=NOW) if content else None
    own = {"event_id": event.id, "title": title, "lang": "ru", "kind": "presentation", "code": f"MT-{title}"}
    material = Material(**own, audience=audience, file=file, file_name=f"{title}.pdf", position=position, **given)
    db.session.add(material)
    db.session.commit()
    return material


def press(reader: Reader, page: str, address: str, **fields):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', reader.get(page).text)[1]
    return reader.post(address, data={"csrf_token": token, **fields})


def a_file(content=PDF, name="Доклад.pdf"):
    return (io.BytesIO(content), name)


def rows(table=Material):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def test_a_material_is_uploaded_and_everybody_can_have_it(organiser, event):
    answer = organiser.submit(f"{page_of(event)}/new", **SAID, title="Доклад", related="", note="", file=a_file())

    assert answer.status_code == 303
    [material] = rows()
    assert (material.code, material.file_name, material.file.media_type) == ("MT01", "Доклад.pdf", "application/pdf")
    stranger = Reader(organiser.application)
    public = f"/e/{event.slug}/materials"
    assert "Доклад" in stranger.get(public).text
    address = re.search(rf'href="({public}/[^"]+)"', stranger.get(public).text)[1]
    file = stranger.get(address)
    assert (file.status_code, file.data, file.headers["X-Content-Type-Options"]) == (200, PDF, "nosniff")
    assert stranger.get(f"/e/{event.slug}/materials/{material.uid}").data == PDF  # the address without a name stays
    assert address.rpartition("/")[0] in stranger.get(f"/e/{event.slug}/").text


def test_sent_twice_one_material_is_made(organiser, event):
    key = "11111111-1111-4111-8111-111111111111"
    for _time in range(2):
        organiser.submit(f"{page_of(event)}/new", **SAID, title="Доклад", related="", submission_key=key)

    assert len(rows()) == 1


def test_what_has_no_file_yet_shows_to_the_organiser_only(organiser, event):
    organiser.submit(f"{page_of(event)}/new", **SAID, title="Обещанный доклад", related="")

    page = text_of(organiser.get(page_of(event)))
    assert "Обещанный доклад" in page
    assert "no file yet" in page
    assert "1 of 1 without a file" in page
    assert "Обещанный доклад" not in organiser.get(f"/e/{event.slug}/materials").text
    uid = rows()[0].uid
    assert organiser.get(f"/e/{event.slug}/materials/{uid}").status_code == 404


def test_a_file_is_replaced_and_the_address_stays(organiser, event):
    material = make_material(event)
    own = f"{page_of(event)}/{material.uid}"

    answer = press(organiser, own, f"{own}/file", file=a_file(b"%PDF-1.7 better", "Новый.pdf"))

    assert answer.status_code == 303
    assert organiser.get(f"/e/{event.slug}/materials/{rows()[0].uid}").data == b"%PDF-1.7 better"
    assert len(rows(StoredFile)) == 1
    assert [entry.verb for entry in rows(AuditEntry)] == ["give file to"]


def test_a_material_is_described_anew_and_belongs_to_a_thing(organiser, event):
    group = make_focus_group(event)
    own = f"{page_of(event)}/{make_material(event).uid}"

    sent = {**SAID, "audience": "team", "related": f"focus_group:{group.uid}"}
    assert organiser.submit(own, **sent, title="Протокол", note="после подписи").status_code == 303

    [material] = rows()
    assert (material.title, material.audience, material.related_kind) == ("Протокол", Audience.TEAM, "focus_group")
    assert material.related_uid == str(group.uid)


def test_materials_are_ordered_by_buttons_and_removed(organiser, event):
    for position, title in enumerate(["Раз", "Два", "Три"]):
        make_material(event, title, position=position)
    last = rows()[2].uid

    press(organiser, page_of(event), f"{page_of(event)}/{last}/place", step="up")
    assert [row.title for row in sorted(rows(), key=lambda row: row.position)] == ["Раз", "Три", "Два"]

    press(organiser, page_of(event), f"{page_of(event)}/{last}/removal")
    assert [row.title for row in rows()] == ["Раз", "Два"]
    assert len(rows(StoredFile)) == 2


def test_each_is_had_only_by_those_it_is_for(client, event):
    registration = make_registration(event)
    links = {
        audience: make_material(event, audience.value, audience).uid
        for audience in (Audience.EVERYBODY, Audience.PARTICIPANTS, Audience.TEAM)
    }
    token = link_token("participant", registration.uid, 0)
    own = f"/e/{event.slug}/r/{token}/materials"

    assert [client.get(f"/e/{event.slug}/materials/{uid}").status_code for uid in links.values()] == [200, 404, 404]
    assert [client.get(f"{own}/{uid}/x").status_code for uid in links.values()] == [200, 200, 404]
    page = client.get(own).text
    assert [word for word in ("everybody.pdf", "participants.pdf", "team.pdf") if word in page] == [
        "everybody.pdf",
        "participants.pdf",
    ]
    assert own in client.get(f"/e/{event.slug}/r/{token}").text
    client.sign_in(make_member(event, TeamRole.FACILITATOR).user)
    assert [client.get(f"{page_of(event)}/{uid}/x").status_code for uid in links.values()] == [200, 200, 200]


def test_the_whole_public_set_is_one_archive(client, event):
    make_material(event, "Раз", content=b"%PDF-1.7 one", position=1)
    make_material(event, "Два", content=b"%PDF-1.7 two", position=0)
    make_material(event, "Тайна", Audience.TEAM)

    answer = client.get(f"/e/{event.slug}/materials.zip")

    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as opened:
        assert opened.namelist() == ["01 Два.pdf", "02 Раз.pdf"]
        assert opened.read("02 Раз.pdf") == b"%PDF-1.7 one"


def test_there_is_no_archive_of_nothing_and_nothing_of_a_draft(client, event):
    assert client.get(f"/e/{event.slug}/materials.zip").status_code == 404
    uid = make_material(event).uid
    event.state = EventState.DRAFT
    assert client.get(f"/e/{event.slug}/materials/{uid}").status_code == 404
    assert client.get(f"/e/{event.slug}/materials.zip").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the material a title."),
        ({"title": "ж" * 301}, "At most 300 characters fit here."),
        ({"note": "ж" * 1001}, "At most 1000 characters fit here."),
        ({"audience": "aliens"}, "Not a valid choice"),
        ({"file": "script"}, "Such a file is not taken."),
        ({"file": "disguised"}, "The file is not what its name says"),
        ({"file": "empty"}, "Choose a file first."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_kept(organiser, event, typed, sentence):
    files = {
        "script": lambda: a_file(b"<script>", "a.html"),
        "disguised": lambda: a_file(b"<script>", "a.pdf"),
        "empty": lambda: a_file(b"", "a.pdf"),
    }
    sent = {**SAID, "title": "Доклад о площадке", "related": "", **typed}
    if "file" in typed:
        sent["file"] = files[typed["file"]]()
    answer = organiser.submit(f"{page_of(event)}/new", **sent)

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert "Доклад о площадке" in answer.text or "title" in typed
    assert rows() == []
    assert rows(StoredFile) == []


def test_a_file_is_asked_for_when_the_button_is_pressed_without_one(organiser, event):
    own = f"{page_of(event)}/{make_material(event, content=None).uid}"
    answer = press(organiser, own, f"{own}/file")

    assert (answer.status_code, "Choose a file first." in text_of(answer)) == (422, True)


@pytest.mark.parametrize("role", [TeamRole.VIEWER, TeamRole.REGISTRAR])
def test_only_organisers_keep_materials(client, event, role):
    uid = make_material(event).uid
    client.sign_in(make_member(event, role).user)

    page = client.get(page_of(event))

    assert (page.status_code, "/new" in page.text, "/place" in page.text) == (200, False, False)
    assert client.get(f"{page_of(event)}/new").status_code == 404
    assert client.get(f"{page_of(event)}/{uid}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(organiser, event, count, count_statements):
    for number in range(count):
        make_material(event, f"Материал{number}", position=number)
    ours, public = page_of(event), f"/e/{event.slug}/materials"
    with count_statements() as statements:
        page = organiser.get(ours)
    assert page.text.count('class="number">') == count + 1
    assert len(statements) == 6

    with count_statements() as statements:
        page = Reader(organiser.application).get(public)
    assert page.text.count('class="file"') == count
    assert len(statements) == 3
