"""Communities, road maps and schools."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("setting", sa.String(length=40), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column(
            "part",
            sa.Enum(
                "donor", "recipient", "both", name="schoolpart", native_enum=False, length=40, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("low_results", sa.Boolean(), nullable=False),
        sa.Column("mentor_capacity", sa.Integer(), nullable=False),
        sa.Column("formats", sa.JSON(), nullable=False),
        sa.Column("connection", sa.String(length=40), nullable=False),
        sa.Column("max_distance_km", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_school_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_school_municipality_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_school_event_id_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_school_uid")),
    )
    op.create_index(op.f("ix_school_municipality_id"), "school", ["municipality_id"], unique=False)
    op.create_table(
        "partner_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("is_exclusion", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["school.id"], name=op.f("fk_partner_wish_other_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_partner_wish_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_wish")),
        sa.UniqueConstraint(
            "school_id", "other_id", "is_exclusion", name=op.f("uq_partner_wish_school_id_other_id_is_exclusion")
        ),
    )
    op.create_index(op.f("ix_partner_wish_other_id"), "partner_wish", ["other_id"], unique=False)
    op.create_table(
        "professional_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("competence_id", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_professional_need_competence_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_professional_need_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional_need")),
        sa.UniqueConstraint("school_id", "competence_id", name=op.f("uq_professional_need_school_id_competence_id")),
    )
    op.create_index(op.f("ix_professional_need_competence_id"), "professional_need", ["competence_id"], unique=False)
    op.create_table(
        "school_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_school_member_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_school_member_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_member")),
        sa.UniqueConstraint("school_id", "person_id", name=op.f("uq_school_member_school_id_person_id")),
    )
    op.create_index(op.f("ix_school_member_person_id"), "school_member", ["person_id"], unique=False)
    op.create_table(
        "strength",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("competence_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_strength_competence_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_strength_school_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strength")),
        sa.UniqueConstraint("school_id", "competence_id", name=op.f("uq_strength_school_id_competence_id")),
    )
    op.create_index(op.f("ix_strength_competence_id"), "strength", ["competence_id"], unique=False)
    op.create_table(
        "network_community",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("goal", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("focus_group_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["person.id"], name=op.f("fk_network_community_coordinator_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_network_community_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["focus_group_id"],
            ["focus_group.id"],
            name=op.f("fk_network_community_focus_group_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_community")),
        sa.UniqueConstraint("uid", name=op.f("uq_network_community_uid")),
    )
    op.create_index(op.f("ix_network_community_coordinator_id"), "network_community", ["coordinator_id"], unique=False)
    op.create_index(op.f("ix_network_community_event_id"), "network_community", ["event_id"], unique=False)
    op.create_index(op.f("ix_network_community_focus_group_id"), "network_community", ["focus_group_id"], unique=False)
    op.create_table(
        "community_municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["network_community.id"],
            name=op.f("fk_community_municipality_community_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_community_municipality_municipality_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_municipality")),
        sa.UniqueConstraint(
            "community_id", "municipality_id", name=op.f("uq_community_municipality_community_id_municipality_id")
        ),
    )
    op.create_index(
        op.f("ix_community_municipality_municipality_id"), "community_municipality", ["municipality_id"], unique=False
    )
    op.create_table(
        "road_map",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("link_revision", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["network_community.id"], name=op.f("fk_road_map_community_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_road_map_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_map")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_road_map_event_id_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_road_map_uid")),
    )
    op.create_index(op.f("ix_road_map_community_id"), "road_map", ["community_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("indicator_unit", sa.Text(), nullable=False),
        sa.Column("indicator_target", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_progress",
                "done",
                name="milestonestate",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_milestone_owner_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["road_map_id"], ["road_map.id"], name=op.f("fk_milestone_road_map_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("road_map_id", "code", name=op.f("uq_milestone_road_map_id_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_milestone_uid")),
    )
    op.create_index(op.f("ix_milestone_owner_id"), "milestone", ["owner_id"], unique=False)
    op.create_table(
        "road_map_discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), nullable=False),
        sa.Column("focus_group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["focus_group_id"],
            ["focus_group.id"],
            name=op.f("fk_road_map_discussion_focus_group_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["road_map_id"], ["road_map.id"], name=op.f("fk_road_map_discussion_road_map_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_map_discussion")),
        sa.UniqueConstraint(
            "road_map_id", "focus_group_id", name=op.f("uq_road_map_discussion_road_map_id_focus_group_id")
        ),
    )
    op.create_index(
        op.f("ix_road_map_discussion_focus_group_id"), "road_map_discussion", ["focus_group_id"], unique=False
    )
    op.create_table(
        "milestone_dependency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_dependency_milestone_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["needs_id"], ["milestone.id"], name=op.f("fk_milestone_dependency_needs_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_dependency")),
        sa.UniqueConstraint("milestone_id", "needs_id", name=op.f("uq_milestone_dependency_milestone_id_needs_id")),
    )
    op.create_index(op.f("ix_milestone_dependency_needs_id"), "milestone_dependency", ["needs_id"], unique=False)
    op.create_table(
        "road_map_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_road_map_source_recommendation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["road_map_id"], ["road_map.id"], name=op.f("fk_road_map_source_road_map_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_map_source")),
        sa.UniqueConstraint(
            "road_map_id", "recommendation_id", name=op.f("uq_road_map_source_road_map_id_recommendation_id")
        ),
    )
    op.create_index(
        op.f("ix_road_map_source_recommendation_id"), "road_map_source", ["recommendation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("road_map_source")
    op.drop_table("milestone_dependency")
    op.drop_table("road_map_discussion")
    op.drop_table("milestone")
    op.drop_table("road_map")
    op.drop_table("community_municipality")
    op.drop_table("network_community")
    op.drop_table("strength")
    op.drop_table("school_member")
    op.drop_table("professional_need")
    op.drop_table("partner_wish")
    op.drop_table("school")
