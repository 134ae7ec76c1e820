"""What was reported on a road map, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, lazy
from eventhub.ground.texts import Spoken
from eventhub.networks.models import MilestoneState, ProgressReport
from eventhub.networks.pages.maps import Viewing
from eventhub.networks.rules import STATE_WORDS

FIELD_WORDS: dict[str, Lazy] = {
    "state": lazy("State"),
    "done_on": lazy("Reached on"),
    "note": lazy("Note"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a report changed, from and to."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report: when, by whom, about which milestone, what changed."""

    when: str
    who: str
    milestone: Spoken
    anchor: str
    changes: list[Change]


def report_rows(reports: Iterable[ProgressReport], viewing: Viewing) -> list[ReportRow]:
    """Tell the reports, as far as this reader may know who reported."""
    return [
        ReportRow(
            when=formats.moment(report.reported_at, viewing.event.zone),
            who=_who(report, viewing),
            milestone=Spoken(report.milestone.title, report.milestone.lang),
            anchor=f"m-{report.milestone.uid.hex[:12]}",
            changes=[
                Change(str(FIELD_WORDS[name]), _said(name, report.before.get(name)), _said(name, report.after[name]))
                for name in FIELD_WORDS
                if name in report.after
            ],
        )
        for report in reports
    ]


def _who(report: ProgressReport, viewing: Viewing) -> str:
    """Name the reporter to the team, and to others only as consents allow; staff are named to the team alone."""
    if report.by.startswith("link:"):
        name = viewing.name(report.person)
        return _("coordinator %(name)s", name=name) if name else _("the coordinator")
    if report.user is not None and viewing.named is None:
        return report.user.name
    return _("the organiser")


def _said(name: str, value: Any) -> str:
    if not value:
        return "–"
    if name == "state":
        return str(STATE_WORDS[MilestoneState(value)])
    return formats.day(date.fromisoformat(value)) if name == "done_on" else str(value)
