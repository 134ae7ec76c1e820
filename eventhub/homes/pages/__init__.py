"""What the organiser's home shows, ready for the template: words, addresses and drawings."""
