"""Say why a person is where they are, with reasons that can be checked, and what would be better for them.

What is said to a participant never shows what other people wished for: see `for_participant`.
"""

from dataclasses import dataclass

import numpy as np

from eventhub.ground.optimisation.arrays import Ints
from eventhub.ground.optimisation.board import Board, Cost
from eventhub.ground.optimisation.problem import Constraint, Group, Kind, Objective
from eventhub.ground.optimisation.sentences import Sentence, places_en, places_ru

CANDIDATES = 40
"""So many partners for an exchange are looked at closely, the most promising first."""


@dataclass(frozen=True)
class WishedGroup:
    """A group of a wished topic: how full it is and the best that could be done to get the person in.

    best is the cheapest allowed change that brings the person there, None when there is none; the people who would have
    to leave are those of its steps.
    """

    group: str
    rank: int
    size: int
    maximum: int | None
    best: Cost | None

    @property
    def is_full(self) -> bool:
        """Whether nobody could come without somebody leaving."""
        return self.maximum is not None and self.size >= self.maximum


@dataclass(frozen=True)
class QuotaLine:
    """One cell of the person: quota and count here, with and without them."""

    attribute: str
    value: str
    group: str
    least: int
    most: int
    count: int
    count_without: int


@dataclass(frozen=True)
class Explanation:
    """Why a person is in a group: binding rules, wishes, the price of every group, the best change, quotas."""

    person: str
    group: str
    round: int
    rank: int | None
    rules: tuple[Constraint, ...]
    wishes: tuple[WishedGroup, ...]
    table: tuple[Cost, ...]
    best: Cost | None
    quotas: tuple[QuotaLine, ...]

    def for_participant(self) -> tuple[Sentence, ...]:
        """Say it in words that mention nobody else."""
        said = [_rule_said(rule) for rule in self.rules]
        if self.rank is not None and self.rank >= 0:
            number = self.rank + 1
            said.append(
                Sentence(f"Это ваше пожелание № {number}.", f"This is number {number} on your list of wishes."),
            )
        full = [wish for wish in self.wishes if wish.group != self.group and wish.is_full]
        said += [
            Sentence(
                f"Группа {wish.group} заполнена: {places_ru(wish.size)}.",
                f"Group {wish.group} is full: {places_en(wish.size)}.",
            )
            for wish in full
        ]
        return tuple(said)


def explain_person(board: Board, person: str, round_number: int = 1) -> Explanation:
    """Collect the reasons for one person; some milliseconds for 10,000 people."""
    who = next(one for one in board.problem.people if one.id == person)
    here = board.group_of(person, round_number)
    wishes = board.problem.wishes_of(who)
    subjects = {group.id: group.subject for group in board.problem.groups}
    rank = (wishes.index(subjects[here]) if subjects[here] in wishes else -1) if wishes else None
    wanted = [group for wish in wishes for group in board.problem.groups if group.subject == wish]
    groups = tuple(_wished(board, person, group, wishes.index(group.subject), round_number) for group in wanted)
    table = tuple(board.table(person, round_number))
    options = [cost for cost in table if not cost.breaks and cost.steps[0][1] != here]
    options += [wish.best for wish in groups if wish.best is not None and wish.group != here]
    options += best_swaps(board, person, None, round_number)[:1]
    return Explanation(
        person=person,
        group=here,
        round=round_number,
        rank=rank,
        rules=tuple(board.rules_of(person, round_number)),
        wishes=groups,
        table=table,
        best=min(options, key=lambda cost: cost.rank, default=None),
        quotas=_quota_lines(board, person, round_number),
    )


def best_swaps(board: Board, person: str, group: str | None, round_number: int = 1) -> list[Cost]:
    """Find allowed exchanges of a person with people of one group (None: of any), the best first."""
    numbers, number = board.numbers, round_number - 1
    position, places = numbers.person_at[person], board.places[round_number - 1]
    here = places[position]
    partners = np.flatnonzero(places != here if group is None else places == numbers.group_at[group])
    partners = partners[partners != position]
    if partners.size > CANDIDATES:
        partners = partners[np.argsort(_estimated(board, position, partners, number), kind="stable")[:CANDIDATES]]
    costs = [board.cost_of_swap(person, numbers.people[other], round_number) for other in partners]
    return sorted((cost for cost in costs if not cost.breaks), key=lambda cost: cost.rank)


