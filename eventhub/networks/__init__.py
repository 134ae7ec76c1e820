"""Networks: what goes on after the day: communities, their road maps, and schools that help each other.

A *network community* keeps working after the event; it grows out of a focus group in one press. Its *road map* is a
plan of dated *milestones* with owners and indicators. Whether a milestone is late is derived, never typed. What the
*coordinator* says over the year are *progress reports*. A *school* lists what it is strong in and what it needs.
"""
