"""Summaries: the outcome of an event as text, page and document, from one content.

The text drafts itself in sections per language from attendance and records. An edited section survives a refresh;
when a figure it used has changed, it is marked. Documents are made by background work and stored under their
content hash.
"""
