"""What the pages of allocation show, ready for the templates."""
