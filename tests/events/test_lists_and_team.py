"""The lists of an event, tables taken over, and the team: what is typed, refused and written."""

import io

import pytest
import sqlalchemy as sa
import xlsxwriter

from eventhub.accounts.models import User
from eventhub.events.models import EventMunicipality, EventRole, Membership, TeamRole
from eventhub.ground.db import db
from eventhub.ground.delivery import write
from eventhub.ground.out_tray import Letter
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, Person
from tests.factories import (
    NOW,
    list_municipality,
    make_member,
    make_municipality,
    make_person,
    make_role_category,
    make_room,
    make_user,
)
from tests.pressing import press, token_of, words_of

WHO = {"family_name": "Ёлкина", "given_name": "Анна", "patronymic": "", "email": "Anna@example.org"}


def all_of(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def test_municipalities_are_chosen_added_found_again_and_taken_off(organiser, event):
    known, other = make_municipality("Абинский район"), make_municipality("Ёлкинский район")
    page = f"/manage/{event.slug}/municipalities/"

    press(organiser, page, f"{page}chosen", chosen=[str(known.uid), "nonsense"])
    press(organiser, page, f"{page}new", name__ru="ЕЛКИНСКИЙ район")  # known under another spelling
    press(organiser, page, f"{page}{known.uid}/removal")

    assert [entry.municipality_id for entry in all_of(EventMunicipality)] == [other.id]
    assert len(all_of(Municipality)) == 2


def test_the_offered_municipalities_are_searched(organiser, event):
    make_municipality("Абинский район")
    make_municipality("Ёлкинский район")

    page = words_of(organiser.get(f"/manage/{event.slug}/municipalities/?q=ЕЛКИН"))

    assert ("Ёлкинский район" in page, "Абинский район" in page) == (True, False)


def test_roles_are_chosen_and_added_once(organiser, event):
    known = make_role_category("Методист")
    page = f"/manage/{event.slug}/roles/"

    press(organiser, page, f"{page}chosen", chosen=str(known.uid))
    press(organiser, page, f"{page}new", title__ru="методист")
    wrong = press(organiser, page, f"{page}new", title__ru="")

    assert [entry.role_id for entry in all_of(EventRole)] == [known.id]
    assert "Give the role category a title." in words_of(wrong)


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(
            [
                ("Название", "Код", "Широта", "Name"),
                ("Абинский район", "03601000", 44.87, "Abinsky District"),
                ("", "", "", ""),
                ("Ейский район", "03616000", "north", ""),
                ("абинский район", "03601000", 44.87, "Abinsky District"),
                ("", "03617000", "", ""),
            ]
        ):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def upload(reader, page, content, name="table.xlsx"):
    data = {"csrf_token": token_of(reader, page), "file": (io.BytesIO(content), name)}
    return reader.post(page, data=data, content_type="multipart/form-data")


def test_a_table_is_looked_at_before_anything_is_taken_over(organiser, event):
    page = f"/manage/{event.slug}/municipalities/import"

    answer = upload(organiser, page, workbook())

    words = words_of(answer)
    assert answer.status_code == 200
    assert "2 rows cannot be taken over" in words
    assert "The latitude is a number between −90 and 90" in words
    assert "The name is missing." in words
    assert "Take over 2 entries" in words
    assert all_of(EventMunicipality) == []


def test_what_is_right_in_a_table_is_taken_over(organiser, event):
    list_municipality(event, make_municipality("Абинский район", code="03601000", code_system="OKTMO"))
    page = f"/manage/{event.slug}/roles/import"
    content = "Title in Russian;municipal\r\nМетодист;1\r\nРектор;maybe\r\nметодист;1\r\n".encode("utf-8-sig")
    sheet = '[["Title in Russian","municipal"],["Методист","1"],["Ректор","maybe"]]'

    preview = words_of(upload(organiser, page, content, "roles.csv"))
    columns = {"column-title_ru": "0", "column-municipal": "1", "sheet": sheet}
    answer = press(organiser, page, **columns, take="1")

    assert "Write 1 or 0" in preview
    assert answer.status_code == 303
    assert [(entry.code, entry.role.title, entry.role.municipal) for entry in all_of(EventRole)] == [
        ("C01", Texts(ru="Методист"), True)
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There are no rows below the headings."),
        (b"Title;municipal\r\n", "There are no rows below the headings."),
        (b"PK\x03\x04nonsense", "This file cannot be read as a table."),
        (b"a;b\r\n\x00;1\r\n", "This file cannot be read as a table."),
        (b"a;b\r\n" + b"x;1\r\n" * 1001, "This table is too large: at most 1000 rows at once."),
    ],
)
def test_a_file_that_is_no_table_is_answered_with_a_sentence(organiser, event, content, words):
    answer = upload(organiser, f"/manage/{event.slug}/roles/import", content, "table.csv")

    assert answer.status_code == 422
    assert words in words_of(answer)


