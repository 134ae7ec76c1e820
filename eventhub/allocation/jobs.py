"""Groups are sought and lists are printed in the background, outside of any writing transaction."""

import uuid

from flask import render_template

from eventhub.allocation import actions, queries
from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.doors import door_lists, file_name
from eventhub.allocation.rules.options import Options, stored_options
from eventhub.events.queries import find_event_by_uid
from eventhub.ground import clock, working
from eventhub.ground.db import db, writing
from eventhub.ground.i18n import lazy, speaking
from eventhub.ground.optimisation.answers import Answer, Progress
from eventhub.ground.optimisation.child import solve_in_child
from eventhub.ground.optimisation.problem import Problem
from eventhub.ground.optimisation.sentences import plain
from eventhub.ground.printing.press import make_pdf
from eventhub.ground.working import Cancelled, Result, Task

SEEKING = lazy("Looking for better groups")
SETTING = lazy("Setting the lists")


@working.kind(actions.MAKE)
def make(task: Task) -> Result:
    """Allocate people to groups as the draft's options ask; whoever stops the search keeps the best found so far."""
    allocation = _allocation(task)
    if allocation is None or allocation.report:
        return None
    options, event_id = stored_options(allocation.options), allocation.event_id
    _facts, stated = actions.stated(event_id, options)
    db.session.rollback()  # nothing is open while the search goes on
    answer = _sought(task, stated.problem, options)
    with writing():
        kept = _allocation(task, to_write=True)
        is_made = kept is not None and actions.keep_answer(kept, stated, answer, now=clock.now())
        number = kept.number if kept else None
        db.session.commit()
    return {"allocation": number, "is_made": is_made}


@working.kind(actions.PRINT_DOOR_LISTS)
def print_door_lists(task: Task) -> Result:
    """Make one PDF with a page for each room."""
    allocation, lang, now = _allocation(task), str(task.arguments["lang"]), clock.now()
    event = find_event_by_uid(uuid.UUID(task.arguments["event"]))
    if allocation is None or event is None:
        return None
    task.progress(0, 1, SETTING)
    with speaking(lang):
        html = render_template("allocation/door_lists.html", lang=lang, lists=door_lists(event, allocation))
        name = file_name(event, allocation)
    pdf = make_pdf(html, moment=now)
    with writing():
        result = actions.keep_door_lists(pdf, name, now=now)
        db.session.commit()
    return result


def _allocation(task: Task, *, to_write: bool = False) -> Allocation | None:
    return queries.find_by_uid(uuid.UUID(task.arguments["allocation"]), to_write=to_write)


def _sought(task: Task, problem: Problem, options: Options) -> Answer:
    def tell(progress: Progress) -> None:
        reached = {str(one.objective): [plain(one.value), plain(one.bound)] for one in progress.objectives}
        said.update(reached)

    def is_enough() -> bool:
        seconds = (clock.now() - begun).total_seconds()
        words = lazy(SEEKING.message, **said)
        try:
            task.progress(min(int(seconds), options.seconds - 1), options.seconds, words)
        except Cancelled:
            return True
        return False

    said: dict[str, object] = {}
    begun = clock.now()
    return solve_in_child(problem, seconds=float(options.seconds), on_progress=tell, should_stop=is_enough)
