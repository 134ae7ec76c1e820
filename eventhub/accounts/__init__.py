"""Accounts: who signs in, and the sign-ins that are alive.

A *user* is known to the whole installation; what a user may do in an event is a *membership* (events). Participants
and authors have no account: they hold personal links.
"""
