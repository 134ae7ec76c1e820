"""People and the lists they are described by: persons, municipalities, role categories, organisations, competences.

A *person* is the lasting human being of the whole installation; what was stated for one event is a *registration*,
above. A *municipality* keeps the name and code of a period (districts change their kind and name); an event uses
the names of its day.
"""
