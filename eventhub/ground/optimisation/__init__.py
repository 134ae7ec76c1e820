"""Put people into groups as well as possible, and prove how good it is.

Pure computing: a problem goes in, an answer comes out; no Flask, no database, no clock but the budget handed in.
"""
