"""From terms to a printed certificate that can be checked, and who may do what."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
import sqlalchemy as sa

from eventhub.certificates.models import Certificate, CertificateRule
from eventhub.consents.models import Purpose
from eventhub.events.models import TeamRole
from eventhub.ground import working
from eventhub.ground.access import link_token
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.registration.models import Attendance, RegistrationState
from tests.conftest import Reader
from tests.factories import (
    DAY,
    make_agenda_item,
    make_attendance,
    make_consent,
    make_consent_document,
    make_event,
    make_member,
    make_person,
    make_registration,
)

TERMS = {"number_prefix": "ДВ-2019", "academic_hours": "7", "hour_minutes": "45", "minimum_minutes": "60"}


@pytest.fixture(autouse=True)
def jobs():
    import_module("eventhub.certificates.jobs")


@pytest.fixture
def event(app):
    event = make_event(title="Движение вверх", organiser="Институт")
    make_agenda_item(event, starts_at=DAY, ends_at=DAY + timedelta(hours=4))
    return event


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    return client


def text_of(answer) -> str:
    return answer.text.replace("\xa0", " ")


def manage(event) -> str:
    return f"/manage/{event.slug}/certificates"


def attended(event, name="Мамед-заде", **given):
    own = make_registration(event, make_person(name, "Лейла", "Рашид кызы"), **given)
    make_attendance(own)
    return own


def press(reader: Reader, page: str, address: str, **fields):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', reader.get(page).text)[1]
    return reader.post(address, data={"csrf_token": token, **fields})


def issue(reader: Reader, event) -> None:
    assert reader.submit(manage(event), **TERMS).status_code == 303
    assert press(reader, manage(event), f"{manage(event)}/issue").status_code == 303
    db.session.rollback()
    working.run_all()


def certificates():
    db.session.rollback()
    return db.session.scalars(sa.select(Certificate).order_by(Certificate.number)).all()


def test_certificates_are_issued_printed_and_found_by_their_owner_and_by_anybody_with_the_code(organiser, event):
    own = attended(event)
    make_registration(event, make_person("Ночной", "Сторож"))  # registered and never came
    issue(organiser, event)

    [certificate] = certificates()
    assert (certificate.number, certificate.hours, certificate.registration_id) == (1, 5, own.id)
    listed = organiser.get(manage(event)).text
    assert "ДВ-2019-0001" in listed
    assert "Ночной" not in listed
    link = link_token("participant", own.uid, 0)
    stranger = Reader(organiser.application)
    page = stranger.get(f"/e/{event.slug}/r/{link}").text
    address = f"/e/{event.slug}/r/{link}/certificate.pdf"
    assert address in page
    answer = stranger.get(address)
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    check = stranger.get(f"/c/{certificate.code.lower()}?lang=en")
    assert "The certificate is genuine and holds" in text_of(check)
    assert "ДВ-2019-0001" in text_of(check)
    assert "Мамед-заде" not in check.text  # without consent the name is nobody's business
    assert check.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_name_stands_on_the_check_page_only_with_consent(organiser, event):
    own = attended(event)
    make_consent(own.person, make_consent_document(event, Purpose.PUBLISH_NAME))
    issue(organiser, event)

    assert "Мамед-заде Лейла Рашид кызы" in organiser.get(f"/c/{certificates()[0].code}").text


def test_a_changed_attendance_is_pointed_out_and_issued_again_under_the_same_number_and_code(organiser, event):
    attended(event)
    issue(organiser, event)
    [before] = certificates()
    known = (before.number, before.code, before.file_id)
    db.session.scalars(sa.select(Attendance)).one().left_at = DAY + timedelta(hours=3)
    db.session.commit()
    assert "Certificates and attendance differ" in text_of(organiser.get(f"{manage(event)}?lang=en"))

    issue(organiser, event)

    [after] = certificates()
    assert (after.number, after.code, after.hours) == (*known[:2], 4)
    assert after.file_id != known[2]


def test_issued_twice_nothing_is_printed_twice(organiser, event):
    attended(event)
    issue(organiser, event)
    file_id = certificates()[0].file_id

    issue(organiser, event)

    assert [each.file_id for each in certificates()] == [file_id]


def test_a_revoked_certificate_is_nobodys_file_and_the_check_page_says_so(organiser, event):
    own = attended(event)
    issue(organiser, event)
    [certificate] = certificates()
    code, uid = certificate.code, certificate.uid

    assert press(organiser, manage(event), f"{manage(event)}/{uid}/revocation").status_code == 303

    link = link_token("participant", own.uid, 0)
    assert organiser.get(f"/e/{event.slug}/r/{link}/certificate.pdf").status_code == 404
    assert organiser.get(f"{manage(event)}/{uid}.pdf").status_code == 404
    page = text_of(organiser.get(f"/c/{code}?lang=en"))
    assert "The certificate is revoked" in page
    issue(organiser, event)
    assert certificates()[0].revoked_at is not None  # issuing does not give it back
    press(organiser, manage(event), f"{manage(event)}/{uid}/return")
    assert organiser.get(f"{manage(event)}/{uid}.pdf").status_code == 200
    verbs = db.session.scalars(sa.select(AuditEntry.verb).where(AuditEntry.thing_kind == "certificate"))
    assert sorted(verbs) == ["give back", "issue", "revoke"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number_prefix": ""}, "Give the letters that numbers begin with"),
        ({"number_prefix": "Д" * 41}, "At most 40 characters fit here"),
        ({"number_prefix": "<b>"}, "Only letters, digits"),
        ({"academic_hours": "0"}, "Write a number of at least 1."),
        ({"hour_minutes": "сорок"}, "Write a whole number between 0 and 240."),
        ({"minimum_minutes": "20001"}, "Write a whole number between 0 and 20,000."),
    ],
)
def test_wrong_terms_are_refused_in_words_and_kept(organiser, event, typed, sentence):
    organiser.get("/?lang=en")
    answer = organiser.submit(manage(event), **{**TERMS, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="ДВ-2019"' in answer.text or "number_prefix" in typed
    assert db.session.scalars(sa.select(CertificateRule)).all() == []


def test_nothing_is_issued_without_terms_or_without_anybody_entitled(organiser, event):
    organiser.get("/?lang=en")
    answer = press(organiser, manage(event), f"{manage(event)}/issue")
    assert (answer.status_code, "First say from how many minutes" in text_of(answer)) == (422, True)

    organiser.submit(manage(event), **TERMS)
    answer = press(organiser, manage(event), f"{manage(event)}/issue")
    assert (answer.status_code, "Nobody is entitled" in text_of(answer)) == (422, True)


def test_unknown_codes_and_those_of_drafts_lead_nowhere(organiser, event):
    attended(event)
    issue(organiser, event)

    assert organiser.get("/c/AAAABBBBCCCCDDDD").status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (TeamRole.VIEWER, 200, 404),
        (TeamRole.REGISTRAR, 200, 404),
        (TeamRole.FACILITATOR, 404, 404),
    ],
)
def test_only_organisers_issue(client, event, role, reads, writes):
    attended(event)
    client.sign_in(make_member(event, role).user)

    page = client.get(manage(event))
    token = link = ""
    assert page.status_code == reads
    assert "/issue" not in page.text
    assert client.post(f"{manage(event)}/issue", data={"csrf_token": token or link}).status_code in {writes, 400}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(organiser, event, count, count_statements):
    for number in range(count):
        attended(event, f"Участник{number}")
    attended(event, state=RegistrationState.DUPLICATE)
    address = manage(event)
    with count_statements() as statements:
        page = organiser.get(address)

    assert page.text.count("Участник") == count
    assert len(statements) == 12
