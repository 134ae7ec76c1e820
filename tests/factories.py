"""Small factories without surprises: real rows, nothing random, nothing made that was not asked for.

Each puts one row into the session, with plain values for whatever the test did not give, and returns it with its key.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from eventhub.accounts.models import LoginSession, User
from eventhub.consents.models import Channel, Consent, ConsentDocument, Purpose
from eventhub.events.models import (
    AgendaItem,
    AgendaKind,
    AgendaSpeaker,
    Event,
    EventMunicipality,
    EventRole,
    EventState,
    Membership,
    Room,
    TeamRole,
)
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground import clock
from eventhub.ground.db import Base, db
from eventhub.ground.folding import fold, fold_email, sort_key
from eventhub.ground.secrets import hash_secret
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, Person, RoleCategory
from eventhub.registration.models import Attendance, PlaceKind, Places, Registration, RegistrationState, Source
from eventhub.scaling_models.models import Call, ModelAuthor, ModelState, ScalingModel

Row = TypeVar("Row", bound=Base)

DAY = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)  # 09:30 in Krasnodar
NOW = datetime(2019, 8, 1, 9, 0, tzinfo=UTC)

_numbers = count(1)


def make_user(**given: Any) -> User:
    number = next(_numbers)
    email = given.pop("email", f"user-{number}@example.org")
    return _kept(User, given, email=email, email_key=fold_email(email), name="Анна Шевцова", created_at=NOW)


def make_login(user: User, secret: str, **given: Any) -> LoginSession:
    """Make a sign-in that lives now, whatever day the test is about."""
    moments = {"created_at": clock.now(), "seen_at": clock.now(), "expires_at": clock.now() + timedelta(hours=1)}
    return _kept(LoginSession, given, user=user, user_id=user.id, secret_hash=hash_secret(secret), **moments)


def make_person(
    family_name: str = "Шевцова", given_name: str = "Анна", patronymic: str | None = None, **given: Any
) -> Person:
    name = " ".join(part for part in (family_name, given_name, patronymic) if part)
    email = given.pop("email", f"person-{next(_numbers)}@example.org")
    names = {"family_name": family_name, "given_name": given_name, "patronymic": patronymic}
    keys = {"email_key": fold_email(email), "name_key": fold(name), "name_sort": sort_key(name)}
    return _kept(Person, given, email=email, **names, **keys)


def make_municipality(name: str = "Абинский район", **given: Any) -> Municipality:
    texts = {"name": Texts(ru=name), "official_name": Texts(ru=name), "kind_name": Texts()}
    return _kept(Municipality, given, **texts, name_key=fold(name), name_sort=sort_key(name))


def make_role_category(title: str = "Методист", **given: Any) -> RoleCategory:
    return _kept(RoleCategory, given, title=Texts(ru=title), title_key=fold(title))


def make_event(**given: Any) -> Event:
    """Make a published event of one day; `title` may be a plain text in its main language."""
    number = next(_numbers)
    texts = ("title", "goal", "description", "venue", "organiser", "contact_name")
    words = {"title": f"Площадка {number}"}
    written = {name: _texts(given.pop(name, words.get(name, ""))) for name in texts}
    times = {"starts_at": DAY, "ends_at": DAY + timedelta(hours=7, minutes=30)}
    moments = {"created_at": NOW, "revised_at": NOW, "published_at": NOW}
    state = {"state": EventState.PUBLISHED, "timezone": "Europe/Moscow"}
    return _kept(Event, given, slug=f"event-{number}", **written, **times, **moments, **state)


def make_member(event: Event, role: TeamRole = TeamRole.ORGANISER, **given: Any) -> Membership:
    """Put a user into the team of an event; without `user`, a new one."""
    user = given.pop("user", None) or make_user()
    return _kept(Membership, given, event=event, event_id=event.id, user=user, user_id=user.id, role=role, since=NOW)


def make_room(event: Event, **given: Any) -> Room:
    number = next(_numbers)
    return _kept(
        Room, given, event_id=event.id, code=f"R{number}", name=_texts(given.pop("name", f"Аудитория {number}"))
    )


def make_agenda_item(event: Event, **given: Any) -> AgendaItem:
    """Make a plenary of an hour that begins with the event, unless told otherwise."""
    number = next(_numbers)
    starts_at = given.pop("starts_at", event.starts_at)
    return _kept(
        AgendaItem,
        given,
        event_id=event.id,
        code=f"PR{number}",
        position=number,
        kind=AgendaKind.PLENARY,
        title=_texts(given.pop("title", f"Пункт {number}")),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        revised_at=NOW,
    )


def make_speaker(item: AgendaItem, person: Person, **given: Any) -> AgendaSpeaker:
    return _kept(AgendaSpeaker, given, agenda_item_id=item.id, person=person, person_id=person.id)


def list_municipality(event: Event, municipality: Municipality, **given: Any) -> EventMunicipality:
    """Let an event expect people from a municipality."""
    own = {"municipality": municipality, "municipality_id": municipality.id}
    return _kept(EventMunicipality, given, event_id=event.id, code=f"M{municipality.id}", **own)


def list_role(event: Event, role: RoleCategory, **given: Any) -> EventRole:
    """Let the form of an event offer a role category."""
    return _kept(EventRole, given, event_id=event.id, code=f"role-{role.id}", role=role, role_id=role.id)


def make_focus_group(event: Event, **given: Any) -> FocusGroup:
    number = given.pop("number", None) or next(_numbers)
    title = _texts(given.pop("title", f"Группа {number}"))
    short = _texts(given.pop("short_title", title))
    own = {"number": number, "code": f"FG{number}", "title": title, "short_title": short}
    return _kept(FocusGroup, given, event_id=event.id, revised_at=NOW, **own)


def make_guide_question(group: FocusGroup, number: int = 1, **given: Any) -> GuideQuestion:
    text = _texts(given.pop("text", f"Вопрос {number}"))
    return _kept(GuideQuestion, given, focus_group_id=group.id, number=number, text=text)


def make_slot(group: FocusGroup, item: AgendaItem, part: int = 1, **given: Any) -> GroupSlot:
    own = {"agenda_item": item, "agenda_item_id": item.id}
    return _kept(GroupSlot, given, focus_group_id=group.id, part=part, **own)


def make_registration(event: Event, person: Person | None = None, **given: Any) -> Registration:
    """Register a person, confirmed; the snapshot says what the person's row says. Without `person`, a new one."""
    person = person or make_person()
    names = {"family_name": person.family_name, "given_name": person.given_name, "patronymic": person.patronymic}
    keys = {"name_search": fold(f"{person.full_name} {person.email}"), "name_sort": person.name_sort}
    state = {"state": RegistrationState.CONFIRMED, "source": Source.FORM, "number": next(_numbers)}
    own = {"event": event, "event_id": event.id, "person": person, "person_id": person.id, "email": person.email}
    return _kept(Registration, given, **own, **names, **keys, **state, registered_at=NOW, state_changed_at=NOW)


