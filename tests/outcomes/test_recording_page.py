"""The recording page: who reaches it, what it costs, what it shows when."""

import uuid

import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState, TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.access import link_token
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.outcomes.rules.recording import Step
from tests.factories import make_event, make_member, make_person, make_registration, make_scaling_model, make_user
from tests.outcomes.recording import make_group, operation, words

STEPS = [step.value for step in Step]


@pytest.fixture
def group(client):
    return make_group()


def link_of(group):
    token = link_token("group", group.row.uid, group.row.link_revision)
    return f"/e/{group.event.slug}/g/{token}"


def fill(group, send, count):
    """Write as many entries of each kind as are wanted, with everything that can be said of them."""
    address = group.address
    for _each in range(count):
        factor, thesis, recommendation = (uuid.uuid4() for _kind in range(3))
        model = make_scaling_model(group.event, focus_group_id=group.row.id)
        person = make_registration(group.event)
        present = [operation("attendance", person.uid, f"part-{part}", True) for part in (1, 2)]
        send(
            address,
            *present,
            words(factor, "Кадры", "factor"),
            words(thesis, "Тезис"),
            words(uuid.uuid4(), "Цитата", "quotation"),
            words(recommendation, "Предложение", "recommendation"),
            words(model.uid, "Добавить", "model", field="note"),
            operation("recommendation", recommendation, "votes", {"for": 1, "against": 0, "abstained": 0}),
            operation("rating", factor, "importance", {"person": str(person.uid), "mark": 4}),
        )


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_at_most_twelve_statements(group, client, send, count_statements, step, count):
    client.sign_in(group.leader)
    fill(group, send, count)
    address = f"{group.address}/{step}?q=а"

    with count_statements() as statements:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(statements) <= 12


def test_an_unchanged_page_is_not_sent_again(group, client, send, count_statements):
    client.sign_in(group.leader)
    fill(group, send, 1)
    address = f"{group.address}/theses"
    tag = client.get(address).headers["ETag"]

    with count_statements() as statements:
        unchanged = client.get(address, headers={"If-None-Match": tag})
    send(group.address, words(uuid.uuid4(), "Новое"))
    changed = client.get(address, headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data, len(statements)) == (304, b"", 6)
    assert changed.status_code == 200


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_before_anything_is_recorded(group, client, step):
    client.sign_in(group.leader)

    assert client.get(f"{group.address}/{step}").status_code == 200


def test_facilitators_reach_their_own_group_only(group, client, send):
    other = make_group(group.event)
    client.sign_in(group.leader)

    statuses = [client.get(f"{one.address}/theses").status_code for one in (group, other)]
    sent = client.post(f"{other.address}/operations", json=words(uuid.uuid4(), "Чужое")).status_code

    assert (statuses, sent) == ([200, 404], 404)
    for page in ("signature", "reopening"):
        assert client.post(f"{other.address}/{page}", data={"reason": "x"}).status_code == 404


def test_a_secretary_and_an_organiser_reach_it_and_nobody_else_does(group, client):
    secretary = make_user()
    person = make_person(user_id=secretary.id)
    group.row.secretary_id = person.id
    make_member(group.event, TeamRole.SECRETARY, user=secretary)
    organiser = make_member(group.event, TeamRole.ORGANISER).user
    others = [make_member(group.event, role).user for role in (TeamRole.REVIEWER, TeamRole.REGISTRAR, TeamRole.VIEWER)]
    others.append(make_member(make_event(), TeamRole.OWNER).user)
    seen = []

    for user in (secretary, organiser, make_user(is_administrator=True), *others):
        client.sign_in(user)
        seen.append(client.get(f"{group.address}/theses").status_code)

    assert seen == [200] * 3 + [404] * 4


def test_a_group_of_another_event_is_not_found_under_this_one(group, client):
    other = make_group(number=group.row.number)
    client.sign_in(group.leader)

    assert client.get(f"{other.address}/theses").status_code == 404


def test_the_link_opens_its_group_and_dies_when_it_is_renewed(group, client):
    address = f"{link_of(group)}/theses"
    assert client.get(address).status_code == 200
    assert client.get(f"{link_of(group)}/reopening").status_code == 404

    client.sign_in(group.leader)
    page = client.get(f"{group.address.removesuffix('record')}tablet")
    assert link_of(group) in page.text
    assert client.post(f"{group.address.removesuffix('record')}tablet").status_code == 303

    assert client.get(address).status_code == 404
    assert db.session.scalars(sa.select(FocusGroup.link_revision)).one() == 1
    assert db.session.scalars(sa.select(AuditEntry.verb)).all() == ["renew link"]


def test_a_link_opens_nothing_in_another_event_or_in_a_draft(group, client):
    other = make_event()
    token = link_of(group).rpartition("/")[2]

    assert client.get(f"/e/{other.slug}/g/{token}/theses").status_code == 404
    assert client.get(f"/e/{group.event.slug}/g/{token[:-2]}xx/theses").status_code == 404
    group.event.state = EventState.DRAFT
    assert client.get(f"/e/{group.event.slug}/g/{token}/theses").status_code == 404


def test_results_are_blind_until_the_step_is_closed(group, client, send):
    client.sign_in(group.leader)
    factors = [uuid.uuid4() for _each in range(3)]
    send(group.address, *(words(factor, f"Фактор {n}", "factor") for n, factor in enumerate(factors)))
    for number, person in enumerate(group.people):
        send(group.address, operation("attendance", person.uid, "part-2", True))
        for factor, mark in zip(factors, (1, 2 * number + 1, 5), strict=True):
            send(group.address, operation("rating", factor, "importance", {"person": str(person.uid), "mark": mark}))

    blind = client.get(f"{group.address}/ratings").text
    send(group.address, operation("record", group.row.uid, "ratings_closed", True))
    shown = client.get(f"{group.address}/ratings").text

    assert "Медиана" not in blind
    assert "Медиана" in shown
    assert (
        'Больше всего вы расходитесь в этом: обсудите дальше именно это.</b> <span lang="ru">Фактор 1'
        in shown.replace("\xa0", " ")
    )


def test_people_of_other_groups_are_found_by_name_and_move_in(group, client, send):
    other = make_group(group.event, people=1)
    other.people[0].name_search = "елкина"
    client.sign_in(group.leader)

    page = client.get(f"{group.address}/attendance?q=Ёлкина").text

    assert f'data-entry="{other.people[0].uid}"' in page
    assert f"группа {other.row.number}" in page.replace("\xa0", " ")


def test_a_signed_record_can_be_read_and_says_how_it_is_reopened(group, client, send):
    client.sign_in(group.leader)
    send(group.address, *(operation("attendance", person.uid, "part-2", True) for person in group.people))
    client.post(f"{group.address}/signature")

    page = client.get(f"{group.address}/finish").text
    by_link = client.get(f"{link_of(group)}/finish").text

    assert "reopening" in page
    assert "reopening" not in by_link
    assert '<fieldset class="room__body" data-key="body" disabled>' in client.get(f"{group.address}/theses").text
    assert db.session.scalars(sa.select(AuditEntry.verb)).all() == ["sign"]


def test_organisers_see_how_far_each_group_is(group, client, send, count_statements):
    client.sign_in(group.leader)
    send(group.address, words(uuid.uuid4(), "Тезис"))
    for _each in range(2):
        make_group(group.event)
    address = f"/manage/{group.event.slug}/records/"
    client.sign_in(make_member(group.event).user)

    with count_statements() as statements:
        page = client.get(address).text

    assert page.count("записей ещё нет") == 2
    assert page.count("идёт запись") == 1
    assert len(statements) <= 6
