"""What happens with communities, milestones and reports."""
