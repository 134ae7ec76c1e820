"""What happens with events: projects and the event itself, its programme, its lists, its team, its copies."""
