"""Group records, what was recorded in them, and the resolution."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "factor_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_factor_category_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_category")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_factor_category_event_id_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_factor_category_uid")),
    )
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "adopted", name="resolutionstate", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstained", sa.Integer(), nullable=True),
        sa.Column("preamble", sa.Text(), nullable=False),
        sa.Column("noted", sa.JSON(), nullable=False),
        sa.Column("disagreements", sa.JSON(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_resolution_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("event_id", name=op.f("uq_resolution_event_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_resolution_uid")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "in_progress",
                "done",
                "dropped",
                name="followup",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolution.id"], name=op.f("fk_decision_resolution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("uid", name=op.f("uq_decision_uid")),
    )
    op.create_index(op.f("ix_decision_resolution_id"), "decision", ["resolution_id"], unique=False)
    op.create_table(
        "group_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("focus_group_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "final", name="recordstate", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("dots_per_person", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["focus_group_id"], ["focus_group.id"], name=op.f("fk_group_record_focus_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_record")),
        sa.UniqueConstraint("focus_group_id", name=op.f("uq_group_record_focus_group_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_group_record_uid")),
    )
    op.create_table(
        "factor",
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"], ["factor_category.id"], name=op.f("fk_factor_category_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["guide_question.id"], name=op.f("fk_factor_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_factor_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor")),
        sa.UniqueConstraint("uid", name=op.f("uq_factor_uid")),
    )
    op.create_index(op.f("ix_factor_category_id"), "factor", ["category_id"], unique=False)
    op.create_index(op.f("ix_factor_question_id"), "factor", ["question_id"], unique=False)
    op.create_index(op.f("ix_factor_record_id"), "factor", ["record_id"], unique=False)
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("entry_uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("device_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_operation_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("uid", name=op.f("uq_operation_uid")),
    )
    op.create_index(op.f("ix_operation_record_id"), "operation", ["record_id"], unique=False)
    op.create_table(
        "presented_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["scaling_model.id"], name=op.f("fk_presented_model_model_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_presented_model_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presented_model")),
        sa.UniqueConstraint("record_id", "model_id", name=op.f("uq_presented_model_record_id_model_id")),
    )
    op.create_index(op.f("ix_presented_model_model_id"), "presented_model", ["model_id"], unique=False)
    op.create_table(
        "quotation",
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("attribution_consent", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["registration.id"], name=op.f("fk_quotation_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["guide_question.id"], name=op.f("fk_quotation_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_quotation_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation")),
        sa.UniqueConstraint("uid", name=op.f("uq_quotation_uid")),
    )
    op.create_index(op.f("ix_quotation_author_id"), "quotation", ["author_id"], unique=False)
    op.create_index(op.f("ix_quotation_question_id"), "quotation", ["question_id"], unique=False)
    op.create_index(op.f("ix_quotation_record_id"), "quotation", ["record_id"], unique=False)
    op.create_table(
        "thesis",
        sa.Column(
            "kind",
            sa.Enum(
                "thesis",
                "idea",
                "risk",
                "disagreement",
                name="thesiskind",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["registration.id"], name=op.f("fk_thesis_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["guide_question.id"], name=op.f("fk_thesis_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_thesis_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thesis")),
        sa.UniqueConstraint("uid", name=op.f("uq_thesis_uid")),
    )
    op.create_index(op.f("ix_thesis_author_id"), "thesis", ["author_id"], unique=False)
    op.create_index(op.f("ix_thesis_question_id"), "thesis", ["question_id"], unique=False)
    op.create_index(op.f("ix_thesis_record_id"), "thesis", ["record_id"], unique=False)
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("factor_id", sa.Integer(), nullable=False),
        sa.Column("rater", sa.String(length=64), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=True),
        sa.Column("controllability", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "phone",
                "paper",
                "hands",
                "import",
                name="ratingsource",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("controllability BETWEEN 1 AND 5", name=op.f("ck_rating_controllability")),
        sa.CheckConstraint("importance BETWEEN 1 AND 5", name=op.f("ck_rating_importance")),
        sa.ForeignKeyConstraint(["factor_id"], ["factor.id"], name=op.f("fk_rating_factor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_rating_registration_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("factor_id", "rater", name=op.f("uq_rating_factor_id_rater")),
    )
    op.create_index(op.f("ix_rating_registration_id"), "rating", ["registration_id"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstained", sa.Integer(), nullable=True),
        sa.Column("dots", sa.Integer(), nullable=True),
        sa.Column("thesis_id", sa.Integer(), nullable=True),
        sa.Column("factor_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["factor_id"], ["factor.id"], name=op.f("fk_recommendation_factor_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["guide_question.id"], name=op.f("fk_recommendation_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["group_record.id"], name=op.f("fk_recommendation_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thesis_id"], ["thesis.id"], name=op.f("fk_recommendation_thesis_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("uid", name=op.f("uq_recommendation_uid")),
    )
    op.create_index(op.f("ix_recommendation_factor_id"), "recommendation", ["factor_id"], unique=False)
    op.create_index(op.f("ix_recommendation_question_id"), "recommendation", ["question_id"], unique=False)
    op.create_index(op.f("ix_recommendation_record_id"), "recommendation", ["record_id"], unique=False)
    op.create_index(op.f("ix_recommendation_thesis_id"), "recommendation", ["thesis_id"], unique=False)
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column(
            "choice",
            sa.Enum("for", "against", "abstained", name="choice", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_ballot_recommendation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("recommendation_id", "voter", name=op.f("uq_ballot_recommendation_id_voter")),
    )
    op.create_table(
        "decision_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_source_decision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_decision_source_recommendation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_source")),
        sa.UniqueConstraint(
            "decision_id", "recommendation_id", name=op.f("uq_decision_source_decision_id_recommendation_id")
        ),
    )
    op.create_index(
        op.f("ix_decision_source_recommendation_id"), "decision_source", ["recommendation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("decision_source")
    op.drop_table("ballot")
    op.drop_table("recommendation")
    op.drop_table("rating")
    op.drop_table("thesis")
    op.drop_table("quotation")
    op.drop_table("presented_model")
    op.drop_table("operation")
    op.drop_table("factor")
    op.drop_table("group_record")
    op.drop_table("decision")
    op.drop_table("resolution")
    op.drop_table("factor_category")
