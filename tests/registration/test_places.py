"""Places: never one too many, whoever comes at the same time; the waiting list in its order."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration import actions, queries
from eventhub.registration.models import PlaceKind, Places, Registration, RegistrationState
from eventhub.registration.rules import NoPlaceLeft, NotPossible, PersonDetails
from tests.factories import (
    DAY,
    NOW,
    list_municipality,
    list_role,
    make_event,
    make_municipality,
    make_places,
    make_role_category,
)

BY = "user:test"
HERE, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


def an_open_event(capacity=None, **given):
    event = make_event(registration_opens_at=NOW - timedelta(days=9), registration_closes_at=DAY, **given)
    make_places(event, capacity=capacity)
    return event


def details(number, **given):
    return PersonDetails("Ёлкин", f"Пётр {number}", f"e{number}@example.org", organisation="Школа № 201", **given)


def taken(event, kind=PlaceKind.EVENT):
    db.session.expire_all()
    return db.session.scalar(sa.select(Places.taken).where(Places.event_id == event.id, Places.kind == kind))


def states(event):
    rows = sa.select(Registration.state).where(Registration.event_id == event.id).order_by(Registration.number)
    return list(db.session.scalars(rows))


def templates(registration):
    letters = sa.select(Letter.template).where(Letter.recipient == registration.email).order_by(Letter.id)
    return list(db.session.scalars(letters))


def test_whoever_comes_after_the_last_place_waits_with_a_growing_number(app):
    event = an_open_event(capacity=1)

    people = [actions.register(event, details(number), now=NOW) for number in range(3)]

    assert [person.state for person in people] == [HERE, WAITING, WAITING]
    assert [person.waiting_number for person in people] == [None, 1, 2]
    assert taken(event) == 1
    assert templates(people[1]) == ["registration_waiting"]


def test_a_full_quota_makes_wait_and_leaves_the_other_rows_alone(app):
    event = an_open_event(capacity=5)
    teacher, head = make_role_category("Педагог"), make_role_category("Руководитель")
    for role in (teacher, head):
        list_role(event, role)
    make_places(event, kind=PlaceKind.ROLE, key=f"role-{teacher.id}", capacity=1)

    people = [actions.register(event, details(number, role_id=role.id), now=NOW)
              for number, role in enumerate((teacher, teacher, head))]  # fmt: skip

    assert [person.state for person in people] == [HERE, WAITING, HERE]
    assert (taken(event), taken(event, PlaceKind.ROLE)) == (2, 1)


def test_a_cancelled_place_goes_to_the_first_whose_own_quota_has_room(app):
    event = an_open_event(capacity=2)
    here, there = make_municipality("Абинский район"), make_municipality("Ейский район")
    for municipality in (here, there):
        list_municipality(event, municipality)
    make_places(event, kind=PlaceKind.MUNICIPALITY, key=f"M{here.id}", capacity=1)
    places = (here, there, here, there, there)
    people = [
        actions.register(event, details(number, municipality_id=place.id), now=NOW)
        for number, place in enumerate(places)
    ]

    moved = actions.cancel(people[1], by=BY, now=NOW)

    assert [person.number for person in moved] == [4]  # the third waits longer, but for the quota of their town
    assert states(event) == [HERE, RegistrationState.CANCELLED, WAITING, HERE, WAITING]
    assert (taken(event), taken(event, PlaceKind.MUNICIPALITY)) == (2, 1)
    assert templates(moved[0]) == ["registration_waiting", "registration_promoted"]

    moved = actions.cancel(people[0], by=BY, now=NOW)

    assert [person.number for person in moved] == [3]


def test_cancelling_while_waiting_frees_no_place_and_cannot_be_done_twice(app):
    event = an_open_event(capacity=1)
    people = [actions.register(event, details(number), now=NOW) for number in range(3)]

    moved = actions.cancel(people[1], by=BY, now=NOW)

    assert moved == []
    assert taken(event) == 1
    with pytest.raises(NotPossible):
        actions.cancel(people[1], by=BY, now=NOW)


def test_nobody_moves_up_once_the_day_has_begun(app):
    event = an_open_event(capacity=1)
    people = [actions.register(event, details(number), now=NOW) for number in range(2)]

    moved = actions.cancel(people[0], by=BY, now=DAY)

    assert moved == []
    assert people[1].state is WAITING


def test_more_places_let_people_move_up_and_fewer_send_nobody_away(app):
    event = an_open_event(capacity=1)
    for number in range(4):
        actions.register(event, details(number), now=NOW)
    limits = actions.Limits(3, event.registration_opens_at, event.registration_closes_at, {}, {})

    moved = actions.set_limits(event, limits, by=BY, now=NOW)

    assert [person.number for person in moved] == [2, 3]
    assert taken(event) == 3

    fewer = actions.Limits(1, event.registration_opens_at, event.registration_closes_at, {}, {})
    assert actions.set_limits(event, fewer, by=BY, now=NOW) == []
    assert states(event) == [HERE, HERE, HERE, WAITING]


def test_a_new_quota_counts_those_who_are_there_already(app):
    event = an_open_event(capacity=5)
    teacher = make_role_category("Педагог")
    code = list_role(event, teacher).code
    for number in range(2):
        actions.register(event, details(number, role_id=teacher.id), now=NOW)
    limits = actions.Limits(5, event.registration_opens_at, event.registration_closes_at, {code: 2}, {})

    actions.set_limits(event, limits, by=BY, now=NOW)
    late = actions.register(event, details(9, role_id=teacher.id), now=NOW)

    assert taken(event, PlaceKind.ROLE) == 2
    assert late.state is WAITING


def test_staff_gives_a_place_out_of_turn_only_while_there_is_one(app):
    event = an_open_event(capacity=1)
    people = [actions.register(event, details(number), now=NOW) for number in range(3)]

    with pytest.raises(NoPlaceLeft):
        actions.confirm(event, people[2], by=BY, now=NOW)
    db.session.execute(sa.update(Places).values(capacity=2))
    actions.confirm(event, people[2], by=BY, now=NOW)

    assert [person.state for person in people] == [HERE, WAITING, HERE]
    assert taken(event) == 2


def test_an_event_without_limits_takes_everybody_and_counts_them(app):
    event = make_event(registration_opens_at=NOW, registration_closes_at=DAY)

    people = [actions.register(event, details(number), now=NOW) for number in range(3)]

    assert {person.state for person in people} == {HERE}
    assert taken(event) == 3


def test_fifty_at_once_for_twenty_places_leave_twenty_with_a_place_and_thirty_in_order(app):
    event = an_open_event(capacity=20)
    role = make_role_category("Педагог")
    code = list_role(event, role).code
    make_places(event, kind=PlaceKind.ROLE, key=code, capacity=18)
    event_id, role_id = event.id, role.id
    db.session.commit()
    failures = []
    start = threading.Barrier(10)

    def some(first):
        start.wait()
        for number in range(first, first + 5):
            try:
                with app.app_context():
                    event = db.session.get_one(type(an_event), event_id)
                    wanted = role_id if number % 2 else None
                    actions.register(
                        event, details(number, role_id=wanted), now=clock.now().replace(year=2019, month=8, day=5)
                    )
                    db.session.commit()
            except Exception as error:  # noqa: BLE001 – all of them are looked at below
                failures.append(repr(error))

    an_event = event
    threads = [threading.Thread(target=some, args=(first,)) for first in range(0, 50, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(states(event)).count(HERE) == 20
    assert taken(event) == 20
    rows = db.session.scalars(sa.select(Registration.waiting_number).where(Registration.state == WAITING)).all()
    assert sorted(rows) == list(range(1, 31))
    numbers = db.session.scalars(sa.select(Registration.number)).all()
    assert sorted(numbers) == list(range(1, 51))
    assert taken(event, PlaceKind.ROLE) == queries.count_holding(event_id, PlaceKind.ROLE, code)
    assert queries.count_holding(event_id, PlaceKind.EVENT, "") == 20
