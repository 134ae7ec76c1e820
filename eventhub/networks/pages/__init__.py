"""What the pages of communities and road maps show."""
