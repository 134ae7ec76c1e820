"""What is typed in about communities and their road maps."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.events.forms.event import SeenField
from eventhub.events.models import Event
from eventhub.ground.fields import TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import language, lazy
from eventhub.networks.actions.communities import CommunityDetails
from eventhub.networks.forms.typed import DayField, people_choices
from eventhub.networks.models import RoadMap
from eventhub.networks.rules.planning import MOST_GOAL, MOST_TITLE
from eventhub.people.models import Municipality, Person


class NewCommunityForm(Form):
    """Out of which group a community grows, and who coordinates it."""

    coordinator = SelectField(lazy("Coordinator"))

    def __init__(self, people: Iterable[Person], chosen: Person | None = None, **more: Any) -> None:
        super().__init__(data={"coordinator": str(chosen.uid) if chosen else ""}, **more)
        self._people = {str(person.uid): person for person in people}
        self.coordinator.choices = people_choices(self._people.values())

    def person(self) -> Person | None:
        """Return who is chosen, if anybody."""
        return self._people.get(self.coordinator.data)


class CommunityForm(Form):
    """A community and its road map."""

    seen = SeenField()
    title = TextsField(lazy("Title"), required=lazy("Give the community a title."), most=MOST_TITLE)
    goal = TextsField(lazy("Goal"), most=MOST_GOAL, lines=3)
    coordinator = SelectField(lazy("Coordinator"))
    plan_title = TextsField(lazy("Title of the road map"), required=lazy("Give the road map a title."), most=MOST_TITLE)
    starts_on = DayField(lazy("Runs from"), required=lazy("Say on which day the road map begins."))
    ends_on = DayField(lazy("Runs to"), required=lazy("Say on which day the road map ends."))
    municipalities = SelectMultipleField(
        lazy("Municipalities"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def __init__(
        self,
        event: Event,
        road_map: RoadMap,
        people: Iterable[Person],
        offered: Iterable[Municipality],
        chosen: Sequence[Municipality],
    ) -> None:
        community = road_map.community
        coordinator = community.coordinator
        super().__init__(
            data={
                "seen": road_map.revision,
                "title": community.title,
                "goal": community.goal,
                "coordinator": str(coordinator.uid) if coordinator else "",
                "plan_title": road_map.title,
                "starts_on": road_map.starts_on,
                "ends_on": road_map.ends_on,
                "municipalities": [str(each.uid) for each in chosen],
            }
        )
        known = [*people, *([coordinator] if coordinator else [])]
        self._people = {str(person.uid): person.id for person in known}
        self.coordinator.choices = people_choices(known)
        places = {str(each.uid): each for each in [*offered, *chosen]}
        self._places = {uid: each.id for uid, each in places.items()}
        main = event.main_language
        self.municipalities.choices = [
            SelectChoice(uid, each.name.words(language(), main)) for uid, each in places.items()
        ]

    def details(self) -> CommunityDetails:
        return CommunityDetails(
            title=self.title.data,
            goal=self.goal.data,
            coordinator_id=self._people.get(self.coordinator.data),
            municipality_ids=tuple(self._places[uid] for uid in self.municipalities.data),
            plan_title=self.plan_title.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )
