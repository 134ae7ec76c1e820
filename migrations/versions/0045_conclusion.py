"""What concluding needs: printed certificates, and a resolution that can be reopened and is not overwritten unseen."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("certificate") as batch:
        batch.add_column(sa.Column("content_hash", sa.String(length=64), nullable=False, server_default=""))
        batch.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_certificate_file_id"), "stored_file", ["file_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_certificate_file_id"), ["file_id"])
        batch.alter_column("content_hash", server_default=None)
    with op.batch_alter_table("resolution") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("reopened_reason", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("resolution") as batch:
        batch.alter_column("version", server_default=None)
        batch.alter_column("reopened_reason", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("resolution") as batch:
        batch.drop_column("reopened_reason")
        batch.drop_column("version")
    with op.batch_alter_table("certificate") as batch:
        batch.drop_constraint(op.f("fk_certificate_file_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_certificate_file_id"))
        batch.drop_column("file_id")
        batch.drop_column("content_hash")
