"""What the recording page needs: when ratings are shown, notes edited at two places, who was where last."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("group_record", sa.Column("ratings_closed_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("versions", "held"):
        op.add_column("presented_model", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_operation_entry_uid_field", "operation", ["entry_uid", "field"])


def downgrade() -> None:
    op.drop_index("ix_operation_entry_uid_field", "operation")
    for name in ("held", "versions"):
        op.drop_column("presented_model", name)
    op.drop_column("group_record", "ratings_closed_at")
