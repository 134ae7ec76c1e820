"""Registration: who wants to come, who has a place, who waits, who came.

A *registration* is one person's wish to attend one event, with a snapshot of what was stated that day. *Places* are
rows of capacity and what is taken of it; taking is one conditional UPDATE. *Preferences* are focus groups, most
wanted first. *Attendance* is the base of every “how many”: it is counted, never typed.
"""
