"""Preparing an event: what is missing, its way from draft to archive, and the next event made from it.

Every part of an event is made in its own feature; *preparation* sees them all. What an event *lacks* either stops it
from being published or is only advice. A *copy* is made of chosen *parts*, moved by whole days.
"""
