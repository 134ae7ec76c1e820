"""Forms about communities, road maps and milestones."""

from eventhub.networks.forms.communities import CommunityForm, NewCommunityForm
from eventhub.networks.forms.milestones import MilestoneForm, ProgressForm, progress_form

__all__ = ["CommunityForm", "MilestoneForm", "NewCommunityForm", "ProgressForm", "progress_form"]
