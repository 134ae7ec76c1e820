"""Outcomes: what the focus groups left behind, what it means together, and what was resolved.

A *group record* is one group's result: *factors* rated by importance and controllability, *theses* (also ideas,
risks, disagreements), *quotations*, *recommendations* with votes and dots. The *resolution* turns recommendations
into *decisions* with an addressee and a date. Provenance is kept by foreign keys: question → thesis or factor →
recommendation → decision. Everything recorded in a room arrives as an *operation*; operations are the history, the
tables hold the present state.
"""
