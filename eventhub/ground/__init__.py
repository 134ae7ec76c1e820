"""The plumbing under every feature: database, clock, languages, letters, work, files, drawings.

Not one word of the event's business.
"""
