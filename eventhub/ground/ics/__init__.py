"""Calendar files (RFC 5545, RFC 7986): a feed of entries goes in, bytes come out, the same for the same state.

Nothing is asked for on the way: no clock, no host name, no database. What changes a file is what the caller says.
"""
