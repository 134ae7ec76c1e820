"""Allocation: who goes to which focus group.

An *allocation* is one whole arrangement; it is a draft until it is published, and published ones are kept. An
*assignment* is one person in one group. The engine that finds good arrangements is `ground/optimisation`.
"""
