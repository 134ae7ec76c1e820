"""Who writes a model together, and which files go with it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from eventhub.events.models import Event
from eventhub.ground import audit, files
from eventhub.ground.db import db
from eventhub.people import actions as people
from eventhub.scaling_models import queries
from eventhub.scaling_models.models import ModelAttachment, ModelAuthor, ScalingModel
from eventhub.scaling_models.queries import authoring
from eventhub.scaling_models.rules import attaching, steps


@dataclass(frozen=True, slots=True)
class CoAuthor:
    """Somebody who wrote a model too."""

    family_name: str
    given_name: str
    patronymic: str
    email: str


def add_author(event: Event, model: ScalingModel, who: CoAuthor, *, now: datetime) -> ModelAuthor:
    """Add a co-author; the same one again is found. Raises TooManyAuthors, or a refusal of steps.may_write.

    The caller commits.
    """
    _may_write(event, model, now)
    person_id = people.remember(who.family_name, who.given_name, who.patronymic, who.email)
    known = queries.authors_of(model.id)
    same = next((one for one in known if one.person_id == person_id), None)
    if same is not None:
        return same
    attaching.may_add_author(len(known))
    author = ModelAuthor(model_id=model.id, person_id=person_id, position=max(one.position for one in known) + 1)
    db.session.add(author)
    db.session.flush()
    _record("add author", event, model, now, {"authors": len(known) + 1})
    return author


def remove_author(event: Event, model: ScalingModel, author: ModelAuthor, *, now: datetime) -> None:
    """Remove a co-author; whoever receives the letters stays. Raises a refusal of may_write. The caller commits."""
    _may_write(event, model, now)
    if not author.is_corresponding:
        db.session.delete(author)
        _record("remove author", event, model, now, {"position": author.position})


def attach(event: Event, model: ScalingModel, name: str, content: bytes, *, now: datetime) -> ModelAttachment:
    """Attach a file; the same content again is the same file. The content is kept before this transaction.

    Raises a refusal of rules.attaching or of steps.may_write. The caller commits.
    """
    media_type = attaching.media_type_of(name, content)
    _may_write(event, model, now)
    known = authoring.attachments_of(model.id)
    stored = files.store(content, media_type, name, now=now)
    same = next((one for one in known if one.file.sha256 == stored.sha256), None)
    if same is not None:
        db.session.expunge(stored)
        return same
    attaching.may_attach(len(known))
    db.session.flush()
    position = max((one.position for one in known), default=0) + 1
    attachment = ModelAttachment(uid=uuid.uuid4(), model_id=model.id, file_id=stored.id, position=position)
    db.session.add(attachment)
    _record("attach", event, model, now, {"file": str(stored.uid)})
    return attachment


def detach(event: Event, model: ScalingModel, attachment: ModelAttachment, *, now: datetime) -> None:
    """Remove a file from a model. Raises a refusal of steps.may_write. The caller commits."""
    _may_write(event, model, now)
    _record("detach", event, model, now, {"file": str(attachment.file.uid)})
    db.session.delete(attachment)


def _may_write(event: Event, model: ScalingModel, now: datetime) -> None:
    authoring.lock(model)
    steps.may_write(event, queries.find_call(event.id), model, now)


def _record(verb: str, event: Event, model: ScalingModel, now: datetime, after: dict[str, object]) -> None:
    by = f"link:author:{model.uid}"
    audit.record(verb, "scaling model", model.uid, event_uid=event.uid, by=by, now=now, after=after)
