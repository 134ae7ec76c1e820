"""What pages about registrations show, ready for the templates."""
