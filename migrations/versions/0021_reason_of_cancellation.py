"""Why an event was cancelled, in the words that everybody reads; events that take place have none."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    cancellation = sa.Column("cancellation", sa.JSON(none_as_null=True), nullable=False, server_default="{}")
    op.add_column("event", cancellation)


def downgrade() -> None:
    op.drop_column("event", "cancellation")
