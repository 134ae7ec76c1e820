"""Communities, road maps, milestones; schools with strengths and professional needs."""

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, Key, Revised, Uid
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import Decision, Recommendation
from eventhub.people.models import Competence, Municipality, Person


class MilestoneState(enum.StrEnum):
    """How far a milestone is; overdue and done late follow from the dates."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class NetworkCommunity(Base):
    """Partners who keep working after the event."""

    __tablename__ = "network_community"

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    title: Mapped[Texts]
    goal: Mapped[Texts]
    coordinator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)
    coordinator: Mapped[Person | None] = relationship()
    focus_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="SET NULL"), index=True)
    focus_group: Mapped[FocusGroup | None] = relationship()


class CommunityMunicipality(Base):
    """A municipality that takes part in a community."""

    __tablename__ = "community_municipality"
    __table_args__ = (sa.UniqueConstraint("community_id", "municipality_id"),)

    id: Mapped[Key]
    community_id: Mapped[int] = mapped_column(sa.ForeignKey("network_community.id", ondelete="CASCADE"))
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id", ondelete="RESTRICT"), index=True)
    municipality: Mapped[Municipality] = relationship()
    position: Mapped[int] = mapped_column(default=0)


class RoadMap(Revised, Base):
    """A community's plan from one day to another."""

    __tablename__ = "road_map"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    community_id: Mapped[int] = mapped_column(sa.ForeignKey("network_community.id", ondelete="CASCADE"), index=True)
    community: Mapped[NetworkCommunity] = relationship()
    title: Mapped[Texts]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reported_on: Mapped[date | None]  # the day as of which the progress was last stated
    link_revision: Mapped[int] = mapped_column(default=0)


class RoadMapSource(Base):
    """A recommendation that a road map carries out."""

    __tablename__ = "road_map_source"
    __table_args__ = (sa.UniqueConstraint("road_map_id", "recommendation_id"),)

    id: Mapped[Key]
    road_map_id: Mapped[int] = mapped_column(sa.ForeignKey("road_map.id", ondelete="CASCADE"))
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id", ondelete="RESTRICT"), index=True)
    recommendation: Mapped[Recommendation] = relationship()
    position: Mapped[int] = mapped_column(default=0)


class RoadMapDiscussion(Base):
    """A road map that a focus group discussed."""

    __tablename__ = "road_map_discussion"
    __table_args__ = (sa.UniqueConstraint("road_map_id", "focus_group_id"),)

    id: Mapped[Key]
    road_map_id: Mapped[int] = mapped_column(sa.ForeignKey("road_map.id", ondelete="CASCADE"))
    road_map: Mapped[RoadMap] = relationship()
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class Milestone(Revised, Base):
    """A dated step of a road map. A withdrawn one counts no longer, but calendars that know it still learn of it."""

    __tablename__ = "milestone"
    __table_args__ = (sa.UniqueConstraint("road_map_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    road_map_id: Mapped[int] = mapped_column(sa.ForeignKey("road_map.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    due_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)
    owner: Mapped[Person | None] = relationship()
    result: Mapped[str] = mapped_column(sa.Text, default="")
    indicator_unit: Mapped[str] = mapped_column(sa.Text, default="")
    indicator_target: Mapped[Decimal | None]
    state: Mapped[MilestoneState] = mapped_column(default=MilestoneState.PLANNED)
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    withdrawn_at: Mapped[datetime | None]
    recommendation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("recommendation.id", ondelete="SET NULL"), index=True
    )
    decision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("decision.id", ondelete="SET NULL"), index=True)
    decision: Mapped[Decision | None] = relationship()


class MilestoneDependency(Base):
    """A milestone that another one waits for."""

    __tablename__ = "milestone_dependency"
    __table_args__ = (sa.UniqueConstraint("milestone_id", "needs_id"),)

    id: Mapped[Key]
    milestone_id: Mapped[int] = mapped_column(sa.ForeignKey("milestone.id", ondelete="CASCADE"))
    needs_id: Mapped[int] = mapped_column(sa.ForeignKey("milestone.id", ondelete="CASCADE"), index=True)


class ProgressReport(Base):
    """Who said when how far a milestone is: only what changed, from and to. Never changed afterwards.

    `person` for a coordinator who came by the personal link, `user` for the team.
    """

    __tablename__ = "progress_report"
    __table_args__ = (sa.Index(None, "road_map_id", "reported_at"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    road_map_id: Mapped[int] = mapped_column(sa.ForeignKey("road_map.id", ondelete="CASCADE"))
    milestone_id: Mapped[int] = mapped_column(sa.ForeignKey("milestone.id", ondelete="CASCADE"), index=True)
    milestone: Mapped[Milestone] = relationship()
    reported_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(80))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)
    person: Mapped[Person | None] = relationship()
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user: Mapped[User | None] = relationship()
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]


class SchoolPart(enum.StrEnum):
    """What a school does in mentoring."""

    DONOR = "donor"
    RECIPIENT = "recipient"
    BOTH = "both"


class School(Base):
    """A school that may mentor or be mentored. `low_results` is internal and never leaves the team's pages."""

    __tablename__ = "school"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    municipality_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("municipality.id", ondelete="RESTRICT"), index=True
    )
    municipality: Mapped[Municipality | None] = relationship()
    setting: Mapped[str] = mapped_column(sa.String(40), default="")
    pupils: Mapped[int | None]
    teachers: Mapped[int | None]
    part: Mapped[SchoolPart]
    low_results: Mapped[bool] = mapped_column(default=False)
    mentor_capacity: Mapped[int] = mapped_column(default=0)  # partner schools it can take
    formats: Mapped[list[str]] = mapped_column(default=list)
    connection: Mapped[str] = mapped_column(sa.String(40), default="")
    max_distance_km: Mapped[int | None]
    notes: Mapped[str] = mapped_column(sa.Text, default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")


class Strength(Base):
    """How strong a school is in a competence, 1 to 5."""

    __tablename__ = "strength"
    __table_args__ = (sa.UniqueConstraint("school_id", "competence_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(sa.ForeignKey("school.id", ondelete="CASCADE"))
    competence_id: Mapped[int] = mapped_column(sa.ForeignKey("competence.id", ondelete="RESTRICT"), index=True)
    competence: Mapped[Competence] = relationship()
    level: Mapped[int]


class ProfessionalNeed(Base):
    """What a school needs help with, severity 1 to 3."""

    __tablename__ = "professional_need"
    __table_args__ = (sa.UniqueConstraint("school_id", "competence_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(sa.ForeignKey("school.id", ondelete="CASCADE"))
    competence_id: Mapped[int] = mapped_column(sa.ForeignKey("competence.id", ondelete="RESTRICT"), index=True)
    competence: Mapped[Competence] = relationship()
    severity: Mapped[int]


class PartnerWish(Base):
    """A donor a school would like (in order), or a partner it must not have."""

    __tablename__ = "partner_wish"
    __table_args__ = (sa.UniqueConstraint("school_id", "other_id", "is_exclusion"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(sa.ForeignKey("school.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("school.id", ondelete="CASCADE"), index=True)
    is_exclusion: Mapped[bool]
    position: Mapped[int] = mapped_column(default=0)


class SchoolMember(Base):
    """A person of a school."""

    __tablename__ = "school_member"
    __table_args__ = (sa.UniqueConstraint("school_id", "person_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(sa.ForeignKey("school.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
