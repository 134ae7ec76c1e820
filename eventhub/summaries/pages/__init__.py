"""What the outcome page and the outcome document show, ready for their templates: words, addresses and drawings."""