def test_the_button_without_a_file_asks_for_one(organiser, event):
    answer = press(organiser, f"/manage/{event.slug}/roles/import")

    assert answer.status_code == 422
    assert "Choose a file first." in words_of(answer)


def test_the_table_to_fill_in_is_understood_again(organiser, event):
    template = organiser.get(f"/manage/{event.slug}/municipalities/template.csv")

    preview = words_of(upload(organiser, f"/manage/{event.slug}/municipalities/import", template.data, "filled.csv"))

    assert template.mimetype == "text/csv"
    assert "Take over 1 entry" in preview


def test_somebody_is_invited_into_the_team_once(organiser, event):
    page = f"/manage/{event.slug}/team/"

    answers = [press(organiser, page, **WHO, role="registrar") for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [member.role for member in all_of(Membership)] == [TeamRole.OWNER, TeamRole.REGISTRAR]
    user = all_of(User)[-1]
    assert [(person.full_name, person.user_id) for person in all_of(Person)] == [("Ёлкина Анна", user.id)]
    (letter,) = all_of(Letter)
    assert (letter.template, letter.recipient, letter.values["is_new"]) == ("team_invitation", "Anna@example.org", True)


@pytest.mark.parametrize(("password", "opening"), [(None, "/invitation/"), ("x", "/manage/draft-2027/")])
def test_the_letter_leads_new_ones_to_a_password_and_others_to_the_event(organiser, event, password, opening):
    make_user(email=WHO["email"], password_hash=password, language="en")

    press(organiser, f"/manage/{event.slug}/team/", **WHO, role="viewer")

    letter = all_of(Letter)[0]
    message = write(letter, "events@example.org", NOW)
    for part in message.iter_parts():
        assert opening in part.get_content()
        assert "Your role: Viewer" in part.get_content()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"family_name": ""}, "Type the family name."),
        ({"email": "anna"}, "An address looks like name@example.org."),
        ({"given_name": "А" * 201}, "At most 200 characters fit here."),
        ({"role": "facilitator"}, "Not a valid choice"),  # invited on the page of the group
        ({"email": "blocked@example.org"}, "This user is blocked."),
    ],
)
def test_an_invitation_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    make_user(email="blocked@example.org", is_blocked=True)

    answer = press(organiser, f"/manage/{event.slug}/team/", **{**WHO, "role": "viewer", **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert len(all_of(Membership)) == 1


def test_the_last_owner_stays(organiser, event):
    page = f"/manage/{event.slug}/team/"
    (owner,) = all_of(Membership)

    refused = press(organiser, page, f"{page}{owner.uid}/removal")
    make_member(event, TeamRole.OWNER)
    allowed = press(organiser, page, f"{page}{owner.uid}/removal")

    assert (refused.status_code, allowed.status_code) == (422, 303)
    assert "Make somebody else an owner first." in words_of(refused)


def test_an_organiser_makes_no_owner_and_removes_none(client, event):
    owner = make_member(event, TeamRole.OWNER)
    make_member(event, TeamRole.OWNER)
    client.sign_in(make_member(event, TeamRole.ORGANISER).user)
    page = f"/manage/{event.slug}/team/"

    answers = [
        press(client, page, **WHO, role="owner"),
        press(client, page, f"{page}{owner.uid}/removal"),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert f"{owner.uid}/removal" not in client.get(page).text


def test_inviting_again_makes_a_new_link(organiser, event):
    press(organiser, f"/manage/{event.slug}/team/", **WHO, role="viewer")
    member = all_of(Membership)[-1]

    press(organiser, f"/manage/{event.slug}/team/", f"/manage/{event.slug}/team/{member.uid}/invitation")

    first, second = all_of(Letter)
    assert first.values["link"] != second.values["link"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "most"), [("rooms/", 5), ("team/", 6), ("municipalities/", 6)])
def test_lists_cost_the_same_whatever_their_length(organiser, event, count_statements, count, page, most):
    for number in range(count):
        make_room(event)
        make_member(event)
        list_municipality(event, make_municipality(f"Район {number}"))
        make_person()

    with count_statements() as statements:
        assert organiser.get(f"/manage/{event.slug}/{page}").status_code == 200

    assert len(statements) <= most
