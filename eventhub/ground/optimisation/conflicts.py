"""Say why hard constraints cannot all hold: minimal sets of them, by id, each with a sentence that carries the numbers.

Well-known contradictions are recognised and narrow the search; whatever is left goes through a deletion filter. Either
way the set is made minimal: without any one of its constraints the others could hold.
"""

from collections.abc import Callable, Sequence

from eventhub.ground.optimisation.answers import Conflict
from eventhub.ground.optimisation.arrays import Arrays, arrays
from eventhub.ground.optimisation.contradictions import RECOGNISED, anything, capacity
from eventhub.ground.optimisation.feasibility import is_feasible
from eventhub.ground.optimisation.problem import Constraint, Problem
from eventhub.ground.optimisation.sentences import Sentence

MOST_CONFLICTS = 10
Rules = tuple[Constraint, ...]


def conflicts_of(problem: Problem) -> list[Conflict]:
    """Find conflicts that share no constraint with each other, in every round; empty when all is feasible."""
    numbers = arrays(problem)
    if sentence := capacity(numbers):
        return [Conflict((), sentence)]
    found: dict[tuple[str, ...], Conflict] = {}
    for number in range(1, problem.rounds + 1):
        rules = tuple(rule for rule in problem.constraints if rule.holds_in(number))
        known = {rule for names in found for rule in names}
        rules = tuple(rule for rule in rules if rule.id not in known)
        while len(found) < MOST_CONFLICTS and not is_feasible(numbers, rules):
            minimal = _minimal(numbers, rules)
            names = tuple(rule.id for rule in minimal)
            found[names] = Conflict(names, _in_round(_sentence(numbers, minimal), number, problem.rounds))
            rules = tuple(rule for rule in rules if rule not in minimal)
    return list(found.values())


def _minimal(numbers: Arrays, rules: Rules) -> Rules:
    suspects = rules
    for recognise in RECOGNISED:
        contradiction = recognise(numbers, rules)
        if contradiction is not None and not is_feasible(numbers, contradiction.rules):
            suspects = contradiction.rules
            break
    kept = filtered(suspects, lambda chosen: not is_feasible(numbers, chosen))
    return tuple(rule for rule in rules if rule in kept)


def filtered(suspects: Rules, is_contradictory: Callable[[Rules], bool]) -> Rules:
    """Reduce a contradictory set to a minimal one by halves (QuickXplain, Junker 2004).

    Costs about k·log(n/k) tests for k constraints out of n.
    """

    def needed(background: Rules, has_grown: bool, candidates: Sequence[Constraint]) -> Rules:
        if has_grown and is_contradictory(background):
            return ()
        if len(candidates) == 1:
            return tuple(candidates)
        first, second = candidates[: len(candidates) // 2], candidates[len(candidates) // 2 :]
        from_second = needed((*background, *first), bool(first), second)
        from_first = needed((*background, *from_second), bool(from_second), first)
        return (*from_first, *from_second)

    return needed((), False, suspects) if suspects else ()


def _sentence(numbers: Arrays, minimal: Rules) -> Sentence:
    for recognise in RECOGNISED:
        if (contradiction := recognise(numbers, minimal)) is not None:
            return contradiction.sentence
    return anything(numbers, minimal)


def _in_round(sentence: Sentence, number: int, rounds: int) -> Sentence:
    if rounds == 1:
        return sentence
    return Sentence(f"Тур {number}: {sentence.ru}", f"Round {number}: {sentence.en}")
