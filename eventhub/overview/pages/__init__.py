"""What the pages show, ready for their templates: words, addresses and drawings. Nothing is asked or decided here."""
