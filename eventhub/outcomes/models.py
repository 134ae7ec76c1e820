"""Group records with everything recorded in them, and the resolution."""

import enum
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from eventhub.focus_groups.models import FocusGroup, GuideQuestion
from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.texts import Texts
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import ScalingModel


class RecordState(enum.StrEnum):
    """A record is open until it is signed; reopening needs a reason."""

    DRAFT = "draft"
    FINAL = "final"


class ThesisKind(enum.StrEnum):
    """What kind of statement was noted."""

    THESIS = "thesis"
    IDEA = "idea"
    RISK = "risk"
    DISAGREEMENT = "disagreement"


class RatingSource(enum.StrEnum):
    """How a rating reached us."""

    PHONE = "phone"
    PAPER = "paper"
    HANDS = "hands"
    IMPORT = "import"


class Choice(enum.StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class FactorCategory(Base):
    """A kind of factor, for instance staffing or regulatory; another event may use SWOT."""

    __tablename__ = "factor_category"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Texts]


class GroupRecord(Base):
    """What one group recorded; `version` counts the signings."""

    __tablename__ = "group_record"

    id: Mapped[Key]
    uid: Mapped[Uid]
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), unique=True)
    focus_group: Mapped[FocusGroup] = relationship()
    state: Mapped[RecordState] = mapped_column(default=RecordState.DRAFT)
    dots_per_person: Mapped[int] = mapped_column(default=3)
    signed_at: Mapped[datetime | None]
    ratings_closed_at: Mapped[datetime | None]  # until then nobody sees what the group rated
    reopened_reason: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]


class _Recorded:
    """An entry of a record: made on a client under its own uid, ordered, withdrawn but never lost.

    `versions` counts the changes of each text field, so that an edit based on an old text is seen; `held` keeps the
    other text by field until a person chooses.
    """

    id: Mapped[Key]
    uid: Mapped[Uid]
    code: Mapped[str | None] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    held: Mapped[dict[str, Any]] = mapped_column(default=dict)
    withdrawn_at: Mapped[datetime | None]
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("group_record.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("guide_question.id", ondelete="SET NULL"), index=True)

    @declared_attr
    def question(cls) -> Mapped[GuideQuestion | None]:
        return relationship(GuideQuestion)


class Factor(_Recorded, Base):
    """Something that helps or hinders, rated by the people in the room."""

    __tablename__ = "factor"

    category_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("factor_category.id", ondelete="SET NULL"), index=True
    )
    category: Mapped[FactorCategory | None] = relationship()


class Rating(Base):
    """One rating of one factor, 1 to 5 each, by a person or by an anonymous ballot; an empty value was left blank."""

    __tablename__ = "rating"
    __table_args__ = (
        sa.UniqueConstraint("factor_id", "rater"),
        sa.CheckConstraint("importance BETWEEN 1 AND 5", name="importance"),
        sa.CheckConstraint("controllability BETWEEN 1 AND 5", name="controllability"),
    )

    id: Mapped[Key]
    factor_id: Mapped[int] = mapped_column(sa.ForeignKey("factor.id", ondelete="CASCADE"))
    rater: Mapped[str] = mapped_column(sa.String(64))  # `r<registration>` or the ballot's own random id
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True
    )
    importance: Mapped[int | None]
    controllability: Mapped[int | None]
    source: Mapped[RatingSource]


class Thesis(_Recorded, Base):
    """A statement of the group. Its author is for the group's own record and never public."""

    __tablename__ = "thesis"

    kind: Mapped[ThesisKind]
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True)
    author: Mapped[Registration | None] = relationship()


class Quotation(_Recorded, Base):
    """Words of one person; the name is public only with attribution consent *and* consent to publish names."""

    __tablename__ = "quotation"

    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True)
    author: Mapped[Registration | None] = relationship()
    attribution_consent: Mapped[bool] = mapped_column(default=False)


class Recommendation(_Recorded, Base):
    """What the group recommends, to whom, until when, and how it voted (for + against + abstained = present)."""

    __tablename__ = "recommendation"

    addressee: Mapped[str] = mapped_column(sa.Text, default="")
    due_on: Mapped[date | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstained: Mapped[int | None]
    dots: Mapped[int | None]
    thesis_id: Mapped[int | None] = mapped_column(sa.ForeignKey("thesis.id", ondelete="SET NULL"), index=True)
    factor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("factor.id", ondelete="SET NULL"), index=True)


class Ballot(Base):
    """One person's own vote on a recommendation; a changed vote replaces."""

    __tablename__ = "ballot"
    __table_args__ = (sa.UniqueConstraint("recommendation_id", "voter"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id", ondelete="CASCADE"))
    voter: Mapped[str] = mapped_column(sa.String(64))
    choice: Mapped[Choice]


class PresentedModel(Base):
    """A model the group heard, with what the room would change in it."""

    __tablename__ = "presented_model"
    __table_args__ = (sa.UniqueConstraint("record_id", "model_id"),)

    id: Mapped[Key]
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("group_record.id", ondelete="CASCADE"))
    model_id: Mapped[int] = mapped_column(sa.ForeignKey("scaling_model.id", ondelete="CASCADE"), index=True)
    model: Mapped[ScalingModel] = relationship()
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of the note, as in _Recorded
    held: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Operation(Base):
    """One change made on a device: the history of a record. Repeats of the same uid change nothing."""

    __tablename__ = "operation"
    __table_args__ = (sa.Index("ix_operation_entry_uid_field", "entry_uid", "field"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("group_record.id", ondelete="CASCADE"), index=True)
    entry_uid: Mapped[str] = mapped_column(sa.String(36))
    kind: Mapped[str] = mapped_column(sa.String(40))
    field: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[dict[str, Any]]
    base_version: Mapped[int | None]
    device: Mapped[str] = mapped_column(sa.String(64))
    device_at: Mapped[datetime]
    received_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(80))
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ResolutionState(enum.StrEnum):
    """A draft until the hall adopts it."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class Resolution(Base):
    """What the whole event noted and decided, and how it voted."""

    __tablename__ = "resolution"

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    state: Mapped[ResolutionState] = mapped_column(default=ResolutionState.DRAFT)
    adopted_at: Mapped[datetime | None]
    present: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstained: Mapped[int | None]
    preamble: Mapped[str] = mapped_column(sa.Text, default="")
    noted: Mapped[list[str]] = mapped_column(default=list)
    disagreements: Mapped[list[str]] = mapped_column(default=list)  # what stayed open, noted as it is
    lang: Mapped[str] = mapped_column(sa.String(12))
    version: Mapped[int] = mapped_column(default=1)  # counts changes of its texts, so that nobody overwrites another
    reopened_reason: Mapped[str] = mapped_column(sa.Text, default="")


class FollowUp(enum.StrEnum):
    """What became of a decision in the year after."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class Decision(Base):
    """A decision of the resolution, with addressee and date; its sources are the recommendations merged into it."""

    __tablename__ = "decision"

    id: Mapped[Key]
    uid: Mapped[Uid]
    resolution_id: Mapped[int] = mapped_column(sa.ForeignKey("resolution.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    addressee: Mapped[str] = mapped_column(sa.Text, default="")
    due_on: Mapped[date | None]
    state: Mapped[FollowUp] = mapped_column(default=FollowUp.OPEN)


class DecisionSource(Base):
    """A recommendation that a decision comes from."""

    __tablename__ = "decision_source"
    __table_args__ = (sa.UniqueConstraint("decision_id", "recommendation_id"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("decision.id", ondelete="CASCADE"))
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id", ondelete="RESTRICT"), index=True)
    recommendation: Mapped[Recommendation] = relationship()
