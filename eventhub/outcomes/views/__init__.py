"""Which page answers which address: the recording page by account and by link, the list of records."""
