"""The pages of communities and road maps: the team's, everybody's, the coordinator's."""

from eventhub.networks.views import communities, coordinator, milestones, public
from eventhub.networks.views.blueprint import bp, public_bp

__all__ = ["bp", "communities", "coordinator", "milestones", "public", "public_bp"]
