"""Edited sections of the outcome text, and published documents."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outcome_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("edited", sa.Text(), nullable=False),
        sa.Column("drafted", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_outcome_section_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_section")),
        sa.UniqueConstraint("event_id", "lang", "key", name=op.f("uq_outcome_section_event_id_lang_key")),
    )
    op.create_table(
        "published_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_published_document_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_published_document_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_document")),
        sa.UniqueConstraint(
            "event_id",
            "kind",
            "lang",
            "content_hash",
            name=op.f("uq_published_document_event_id_kind_lang_content_hash"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_published_document_uid")),
    )
    op.create_index(
        "ix_published_document_event_id_kind_lang_made_at",
        "published_document",
        ["event_id", "kind", "lang", "made_at"],
        unique=False,
    )
    op.create_index(op.f("ix_published_document_file_id"), "published_document", ["file_id"], unique=False)


def downgrade() -> None:
    op.drop_table("published_document")
    op.drop_table("outcome_section")
