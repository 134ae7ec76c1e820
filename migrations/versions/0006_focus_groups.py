"""Focus groups, guides and slots in the programme."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "focus_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("short_title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("min_size", sa.Integer(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=True),
        sa.Column("secretary_id", sa.Integer(), nullable=True),
        sa.Column("link_revision", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_focus_group_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["person.id"], name=op.f("fk_focus_group_facilitator_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_focus_group_room_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["secretary_id"], ["person.id"], name=op.f("fk_focus_group_secretary_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focus_group")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_focus_group_event_id_code")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_focus_group_event_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_focus_group_uid")),
    )
    op.create_index(op.f("ix_focus_group_facilitator_id"), "focus_group", ["facilitator_id"], unique=False)
    op.create_index(op.f("ix_focus_group_room_id"), "focus_group", ["room_id"], unique=False)
    op.create_index(op.f("ix_focus_group_secretary_id"), "focus_group", ["secretary_id"], unique=False)
    op.create_table(
        "group_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("focus_group_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_group_slot_agenda_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["focus_group_id"], ["focus_group.id"], name=op.f("fk_group_slot_focus_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_slot")),
        sa.UniqueConstraint("agenda_item_id", name=op.f("uq_group_slot_agenda_item_id")),
        sa.UniqueConstraint("focus_group_id", "part", name=op.f("uq_group_slot_focus_group_id_part")),
    )
    op.create_table(
        "guide_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("focus_group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "theory",
                "method",
                "organisation",
                name="questionkind",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["focus_group_id"], ["focus_group.id"], name=op.f("fk_guide_question_focus_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_question")),
        sa.UniqueConstraint("focus_group_id", "number", name=op.f("uq_guide_question_focus_group_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_guide_question_uid")),
    )


def downgrade() -> None:
    op.drop_table("guide_question")
    op.drop_table("group_slot")
    op.drop_table("focus_group")
