"""Resolutions: how the recommendations of all groups become decisions of the hall.

A person *merges* recommendations into *decisions* and the *sources* are kept; the text of the resolution has a
*preamble* with figures, what was *noted*, the decisions and what stayed open. The hall *adopts* it by vote; whoever
*reopens* it says why. Its tables are those of outcomes, where its readers find them.
"""
