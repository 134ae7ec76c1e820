"""The demo event in the database is what its totals say, counted there and not in the files."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.certificates.models import CertificateRule
from eventhub.consents.models import Consent, ConsentDocument
from eventhub.demo import actions
from eventhub.demo.actions import BUNDLED
from eventhub.events.models import (
    AgendaItem,
    AgendaSpeaker,
    Event,
    EventCompetence,
    EventMunicipality,
    EventRole,
    EventState,
    Membership,
    Room,
    TeamRole,
)
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db
from eventhub.ground.work import Work
from eventhub.materials.models import Audience, Material
from eventhub.networks.models import (
    Milestone,
    MilestoneDependency,
    RoadMap,
    RoadMapDiscussion,
    RoadMapSource,
    School,
    SchoolMember,
)
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    Factor,
    FactorCategory,
    GroupRecord,
    PresentedModel,
    Quotation,
    Rating,
    Recommendation,
    Resolution,
    Thesis,
)
from eventhub.people.models import Person
from eventhub.registration.models import (
    Attendance,
    Counter,
    PlaceKind,
    Places,
    Preference,
    Registration,
    RegistrationState,
    SpecialNeed,
)
from eventhub.scaling_models.models import (
    Call,
    Criterion,
    ModelAuthor,
    ModelPresentation,
    ModelState,
    Review,
    Reviewer,
    ReviewScore,
    ScalingModel,
)
from eventhub.scaling_models.queries import standings
from tests.demo.counting import count, counts

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
EXPECTED = json.loads((BUNDLED / "expected_totals.json").read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture
def demo(app) -> Event:
    event = actions.load(BUNDLED, by="command", now=NOW)
    db.session.commit()
    return event


ROWS = {
    "allocation": Assignment,
    "competences": EventCompetence,
    "consent_texts": ConsentDocument,
    "consents": Consent,
    "decisions": Decision,
    "factor_categories": FactorCategory,
    "factor_ratings": Rating,
    "factors": Factor,
    "focus_group_results": GroupRecord,
    "focus_groups": FocusGroup,
    "guiding_questions": GuideQuestion,
    "materials": Material,
    "milestones": Milestone,
    "municipalities": EventMunicipality,
    "programme": AgendaItem,
    "quotes": Quotation,
    "recommendations": Recommendation,
    "review_criteria": Criterion,
    "reviews": Review,
    "roadmaps": RoadMap,
    "roles": EventRole,
    "rooms": Room,
    "scaling_models": ScalingModel,
    "schools": School,
    "staff": Membership,
    "theses": Thesis,
}


def test_every_row_of_the_demo_event_is_in_the_database(demo):
    found = {name: count(table) for name, table in ROWS.items()}
    confirmed = count(Registration, Registration.state == RegistrationState.CONFIRMED)
    found |= {"participants": confirmed, "registrations_other": count(Registration) - confirmed}

    assert found == EXPECTED["rows"]


def test_participants_are_counted_by_role_and_municipality(demo):
    there = Registration.state == RegistrationState.CONFIRMED
    roles = counts(EventRole.code, Registration, (EventRole, EventRole.role_id == Registration.role_id), where=there)
    listed = (EventMunicipality, EventMunicipality.municipality_id == Registration.municipality_id)
    municipalities = counts(EventMunicipality.code, Registration, listed, where=there)

    assert roles == EXPECTED["by_role"]
    assert municipalities == EXPECTED["by_municipality"]
    assert (sum(roles.values()), len(municipalities)) == (EXPECTED["participants"], EXPECTED["municipalities"])


def test_everybody_who_took_part_checked_in_and_stands_on_the_lists_of_both_parts(demo):
    days = count(Attendance, Attendance.agenda_item_id.is_(None))
    parts = counts(
        GroupSlot.part,
        Attendance,
        (GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id),
        where=sa.true(),
    )

    assert days == EXPECTED["participants"]
    assert parts == {"1": 132, "2": 125}


def test_needs_and_consents_are_those_of_the_demo_event(demo):
    purposes = counts(ConsentDocument.purpose, Consent, Consent.document, where=Consent.withdrawn_at.is_(None))

    assert purposes == EXPECTED["consents_in_force"]
    assert count(Consent, Consent.withdrawn_at.is_not(None)) == EXPECTED["consents_withdrawn"]
    assert count(SpecialNeed, SpecialNeed.dietary != "") == EXPECTED["with_dietary_note"]
    assert count(SpecialNeed, SpecialNeed.accessibility != "") == EXPECTED["with_accessibility_note"]
    assert count(SpecialNeed, SpecialNeed.step_free) == 3


def test_other_registrations_hold_places_or_wait_in_the_order_they_came(demo):
    states = counts(Registration.state, Registration, where=Registration.state != RegistrationState.CONFIRMED)
    waiting = db.session.scalars(
        sa.select(Registration.code)
        .where(Registration.waiting_number.is_not(None))
        .order_by(Registration.waiting_number)
    ).all()
    first = sa.orm.aliased(Registration)
    duplicates = db.session.execute(
        sa.select(Registration.code, first.code).join(first, first.id == Registration.duplicate_of_id)
    ).all()

    expected = EXPECTED["other_registrations"]
    assert states == {
        "cancelled": expected["cancelled"],
        "no_show": expected["no_show"],
        "waiting": expected["waitlisted"],
        "duplicate": expected["duplicate"],
    }
    assert waiting == EXPECTED["waiting_list"]
    assert [tuple(row) for row in duplicates] == [("X12", "P077")]
    assert count(Person) == 143  # the duplicate is the same person


def test_places_are_taken_by_whoever_held_one_when_registration_closed(demo):
    taken = {(row.kind, row.key): (row.taken, row.capacity) for row in db.session.scalars(sa.select(Places))}

    assert taken == {(PlaceKind.EVENT, ""): (136, 140), (PlaceKind.ROLE, "teacher"): (21, 21)}
    assert {row.name: row.value for row in db.session.scalars(sa.select(Counter))} == {
        "registration": 144,
        "waiting": 2,
    }


def test_wishes_and_groups_are_those_of_the_demo_event(demo):
    confirmed = Registration.state == RegistrationState.CONFIRMED
    first = sa.and_(Preference.rank == 1, confirmed)
    wishes = counts(
        FocusGroup.code,
        Preference,
        Preference.focus_group,
        (Registration, Registration.id == Preference.registration_id),
        where=first,
    )
    groups = counts(FocusGroup.code, Assignment, Assignment.focus_group, where=sa.true())
    ranks = counts(Assignment.rank, Assignment, where=sa.true())

    assert wishes == EXPECTED["first_choices"]
    assert groups == EXPECTED["allocation"]["by_group"]
    assert {"none_stated": ranks.pop("None"), **ranks} == EXPECTED["allocation"]["by_choice_rank"]
    assert db.session.scalars(sa.select(Allocation.state)).all() == [AllocationState.PUBLISHED]


def test_reviews_lead_to_the_decisions_of_the_demo_event(demo):
    codes = {model.id: (model.code, model.state) for model in db.session.scalars(sa.select(ScalingModel))}
    found = {
        codes[one.model_id][0]: {
            "mean_weighted": one.mean,
            "reviews": one.reviews_answered,
            "decision": str(codes[one.model_id][1]),
        }
        for one in standings(demo.id)
    }

    assert found == EXPECTED["models"]
    assert count(ReviewScore) == 49 * 6
    assert count(ModelAuthor) == 30
    assert count(ModelPresentation) == 16
    assert count(PresentedModel) == 16
    assert count(Reviewer) == 6


def test_the_team_has_users_without_passwords(demo):
    roles = counts(Membership.role, Membership, where=sa.true())

    assert roles == {
        TeamRole.ORGANISER: 1,
        TeamRole.REGISTRAR: 1,
        TeamRole.FACILITATOR: 8,
        TeamRole.SECRETARY: 8,
        TeamRole.REVIEWER: 6,
    }
    assert count(User, User.password_hash.is_not(None)) == 0
    assert count(Person, Person.user_id.is_not(None)) == 24


def test_provenance_runs_from_decisions_to_road_maps(demo):
    assert count(DecisionSource) == 16
    assert count(RoadMapSource) == 17
    assert count(RoadMapDiscussion) == 12
    assert count(MilestoneDependency) == 29
    assert count(SchoolMember) == 18
    assert count(Material, Material.related_uid != "") == 27
    assert count(Material, Material.audience == Audience.TEAM) == 9


def test_the_demo_event_is_published_with_its_outcomes_and_asks_for_the_documents(demo):
    works = db.session.scalars(sa.select(Work)).all()

    assert demo.state is EventState.FINISHED
    assert demo.outcomes_published_at == NOW
    assert sorted(work.arguments["lang"] for work in works) == ["en", "ru"]


def test_the_rule_for_certificates_and_the_call_are_kept(demo):
    rule, call = db.session.scalars(sa.select(CertificateRule)).one(), db.session.scalars(sa.select(Call)).one()

    assert (rule.academic_hours, rule.hour_minutes, rule.minimum_minutes) == (7, 45, 180)
    assert (call.accept_from, call.revise_from) == (Decimal("3.70"), Decimal("3.00"))
    assert count(ScalingModel, ScalingModel.state == ModelState.ACCEPTED) == 9
    assert count(AgendaSpeaker) == 30
    resolution = db.session.scalars(sa.select(Resolution)).one()
    assert (len(resolution.noted), len(resolution.disagreements), resolution.votes_for) == (3, 2, 122)
