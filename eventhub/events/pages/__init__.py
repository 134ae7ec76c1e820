"""What pages of Prepare show, ready for the template."""
