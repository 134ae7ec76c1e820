"""What the organiser rules before people are allocated, and moves by hand, so that they can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0030"
branch_labels = None
depends_on = None

KINDS = ("fixed", "forbidden", "together", "apart", "free")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="rulekind", native_enum=False, length=40, create_constraint=True)
    op.create_table(
        "allocation_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("focus_group_id", sa.Integer(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_allocation_rule_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["focus_group_id"], ["focus_group.id"], name=op.f("fk_allocation_rule_focus_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_rule")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_allocation_rule_submission_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_allocation_rule_uid")),
    )
    op.create_index(op.f("ix_allocation_rule_event_id"), "allocation_rule", ["event_id"], unique=False)
    op.create_index(op.f("ix_allocation_rule_focus_group_id"), "allocation_rule", ["focus_group_id"], unique=False)
    op.create_table(
        "ruled_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_ruled_person_registration_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["allocation_rule.id"], name=op.f("fk_ruled_person_rule_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruled_person")),
        sa.UniqueConstraint("rule_id", "registration_id", name=op.f("uq_ruled_person_rule_id_registration_id")),
    )
    op.create_index(op.f("ix_ruled_person_registration_id"), "ruled_person", ["registration_id"], unique=False)
    op.create_table(
        "move_by_hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("from_group_id", sa.Integer(), nullable=True),
        sa.Column("from_reason", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocation.id"], name=op.f("fk_move_by_hand_allocation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_move_by_hand_assignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_group_id"], ["focus_group.id"], name=op.f("fk_move_by_hand_from_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_by_hand")),
    )
    for column in ("assignment_id", "from_group_id"):
        op.create_index(op.f(f"ix_move_by_hand_{column}"), "move_by_hand", [column], unique=False)
    op.create_index(
        op.f("ix_move_by_hand_allocation_id_version"), "move_by_hand", ["allocation_id", "version"], unique=False
    )


def downgrade() -> None:
    op.drop_table("move_by_hand")
    op.drop_table("ruled_person")
    op.drop_table("allocation_rule")
