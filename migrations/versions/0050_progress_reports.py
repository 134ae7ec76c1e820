"""What communities report over the year, milestones that are withdrawn, and what a milestone comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("milestone") as batch:
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("recommendation_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_milestone_recommendation_id"), "recommendation", ["recommendation_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_foreign_key(
            op.f("fk_milestone_decision_id"), "decision", ["decision_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_milestone_recommendation_id"), ["recommendation_id"])
        batch.create_index(op.f("ix_milestone_decision_id"), ["decision_id"])
    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_progress_report_milestone_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_progress_report_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["road_map_id"], ["road_map.id"], name=op.f("fk_progress_report_road_map_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_progress_report_user_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
        sa.UniqueConstraint("uid", name=op.f("uq_progress_report_uid")),
    )
    op.create_index(op.f("ix_progress_report_milestone_id"), "progress_report", ["milestone_id"])
    op.create_index(op.f("ix_progress_report_person_id"), "progress_report", ["person_id"])
    op.create_index(
        op.f("ix_progress_report_road_map_id_reported_at"), "progress_report", ["road_map_id", "reported_at"]
    )
    op.create_index(op.f("ix_progress_report_user_id"), "progress_report", ["user_id"])


def downgrade() -> None:
    op.drop_table("progress_report")
    with op.batch_alter_table("milestone") as batch:
        batch.drop_index(op.f("ix_milestone_decision_id"))
        batch.drop_index(op.f("ix_milestone_recommendation_id"))
        batch.drop_constraint(op.f("fk_milestone_decision_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_milestone_recommendation_id"), type_="foreignkey")
        batch.drop_column("decision_id")
        batch.drop_column("recommendation_id")
        batch.drop_column("withdrawn_at")
