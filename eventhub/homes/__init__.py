"""Homes: the first page of everybody who signs in.

The organiser sees six steps, a facilitator the group, a reviewer the models to review. Homes read everything and change
nothing: a step's state and the one next thing to do are derived from figures, never stored.
"""
