"""What is asked about allocations."""

from eventhub.allocation.queries.drafts import (
    all_places,
    allocations_of,
    count_placed,
    find_allocation,
    find_by_uid,
    find_file,
    find_place,
    find_published,
    last_moves,
    next_number,
    places_of,
    take_version,
)
from eventhub.allocation.queries.facts import (
    confirmed_people,
    facts_of,
    find_rule,
    find_rule_by_key,
    find_seat,
    meetings,
)
from eventhub.allocation.queries.published import published_assignments, published_sizes

__all__ = [
    "all_places",
    "allocations_of",
    "confirmed_people",
    "count_placed",
    "facts_of",
    "find_allocation",
    "find_by_uid",
    "find_file",
    "find_place",
    "find_published",
    "find_rule",
    "find_rule_by_key",
    "find_seat",
    "last_moves",
    "meetings",
    "next_number",
    "places_of",
    "published_assignments",
    "published_sizes",
    "take_version",
]