def make_places(event: Event, kind: PlaceKind = PlaceKind.EVENT, **given: Any) -> Places:
    """Limit an event, or a role or municipality in it by its code; without `capacity` there is no limit."""
    return _kept(Places, given, event_id=event.id, kind=kind, key="", taken=0)


def make_attendance(registration: Registration, item: AgendaItem | None = None, **given: Any) -> Attendance:
    """Note that somebody was there: the whole day, or at one point of the programme."""
    own = {"registration": registration, "registration_id": registration.id, "source": "desk", "changed_at": DAY}
    return _kept(Attendance, given, **own, agenda_item_id=item.id if item else None, arrived_at=DAY)


def make_consent_document(event: Event, purpose: Purpose = Purpose.PUBLISH_NAME, **given: Any) -> ConsentDocument:
    texts = {"title": Texts(ru="Согласие"), "text": Texts(ru="Согласие на публикацию имени.")}
    return _kept(ConsentDocument, given, event_id=event.id, purpose=purpose, version="1", **texts)


def make_consent(person: Person, document: ConsentDocument, **given: Any) -> Consent:
    """Let a person agree; in force unless `withdrawn_at` is given."""
    own = {"person_id": person.id, "document": document, "document_id": document.id}
    return _kept(Consent, given, **own, channel=Channel.FORM, given_at=NOW)


def make_call(event: Event, **given: Any) -> Call:
    return _kept(Call, given, event_id=event.id, opens_at=NOW, closes_at=DAY)


def make_scaling_model(event: Event, **given: Any) -> ScalingModel:
    """Make an accepted model without a word in its sections."""
    number = next(_numbers)
    texts = {name: _texts(given.pop(name, f"Модель {number}")) for name in ("title", "abstract")}
    state = {"state": ModelState.ACCEPTED, "lang": "ru", "content": {}, "submitted_at": NOW, "decided_at": NOW}
    return _kept(ScalingModel, given, event_id=event.id, code=f"SM{number}", position=number, **texts, **state)


def make_author(model: ScalingModel, person: Person, **given: Any) -> ModelAuthor:
    return _kept(ModelAuthor, given, model_id=model.id, person=person, person_id=person.id)


def _texts(given: Texts | str) -> Texts:
    return given if isinstance(given, Texts) else Texts(ru=given)


def _kept(row: type[Row], given: dict[str, Any], **plain: Any) -> Row:
    made = row(**{**plain, **given})
    db.session.add(made)
    db.session.flush()
    return made
