"""Write what the engine answered: allocation.csv for people, report.json for programs and for the curious."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eventhub.ground.optimisation.answers import Achieved, Answer, Status
from eventhub.ground.optimisation.files import Fault
from eventhub.ground.optimisation.problem import Problem
from eventhub.ground.optimisation.quotas import Quota
from eventhub.ground.optimisation.sentences import Sentence, plain

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_allocation(path: Path, problem: Problem, assignment: Iterable[Mapping[str, str]]) -> None:
    """Write person_id, group_id, round; every person once per round, in the order of the participants."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["person_id", "group_id", "round"])
    for number, placed in enumerate(assignment, start=1):
        writer.writerows([_safe(person.id), _safe(placed[person.id]), number] for person in problem.people)
    _write(path, text.getvalue())


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    """Write the report as JSON that people can read too."""
    _write(path, json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def report_of(answer: Answer, faults: Iterable[Fault] = ()) -> dict[str, Any]:
    """Put an answer, and the faults of files if there are any, into the form of report.json."""
    told = [fault.told() for fault in faults]
    sentences = [*told, *[flaw.reason for flaw in answer.flaws], *[conflict.reason for conflict in answer.conflicts]]
    sentences += [_reached(achieved) for achieved in answer.objectives]
    return {
        "status": str(answer.status),
        "objectives": {str(achieved.objective): _achieved(achieved) for achieved in answer.objectives},
        "seconds": round(answer.seconds, 3),
        "seed": answer.seed,
        "ended_by": answer.ended_by if answer.assignment is not None else None,
        "quotas": _quotas(answer.quotas),
        "counts": [{"round": number, "cells": _nested(counts)} for number, counts in enumerate(answer.counts, start=1)],
        "warnings": [{"ru": warning.ru, "en": warning.en} for warning in answer.warnings],
        "conflicts": [list(conflict.constraints) for conflict in answer.conflicts],
        "faults": [
            {"file": fault.file, "line": fault.line, "ru": fault.reason.ru, "en": fault.reason.en} for fault in faults
        ],
        "messages": {
            "ru": [sentence.ru for sentence in sentences],
            "en": [sentence.en for sentence in sentences],
        },
    }


def invalid(faults: Iterable[Fault], warnings: tuple[Sentence, ...], seed: int) -> dict[str, Any]:
    """Report input that is not a problem at all."""
    return report_of(Answer(Status.INVALID, warnings=warnings, seed=seed), tuple(faults))


def _achieved(achieved: Achieved) -> dict[str, Any]:
    return {
        "value": plain(achieved.value),
        "bound": plain(achieved.bound),
        "gap_percent": round(achieved.gap_percent, 6),
        "proven": achieved.is_proven,
    }


def _reached(achieved: Achieved) -> Sentence:
    value, bound, name = plain(achieved.value), plain(achieved.bound), achieved.objective
    if achieved.is_proven:
        return Sentence(f"{name}: {value}, лучше не бывает.", f"{name}: {value}, proven to be the best.")
    return Sentence(f"{name}: {value}, не меньше {bound}.", f"{name}: {value}, at least {bound}.")


def _quotas(quotas: Iterable[Quota]) -> dict[str, Any]:
    return _nested({(quota.attribute, quota.value, quota.group): [quota.least, quota.most] for quota in quotas})


def _nested(table: Mapping[tuple[str, str, str], Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for (attribute, value, group), entry in table.items():
        nested.setdefault(attribute, {}).setdefault(value, {})[group] = entry
    return nested


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking an id for a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _write(path: Path, text: str) -> None:
    """Replace a file at once, so that nobody ever reads half of it."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)
