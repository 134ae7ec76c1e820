"""EventHub runs discussion platforms: one-day professional events, from registration to outcomes and the year after.

Each folder here is a thing an organiser would name; `ground/` is the plumbing below them. ARCHITECTURE.md is the map.
"""
