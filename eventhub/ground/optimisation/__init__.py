"""Put people into groups as well as possible, prove how good it is, and say why.

Pure computing: a problem goes in, an answer comes out; no Flask, no database, no clock but the budget handed in.
Nothing
here knows of events. The narrow door for the rest of the product:

- `problem`: `Problem`, `Person`, `Group`, `Attribute`, `Constraint`, `Kind`, `Objective`; an `Assignment` gives, for
  each
  round, the group id of every person id.
- `quotas.quotas(problem)`: what every group should have of each kind, known before anybody is placed.
- `engine.solve(problem, seconds=…, iterations=…, seed=…, on_progress=…, should_stop=…)`: an `answers.Answer` with
  status,
  assignment, objectives (value, bound, gap, proven), or conflicts, or flaws. `child.solve_in_child` does the same in a
  process of its own that obeys `should_stop` at once; use it wherever somebody waits.
- `engine.check(problem, assignment)`: what any allocation breaks, and its values.
- `board.Board(problem, assignment)`: `cost_of_move`, `cost_of_swap`, `table`, `make`; for the board on which people are
  moved by hand.
- `explanation.explain_person(board, person)`: why here, and what would be better; `for_participant()` names nobody
  else.
- `repair.repair(problem, previous, seconds=…)`: the fewest moves after cancellations and walk-ins, and next steps
  worth a
  move; `repair.locked(problem, places)` locks people where they are.
- `curve.curve(problem, seconds=…)`: 3–5 allocations between the best balance and the best wishes.
- `files.read_problem` and `report`: the files of the command line.
- `linear`: programs for HiGHS, and `matching.matched`: any people to any places at least cost, for mentors and
  reviewers.

Inside, from the bottom up: problem → order, quotas, objectives (the independent recount) → arrays → rules (blocks) →
bins
(groups or topics) → programs, bounds, ledger → search, stages → splitting, levels → meetings, rounds → engine.
"""
