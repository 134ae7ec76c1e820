"""Events: the discussion platform itself, its programme, its rooms, its lists and its team.

An *event* is one professional day of a *project*. Its *programme* is a list of *agenda items* in *rooms*. Its
*team* are *memberships*: a user with a role. The event's lists say which municipalities, role categories and
competences it speaks of, under which code and in which order.
"""
