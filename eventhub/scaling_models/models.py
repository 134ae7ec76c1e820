"""The call, scaling models, authors, versions, criteria, reviews."""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.events.models import AgendaItem
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.files import StoredFile
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, Person


class ModelState(enum.StrEnum):
    """Where a submission stands; the allowed steps are in rules.STEPS."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REVISE = "revise"
    POSTER = "poster"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Advice(enum.StrEnum):
    """What a reviewer recommends."""

    ACCEPT = "accept"
    REVISE = "revise"
    POSTER = "poster"
    DECLINE = "decline"


class Call(Base):
    """The invitation to submit models to one event; sections and word limits are data: another call asks otherwise."""

    __tablename__ = "call"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    review_closes_at: Mapped[datetime | None]
    guidance: Mapped[Texts] = mapped_column(default=Texts)
    sections: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    accept_from: Mapped[Decimal | None]  # mean of the weighted scores from which the decision is proposed
    revise_from: Mapped[Decimal | None]


class Criterion(Base):
    """What reviewers score; the weights of an event sum to 1."""

    __tablename__ = "criterion"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Texts]
    weight: Mapped[Decimal]
    lowest: Mapped[int]
    highest: Mapped[int]


class ScalingModel(Base):
    """One submission. `content` holds the sections by key: texts, and lists of stages, risks, indicators, partners."""

    __tablename__ = "scaling_model"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "code"),
        sa.Index("ix_scaling_model_event_id_state", "event_id", "state"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[ModelState]
    title: Mapped[Texts]
    abstract: Mapped[Texts]
    lang: Mapped[str] = mapped_column(sa.String(12))  # of the content
    content: Mapped[dict[str, Any]]
    search: Mapped[str] = mapped_column(sa.Text, default="")
    organisation_name: Mapped[str] = mapped_column(sa.Text, default="")
    municipality_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("municipality.id", ondelete="RESTRICT"), index=True
    )
    municipality: Mapped[Municipality | None] = relationship()
    focus_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="SET NULL"), index=True)
    focus_group: Mapped[FocusGroup | None] = relationship(foreign_keys=[focus_group_id])
    wished_group_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("focus_group.id", ondelete="SET NULL"), index=True
    )
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    aside: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by section, what two windows wrote at once
    link_revision: Mapped[int] = mapped_column(default=0)
    submission_key: Mapped[str | None] = mapped_column(sa.String(64), unique=True)  # the form's idempotency key


class ModelAuthor(Base):
    """An author; the corresponding one receives the letters."""

    __tablename__ = "model_author"
    __table_args__ = (sa.UniqueConstraint("model_id", "person_id"),)

    id: Mapped[Key]
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    person: Mapped[Person] = relationship()
    position: Mapped[int] = mapped_column(default=0)
    is_corresponding: Mapped[bool] = mapped_column(default=False)


class ModelVersion(Base):
    """A saved state of the content, so that a revision can be compared with what was reviewed."""

    __tablename__ = "model_version"
    __table_args__ = (sa.UniqueConstraint("model_id", "number"),)

    id: Mapped[Key]
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[Texts]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class ModelAttachment(Base):
    """A file that belongs to a submission."""

    __tablename__ = "model_attachment"

    id: Mapped[Key]
    uid: Mapped[Uid]
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id", ondelete="RESTRICT"), index=True)
    file: Mapped[StoredFile] = relationship()
    position: Mapped[int] = mapped_column(default=0)


class ModelPresentation(Base):
    """A model on the programme."""

    __tablename__ = "model_presentation"
    __table_args__ = (sa.UniqueConstraint("agenda_item_id", "model_id"),)

    id: Mapped[Key]
    agenda_item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="CASCADE"))
    agenda_item: Mapped[AgendaItem] = relationship()
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"), index=True)
    model: Mapped[ScalingModel] = relationship()
    position: Mapped[int] = mapped_column(default=0)


class Reviewer(Base):
    """An expert of the event, with the code under which reviews name them."""

    __tablename__ = "reviewer"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"), sa.UniqueConstraint("event_id", "person_id"))

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    person: Mapped[Person] = relationship()
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user: Mapped[User | None] = relationship()
    code: Mapped[str] = mapped_column(sa.String(80))
    organisation_name: Mapped[str] = mapped_column(sa.Text, default="")
    organisation_key: Mapped[str] = mapped_column(sa.String(620), default="")  # folded; own organisation is a conflict
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id", ondelete="SET NULL"))
    is_municipal: Mapped[bool] = mapped_column(default=False)  # then the own municipality is a conflict too


class Review(Base):
    """One reviewer's opinion of one model: assigned, until `submitted_at` says it is answered."""

    __tablename__ = "review"
    __table_args__ = (sa.UniqueConstraint("model_id", "reviewer_id"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    code: Mapped[str | None] = mapped_column(sa.String(80))
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"))
    model: Mapped[ScalingModel] = relationship()
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("reviewer.id", ondelete="CASCADE"), index=True)
    reviewer: Mapped[Reviewer] = relationship()
    confidence: Mapped[int | None]  # 1 to 5
    advice: Mapped[Advice | None]
    comment: Mapped[str] = mapped_column(sa.Text, default="")  # to the author
    comment_to_organiser: Mapped[str] = mapped_column(sa.Text, default="")
    lang: Mapped[str] = mapped_column(sa.String(12), default="ru")
    assigned_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class ReviewScore(Base):
    """The score a review gives by one criterion."""

    __tablename__ = "review_score"
    __table_args__ = (sa.UniqueConstraint("review_id", "criterion_id"),)

    id: Mapped[Key]
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("review.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(sa.ForeignKey("criterion.id", ondelete="RESTRICT"), index=True)
    score: Mapped[int]
