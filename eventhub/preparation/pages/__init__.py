"""What the pages of preparation show, ready for the template."""
