"""What is asked about records: what was left behind, what a group sees, what an operation needs."""

from eventhub.outcomes.queries.findings import find_resolution, findings

__all__ = ["find_resolution", "findings"]
