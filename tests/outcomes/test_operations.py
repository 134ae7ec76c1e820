"""Operations from a room: taken once, conflicts told, sums kept, and cheap."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.focus_groups.models import GroupSlot
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.outcomes.models import Factor, Operation, Rating, Recommendation, Thesis
from eventhub.registration.models import Attendance
from tests.factories import make_scaling_model
from tests.outcomes.recording import NOON, make_group, operation, words


@pytest.fixture
def group(client):
    group = make_group()
    client.sign_in(group.leader)
    return group


def results(answers):
    return [answer["result"] for answer in answers]


def come(group, people=None, part=2, at=NOON):
    return [operation("attendance", person.uid, f"part-{part}", True, at=at) for person in people or group.people]


def noted(group):
    present = sa.select(sa.func.count(Attendance.id)).join(
        GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id
    )
    return db.session.scalar(present.where(GroupSlot.focus_group_id == group.row.id, GroupSlot.part == 2))


def test_an_operation_sent_again_answers_the_same_and_changes_nothing(group, send):
    entry = uuid.uuid4()
    sent = words(entry, "Методист – партнёр школы")

    first, second = send(group.address, sent), send(group.address, sent, sent)

    assert first == [{"uid": sent["uid"], "result": "applied", "version": 1}]
    assert second == first * 2
    assert db.session.scalars(sa.select(Thesis.text)).all() == ["Методист – партнёр школы"]
    assert db.session.scalar(sa.select(sa.func.count(Operation.id))) == 1


def test_a_single_operation_needs_no_list(group, client):
    sent = words(uuid.uuid4(), "Одна")

    answer = client.post(f"{group.address}/operations", json=sent)

    assert (answer.status_code, results(answer.json["answers"])) == (200, ["applied"])


def test_a_text_made_on_an_old_version_is_kept_beside_until_somebody_chooses(group, client, send):
    entry = uuid.uuid4()
    send(group.address, words(entry, "Первый"))
    send(group.address, words(entry, "Второй", base=1))

    stale = send(group.address, words(entry, "Другой", base=1, device="tablet-2"))
    typed_on = send(group.address, words(entry, "Другой, длиннее", base=1, device="tablet-2"))

    assert results(stale + typed_on) == ["held", "held"]
    thesis = db.session.scalars(sa.select(Thesis)).one()
    assert (thesis.text, thesis.held) == (
        "Второй",
        {"text": [{"device": "tablet-2", "text": "Другой, длиннее"}]},
    )
    page = client.get(f"{group.address}/theses").text
    assert page.count("Оставить этот текст") == 2
    assert client.post(f"{group.address}/signature").status_code == 422

    chosen = {"text": "Другой, длиннее", "seen": ["Второй", "Другой, длиннее"]}
    assert results(send(group.address, operation("thesis", entry, "text", chosen, base=2))) == ["applied"]
    db.session.refresh(thesis)
    assert (thesis.text, thesis.held, thesis.versions) == ("Другой, длиннее", {}, {"text": 3})


def test_a_text_that_the_chooser_did_not_see_still_waits(group, send):
    entry = uuid.uuid4()
    send(group.address, words(entry, "Один"), words(entry, "Два", device="b"), words(entry, "Три", device="c"))

    send(group.address, operation("thesis", entry, "text", {"text": "Два", "seen": ["Один", "Два"]}, base=1))

    assert db.session.scalars(sa.select(Thesis.held)).one() == {"text": [{"device": "c", "text": "Три"}]}


def test_words_for_a_removed_entry_bring_it_back(group, send):
    entry = uuid.uuid4()
    send(group.address, words(entry, "Было"), operation("thesis", entry, "withdrawn", True))

    send(group.address, words(entry, "Стало", base=1, device="tablet-2"))

    assert db.session.execute(sa.select(Thesis.text, Thesis.withdrawn_at)).all() == [("Стало", None)]


def test_the_later_moment_on_a_device_wins_whatever_arrives_first(group, send):
    person = group.people[0].uid
    late = operation("attendance", person, "part-2", False, at=NOON)
    early = operation("attendance", person, "part-2", True, at=NOON - timedelta(minutes=1))

    assert results(send(group.address, late) + send(group.address, early)) == ["applied", "superseded"]
    assert noted(group) == 0


def test_a_device_that_is_ahead_does_not_hold_for_ever(group, send):
    person = group.people[0].uid
    future = operation("attendance", person, "part-2", True, at=NOON + timedelta(days=36500))

    send(group.address, future)
    after = send(group.address, operation("attendance", person, "part-2", False, at=NOON + timedelta(days=36501)))

    assert results(after) == ["applied"]
    assert noted(group) == 0


def test_whoever_moves_is_in_one_room_only(group, client, send):
    other = make_group(group.event, people=1)
    person = group.people[0]
    send(group.address, *come(group, [person]))
    client.sign_in(other.leader)

    moved = send(other.address, *come(other, [person], at=NOON + timedelta(minutes=5)))

    assert moved[0]["moved_from"] == [group.row.number]
    assert (noted(group), noted(other)) == (0, 1)
    assert db.session.scalar(sa.select(sa.func.count(Attendance.id))) == 1


def test_nobody_is_taken_out_of_a_signed_record(group, client, send):
    other = make_group(group.event, people=1)
    send(group.address, *come(group))
    assert client.post(f"{group.address}/signature").status_code == 303
    client.sign_in(other.leader)

    answer = send(other.address, *come(other, group.people[:1], at=NOON + timedelta(minutes=5)))[0]

    assert answer["result"] == "refused"
    assert str(group.row.number) in answer["words"]
    assert noted(group) == 3


def test_a_mark_is_replaced_and_taken_away(group, send):
    factor, person = uuid.uuid4(), str(group.people[0].uid)
    send(group.address, words(factor, "Кадры", "factor"))

    def rate(mark, field="importance"):
        return send(group.address, operation("rating", factor, field, {"person": person, "mark": mark}))

    assert results(rate(3) + rate(5) + rate(2, "controllability")) == ["applied"] * 3
    row = sa.select(Rating.importance, Rating.controllability, Rating.source)
    assert db.session.execute(row).all() == [(5, 2, "paper")]
    assert results(rate(6) + rate("5") + rate(True)) == ["refused"] * 3
    rate(None)
    rate(None, "controllability")
    assert db.session.execute(row).all() == []


def test_hands_become_ballots_without_a_name(group, send):
    factor = uuid.uuid4()
    send(group.address, words(factor, "Кадры", "factor"), *come(group))

    def count(field, *counts):
        return send(group.address, operation("hands", factor, field, list(counts)))

    assert results(count("importance", 0, 0, 1, 0, 2) + count("controllability", 2, 0, 0, 0, 0)) == ["applied"] * 2
    ballots = sa.select(Rating.importance, Rating.controllability, Rating.registration_id).order_by(Rating.id)
    assert db.session.execute(ballots).all() == [(3, 1, None), (5, 1, None), (5, None, None)]
    assert results(count("importance", 0, 0, 0, 0, 1)) == ["applied"]
    assert db.session.execute(ballots).all() == [(5, 1, None), (None, 1, None)]
    assert results(count("importance", 4, 0, 0, 0, 0)) == ["refused"]


def test_where_a_recommendation_comes_from_must_be_of_this_record(group, client, send):
    other = make_group(group.event)
    foreign, own, entry = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    client.sign_in(other.leader)
    send(other.address, words(foreign, "Чужой тезис"))
    client.sign_in(group.leader)
    send(group.address, words(own, "Свой тезис"), words(entry, "Предложение", "recommendation"))

    answers = send(
        group.address,
        operation("recommendation", entry, "thesis", str(foreign)),
        operation("recommendation", entry, "thesis", str(own)),
        words(foreign, "Переписано"),
    )

    assert results(answers) == ["refused", "applied", "refused"]
    assert db.session.scalars(sa.select(Recommendation.thesis_id)).one() is not None


def test_a_note_says_that_a_model_was_heard(group, send):
    model = make_scaling_model(group.event, focus_group_id=group.row.id)

    answers = send(
        group.address,
        words(model.uid, "Добавить стажировку", "model", field="note"),
        operation("model", model.uid, "presented", False),
        words(model.uid, "", "model", field="note", base=1),
        operation("model", model.uid, "presented", False),
    )

    assert results(answers) == ["applied", "refused", "applied", "applied"]


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {"operations": []},
        {"operations": [{}]},
        {**words(uuid.uuid4(), "x"), "uid": "no"},
        {**words(uuid.uuid4(), "x"), "kind": "resolution"},
        {**words(uuid.uuid4(), "x"), "field": "record_id"},
        {**words(uuid.uuid4(), "x"), "device_at": "2019-08-22T10:00:00"},
        {**words(uuid.uuid4(), "x"), "base_version": "1"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_with_a_sentence(group, client, wrong):
    answer = client.post(f"{group.address}/operations", json=wrong)

    assert answer.status_code == 400
    assert answer.json["words"]


@pytest.mark.parametrize("value", [None, 5, {"text": 5}, {"text": "д" * 4001}, {"seen": []}])
def test_a_text_that_is_none_is_refused(group, send, value):
    assert results(send(group.address, operation("thesis", uuid.uuid4(), "text", value))) == ["refused"]
    assert db.session.scalar(sa.select(sa.func.count(Thesis.id))) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_one_operation_costs_at_most_eight_statements(group, send, count_statements, count):
    factors = [uuid.uuid4() for _each in range(count)]
    entry, person = factors[0], str(group.people[0].uid)
    send(group.address, *(words(factor, "Кадры", "factor") for factor in factors), *come(group))
    other = make_group(group.event, people=count)
    model = make_scaling_model(group.event)
    send(group.address, operation("hands", entry, "importance", [1, 0, 0, 0, 0]))
    recommendation = uuid.uuid4()
    tried = [
        words(uuid.uuid4(), "Новое"),
        words(entry, "Переписано", "factor", base=1),
        words(recommendation, "Провести", "recommendation"),
        operation("recommendation", recommendation, "votes", {"for": 3, "against": 0, "abstained": 0}),
        operation("recommendation", recommendation, "factor", str(entry)),
        operation("attendance", person, "part-1", True),
        operation("attendance", other.people[0].uid, "part-1", True),
        operation("rating", entry, "importance", {"person": person, "mark": 3}),
        operation("rating", entry, "controllability", {"person": person, "mark": 3}),
        operation("hands", entry, "controllability", [1, 0, 0, 1, 1]),
        operation("model", model.uid, "presented", True),
        operation("record", group.row.uid, "ratings_closed", True),
    ]

    costs, address = {}, group.address
    for one in tried:
        with count_statements() as statements:
            assert results(send(address, one)) == ["applied"]
        costs[one["kind"], one["field"]] = len(statements)

    assert max(costs.values()) <= 8, costs


def test_the_first_operation_of_all_costs_no_more(group, send, count_statements):
    address = group.address

    with count_statements() as statements:
        send(address, words(uuid.uuid4(), "Первое"))

    assert len(statements) <= 8


def test_the_link_of_the_tablet_records_for_its_group(group, client, send):
    client.get("/")
    token = link_token("group", group.row.uid, group.row.link_revision)
    address = f"/e/{group.event.slug}/g/{token}"

    answers = send(address, words(uuid.uuid4(), "С планшета", "factor"))

    assert results(answers) == ["applied"]
    assert db.session.scalars(sa.select(Factor.text)).all() == ["С планшета"]
    assert db.session.scalars(sa.select(Operation.by)).one() == f"link:group:{group.row.uid}"
