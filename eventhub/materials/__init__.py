"""Materials: the files of an event, described and ordered, for everybody, for participants or for the team.

A material may be listed before its file is there; a missing file shows to the organiser only.
"""
