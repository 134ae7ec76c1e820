"""The pages of the call: public form, authors' pages, the team's pages, reviewers' pages."""

from eventhub.scaling_models.views import call, public, reviewers, reviews, staff, writing
from eventhub.scaling_models.views.blueprint import bp

__all__ = ["bp", "call", "public", "reviewers", "reviews", "staff", "writing"]
