"""The first pages of the team: what each sees, and that nobody sees another's."""

from datetime import timedelta

import pytest

from eventhub.events.models import EventState, TeamRole
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.homes.rules import Figures, Task, tasks
from eventhub.scaling_models.models import Review, Reviewer
from tests.factories import (
    DAY,
    NOW,
    list_municipality,
    make_attendance,
    make_event,
    make_focus_group,
    make_guide_question,
    make_member,
    make_municipality,
    make_person,
    make_registration,
    make_scaling_model,
    make_user,
)

AFTER = DAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("figures", "published", "expected"),
    [
        (Figures(groups=8, records_signed=8), True, ()),  # all done
        (Figures(groups=8, records_signed=7), False, (Task.COLLECT_RECORDS, Task.PUBLISH_OUTCOMES)),
        (Figures(milestones_overdue=4), True, (Task.REMIND_OWNERS,)),
    ],
)
def test_after_the_day_the_most_urgent_thing_comes_first(app, figures, published, expected):
    event = make_event(state=EventState.FINISHED, outcomes_published_at=AFTER if published else None)

    assert tasks(event, figures, AFTER) == expected


def test_an_organiser_sees_who_came_and_who_is_missing(client):
    event = make_event(state=EventState.FINISHED)
    here, missing = make_municipality("Абинский район"), make_municipality("Ейский район")
    for municipality in (here, missing):
        list_municipality(event, municipality)
    for _person in range(2):
        make_attendance(make_registration(event, municipality_id=here.id))
    client.sign_in(make_member(event).user)

    page = client.get(f"/manage/{event.slug}/?lang=en").text

    assert "participants came, 1 of 2 municipalities" in page.replace("\xa0", " ")
    assert "Nobody from: Ейский район" in page.replace("\xa0", " ")


@pytest.mark.parametrize("count", [1, 3])
def test_the_organisers_home_costs_the_same_whatever_the_number_of_people(client, count_statements, count):
    event = make_event()
    for _person in range(count):
        make_registration(event, municipality_id=make_municipality(f"Район {_person}").id)
    client.sign_in(make_member(event).user)
    address = f"/manage/{event.slug}/"

    with count_statements() as statements:
        assert client.get(address).status_code == 200

    assert len(statements) <= 8


def test_a_facilitator_is_led_to_the_own_group_and_finds_no_other(client):
    event = make_event()
    user = make_member(event, TeamRole.FACILITATOR).user
    own = make_focus_group(event, number=1, facilitator_id=make_person(user_id=user.id).id)
    other = make_focus_group(event, number=2)
    make_guide_question(own, text="Что мешает?")
    make_guide_question(other, text="Чужой вопрос")
    client.sign_in(user)

    page = client.get(f"/manage/{event.slug}/", follow_redirects=True)

    assert page.request.path == f"/manage/{event.slug}/groups/1/"
    assert ("Что мешает?" in page.text, "Чужой вопрос" in page.text) == (True, False)
    assert client.get(f"/manage/{event.slug}/groups/2/").status_code == 404


def test_a_reviewer_sees_the_own_reviews_and_no_other(client):
    event = make_event()
    models = [make_scaling_model(event, title=title) for title in ("Десант", "Чужая модель")]
    users = [make_member(event, TeamRole.REVIEWER).user for _model in models]
    for number, (user, model) in enumerate(zip(users, models, strict=True)):
        reviewer = Reviewer(event_id=event.id, person_id=make_person().id, user_id=user.id, code=f"E{number}")
        db.session.add(reviewer)
        db.session.flush()
        db.session.add(Review(model_id=model.id, reviewer_id=reviewer.id, assigned_at=NOW))
    client.sign_in(users[0])

    page = client.get(f"/manage/{event.slug}/", follow_redirects=True)

    assert page.request.path == f"/manage/{event.slug}/reviews/"
    assert ("Десант" in page.text, "Чужая модель" in page.text) == (True, False)
    assert client.get(f"/manage/{event.slug}/reviews/{models[0].code}").status_code == 200
    assert client.get(f"/manage/{event.slug}/reviews/{models[1].code}").status_code == 404


def test_a_stranger_finds_no_home_of_somebody_elses_event(client):
    event = make_event(title=Texts(ru="Чужая площадка"))
    client.sign_in(make_user())

    assert client.get(f"/manage/{event.slug}/").status_code == 404
    assert "Чужая площадка" not in client.get("/manage/").text


def test_who_is_not_signed_in_is_led_to_the_sign_in_page(client):
    event = make_event()

    answer = client.get(f"/manage/{event.slug}/")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/login?next=/manage/{event.slug}/"
