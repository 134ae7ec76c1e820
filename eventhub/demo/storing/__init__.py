"""From rows to tables: a folder without faults becomes an event, floor by floor, in one transaction.

Each module stores what belongs together and returns it by the folder's ids; the next one refers to that.
"""
