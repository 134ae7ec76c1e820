"""The call for scaling models: submissions, their authors and versions, reviews by criteria, and the decision.

A *scaling model* says how a practice spreads beyond its first school: problem, practice, core and adaptable parts,
stages, resources, conditions, risks, indicators, partners. *Reviewers* score it by weighted *criteria*; the mean
decides.
"""
