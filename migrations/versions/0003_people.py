"""Persons and the lists of the installation."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "competence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("title_key", sa.String(length=620), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competence")),
        sa.UniqueConstraint("uid", name=op.f("uq_competence_uid")),
    )
    op.create_index(op.f("ix_competence_title_key"), "competence", ["title_key"], unique=False)
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("official_name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("kind_name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("code_system", sa.String(length=40), nullable=False),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("name_key", sa.String(length=620), nullable=False),
        sa.Column("name_sort", sa.String(length=620), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("uid", name=op.f("uq_municipality_uid")),
    )
    op.create_index("ix_municipality_code_system_code", "municipality", ["code_system", "code"], unique=False)
    op.create_index(op.f("ix_municipality_name_key"), "municipality", ["name_key"], unique=False)
    op.create_index(op.f("ix_municipality_name_sort"), "municipality", ["name_sort"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=620), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name_key", name=op.f("uq_organisation_name_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisation_uid")),
    )
    op.create_table(
        "role_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("title_key", sa.String(length=620), nullable=False),
        sa.Column("municipal", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_category")),
        sa.UniqueConstraint("uid", name=op.f("uq_role_category_uid")),
    )
    op.create_index(op.f("ix_role_category_title_key"), "role_category", ["title_key"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("patronymic", sa.Text(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.Column("name_key", sa.String(length=620), nullable=True),
        sa.Column("name_sort", sa.String(length=620), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_person_user_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email_key", "name_key", name=op.f("uq_person_email_key_name_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
    )
    op.create_index(op.f("ix_person_name_key"), "person", ["name_key"], unique=False)
    op.create_index(op.f("ix_person_name_sort"), "person", ["name_sort"], unique=False)
    op.create_index(op.f("ix_person_user_id"), "person", ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_table("person")
    op.drop_table("role_category")
    op.drop_table("organisation")
    op.drop_table("municipality")
    op.drop_table("competence")
