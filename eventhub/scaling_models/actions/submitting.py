"""A model is begun by a form, submitted with a version kept, taken back, withdrawn."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from eventhub.consents import actions as consents
from eventhub.consents.models import Channel
from eventhub.events.models import Event
from eventhub.events.rules import next_code
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.folding import fold, fold_email
from eventhub.ground.texts import Texts
from eventhub.people import actions as people
from eventhub.people.models import Person
from eventhub.people.rules import name_key
from eventhub.scaling_models import letters, queries
from eventhub.scaling_models.actions.writing import save
from eventhub.scaling_models.models import Call, ModelAuthor, ModelState, ModelVersion, ScalingModel
from eventhub.scaling_models.queries import authoring
from eventhub.scaling_models.rules import steps, writing
from eventhub.scaling_models.rules.writing import Draft, Lacking


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody states who begins a model. consents: keys of the documents agreed to."""

    family_name: str
    given_name: str
    email: str
    title: str
    patronymic: str = ""
    organisation: str = ""
    municipality_id: int | None = None
    lang: str = "ru"
    consents: Sequence[int] = ()
    submission_key: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        """Family name, given name, patronymic."""
        return self.family_name, self.given_name, self.patronymic


def begin(event: Event, details: Beginning, *, now: datetime) -> ScalingModel:
    """Make a draft and put the letter with its personal link in the out-tray.

    The same form twice makes one draft; whoever begins a draft of the same title again gets the link to it once more.
    Raises a refusal of steps.may_submit_here. The caller commits.
    """
    person_id = people.remember(*details.name, details.email)
    call = authoring.lock_call(event.id)
    steps.may_submit_here(event, call, now)
    assert call is not None
    person = db.session.get_one(Person, person_id)
    key = _submission_key(event, details)
    made = authoring.find_same(event.id, key) if details.submission_key else None
    if made is not None:
        return made
    consents.give(person_id, details.consents, lang=details.lang, channel=Channel.FORM, now=now)
    begun = (one for one in authoring.drafts_of(event.id, person_id) if _has_title(one, details.title))
    if (draft := next(begun, None)) is not None:
        letters.begun(event, call, draft, person, now=now, again=True)
        return draft
    model = _new(event, details, key if details.submission_key else None)
    db.session.add(ModelAuthor(model_id=model.id, person_id=person_id, is_corresponding=True))
    db.session.flush()
    _record("begin", event, model, now=now)
    letters.begun(event, call, model, person, now=now)
    return model


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of handing in: parts put aside, and what is missing; both empty when it was submitted."""

    put_aside: Sequence[str] = ()
    lacking: Sequence[Lacking] = ()


def keep(event: Event, model: ScalingModel, draft: Draft, *, groups: Mapping[int, int], now: datetime) -> HandedIn:
    """Save what a window sends, and no more. Raises a refusal of steps.may_write. The caller commits."""
    return HandedIn(put_aside=save(event, model, draft, groups=groups, now=now))


def hand_in(event: Event, model: ScalingModel, draft: Draft, *, groups: Mapping[int, int], now: datetime) -> HandedIn:
    """Save what a window sends and submit it, if nothing is missing and no text had to be put aside.

    Raises a refusal of steps.may_write. The caller commits.
    """
    put_aside = save(event, model, draft, groups=groups, now=now)
    return HandedIn(put_aside=put_aside) if put_aside else HandedIn(lacking=submit(event, model, now=now))


def submit(event: Event, model: ScalingModel, *, now: datetime) -> list[Lacking]:
    """Submit a model, keep this version and confirm it by letter; return what is missing, and do nothing then.

    A revised model goes to its reviewers at once. Raises a refusal of steps.may_write. The caller commits.
    """
    authoring.lock(model)
    call = queries.find_call(event.id)
    steps.may_write(event, call, model, now)
    if lacking := writing.lacking(model, writing.sections_of(call)):
        return lacking
    before = model.state
    _step(model, ModelState.SUBMITTED)
    if authoring.has_reviewers(model.id):
        _step(model, ModelState.IN_REVIEW)
    model.submitted_at = now
    number = _keep_version(model, now)
    _record("submit", event, model, now=now, before=before)
    if (person := authoring.corresponding_author(model.id)) is not None:
        letters.submitted(event, model, person, number, now=now)
    return []


def take_back(event: Event, model: ScalingModel, *, now: datetime) -> None:
    """Make a draft again of what was submitted. Raises a refusal of steps.may_take_back. The caller commits."""
    authoring.lock(model)
    call: Call | None = queries.find_call(event.id)
    steps.may_take_back(event, call, model, now)
    before = model.state
    _step(model, ModelState.DRAFT)
    _record("take back", event, model, now=now, before=before)


def withdraw(event: Event, model: ScalingModel, *, now: datetime) -> None:
    """Withdraw a model for good. Raises a refusal of steps.may_withdraw. The caller commits."""
    authoring.lock(model)
    steps.may_withdraw(event, model, now)
    before = model.state
    _step(model, ModelState.WITHDRAWN)
    _record("withdraw", event, model, now=now, before=before)


def _new(event: Event, details: Beginning, key: str | None) -> ScalingModel:
    model = ScalingModel(
        uid=uuid.uuid4(),
        event_id=event.id,
        code=next_code("SM", authoring.codes_of(event.id)),
        position=authoring.next_position(event.id),
        state=ModelState.DRAFT,
        title=Texts({details.lang: details.title}),
        abstract=Texts(),
        lang=details.lang,
        content={},
        organisation_name=details.organisation,
        municipality_id=details.municipality_id,
        submission_key=key,
    )
    model.search = writing.search_text(model)
    db.session.add(model)
    db.session.flush()
    return model


def _has_title(model: ScalingModel, title: str) -> bool:
    return fold(title) in {fold(words) for words in model.title.values()}


def _submission_key(event: Event, details: Beginning) -> str:
    who = f"{fold_email(details.email)}\n{name_key(*details.name)}"
    return sha256(f"{event.uid.hex}\n{details.submission_key}\n{who}".encode()).hexdigest()


def _keep_version(model: ScalingModel, now: datetime) -> int:
    known = authoring.versions_of(model.id)
    number = known[0].number + 1 if known else 1
    db.session.add(
        ModelVersion(model_id=model.id, number=number, title=model.title, content=model.content, saved_at=now)
    )
    return number


def _step(model: ScalingModel, state: ModelState) -> None:
    steps.may_step(model, state)
    model.state = state


def _record(verb: str, event: Event, model: ScalingModel, *, now: datetime, before: ModelState | None = None) -> None:
    audit.record(
        verb,
        "scaling model",
        model.uid,
        event_uid=event.uid,
        by=f"link:author:{model.uid}",
        now=now,
        before={"state": before.value} if before else None,
        after={"state": model.state.value},
    )