def _wished(board: Board, person: str, group: Group, rank: int, round_number: int) -> WishedGroup:
    size = int(board.sizes[round_number - 1][board.numbers.group_at[group.id]])
    options: list[Cost] = []
    if board.group_of(person, round_number) != group.id:
        move = board.cost_of_move(person, group.id, round_number)
        options = [cost for cost in (move, *best_swaps(board, person, group.id, round_number)[:1]) if not cost.breaks]
    best = min(options, key=lambda cost: cost.rank, default=None)
    return WishedGroup(group.id, rank, size, group.maximum, best)


def _estimated(board: Board, person: int, partners: Ints, number: int) -> Ints:
    """Estimate the exchange with each partner, as if the two shared no value; exact enough to choose candidates."""
    numbers, counts, places = board.numbers, board.counts[number], board.places[number]
    far = np.maximum(numbers.least - counts, counts - numbers.most)
    up = numbers.cell_weight[:, None] * ((counts >= numbers.most).astype(np.int64) - (counts < numbers.least))
    down = numbers.cell_weight[:, None] * ((counts <= numbers.least).astype(np.int64) - (counts > numbers.most))
    up, down = (np.vstack([table, np.zeros((1, far.shape[1]), dtype=np.int64)]) for table in (up, down))
    here, there, cells = places[person], places[partners], numbers.cells
    balance = up[cells[person]].sum(axis=0)[there] + up[cells[partners], here].sum(axis=1)
    balance += down[cells[partners], there[:, None]].sum(axis=1) + down[cells[person], here].sum()
    topic, topics = numbers.topic_of[here], numbers.topic_of[there]
    costs = {
        Objective.IMBALANCE: balance,
        Objective.RANK_COST: numbers.rank_cost[person, topics]
        + numbers.rank_cost[partners, topic]
        - numbers.rank_cost[partners, topics],
        Objective.UNLISTED: numbers.unlisted[person, topics]
        + numbers.unlisted[partners, topic]
        - numbers.unlisted[partners, topics],
    }
    order = [costs[objective] for objective in board.problem.objectives if objective in costs]
    ranked = np.lexsort(order[::-1]) if order else np.arange(partners.size)
    estimate = np.empty(partners.size, dtype=np.int64)
    estimate[ranked] = np.arange(partners.size)
    return estimate


def _quota_lines(board: Board, person: str, round_number: int) -> tuple[QuotaLine, ...]:
    numbers = board.numbers
    position = numbers.person_at[person]
    place = board.places[round_number - 1][position]
    values = next(one for one in board.problem.people if one.id == person).attributes
    lines = []
    for name, cell in zip(numbers.attributes, numbers.cells[position], strict=True):
        if cell >= 0:
            least, most = int(numbers.least[cell, place]), int(numbers.most[cell, place])
            count = int(board.counts[round_number - 1][cell, place])
            group = numbers.groups[place]
            lines.append(QuotaLine(name, values[name], group, least, most, count, count - 1))
    return tuple(lines)


def _rule_said(rule: Constraint) -> Sentence:
    return {
        Kind.FIXED: Sentence("Организатор закрепил вас за этой группой.", "The organiser fixed you in this group."),
        Kind.ALLOWED: Sentence(
            "Вам подходят только некоторые группы, и эта — одна из них.",
            "Only some groups are open to you; this is one of them.",
        ),
        Kind.FORBIDDEN: Sentence("Некоторые группы для вас закрыты.", "Some groups are closed to you."),
        Kind.TOGETHER: Sentence("Вы идёте вместе с другими.", "You go together with others."),
        Kind.APART: Sentence("Вас развели с другими по разным группам.", "You are kept apart from others."),
    }[rule.kind]
