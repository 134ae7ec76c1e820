"""Why an event was cancelled, in the words that everybody reads; events that take place have none."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("cancellation", sa.JSON(none_as_null=True), nullable=False, server_default="{}"))
    with op.batch_alter_table("event") as event:
        event.alter_column("cancellation", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_column("cancellation")
