"""What the pages of the call show, ready for the templates."""
