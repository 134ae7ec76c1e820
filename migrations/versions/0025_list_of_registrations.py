"""The team's list of registrations is read by name, whatever the state; without this index it would be sorted anew."""

from alembic import op

revision = "0025"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_registration_event_id_name_sort", "registration", ["event_id", "name_sort"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_registration_event_id_name_sort", table_name="registration")
