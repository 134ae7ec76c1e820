"""Forms about communities, road maps and milestones."""

from eventhub.networks.forms.communities import CommunityForm, NewCommunityForm
from eventhub.networks.forms.milestones import MilestoneForm, ProgressForm, field_of, progress_form

__all__ = ["CommunityForm", "MilestoneForm", "NewCommunityForm", "ProgressForm", "field_of", "progress_form"]
