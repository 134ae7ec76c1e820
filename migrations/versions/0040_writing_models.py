"""What writing a model needs: wished-for group, texts kept aside, one model per form; reviewers' workplaces."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scaling_model") as table:
        table.add_column(sa.Column("wished_group_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("aside", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("submission_key", sa.String(64), nullable=True))
        table.create_foreign_key(
            "fk_scaling_model_wished_group_id", "focus_group", ["wished_group_id"], ["id"], ondelete="SET NULL"
        )
        table.create_unique_constraint("uq_scaling_model_submission_key", ["submission_key"])
    op.create_index("ix_scaling_model_wished_group_id", "scaling_model", ["wished_group_id"])
    op.add_column("reviewer", sa.Column("organisation_name", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("reviewer", "organisation_name")
    op.drop_index("ix_scaling_model_wished_group_id", "scaling_model")
    with op.batch_alter_table("scaling_model") as table:
        table.drop_constraint("uq_scaling_model_submission_key", type_="unique")
        table.drop_constraint("fk_scaling_model_wished_group_id", type_="foreignkey")
        for name in ("submission_key", "aside", "wished_group_id"):
            table.drop_column(name)
