"""Models and reviews: exact scores, no conflict of interest, decisions that follow."""

from collections import defaultdict
from decimal import Decimal

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.model_files import CriterionRow, ModelRow, ReviewRow
from eventhub.demo.folder.people_files import ParticipantRow
from eventhub.ground.folding import fold
from eventhub.ground.i18n import lazy
from eventhub.scaling_models.rules import mean_of

ACCEPTED_FROM = Decimal("3.70")
REVISED_FROM = Decimal("3.00")

NOT_AN_AUTHOR = lazy("the corresponding author is one of the authors; null where there are none")
BUDGET_WITHOUT_CURRENCY = lazy("a budget and its currency (three capital letters) are given together or not at all")
OFF_THE_SCALE = lazy("must lie between %(least)s and %(most)s, not be %(given)s")
NOT_THE_SUM = lazy("must be %(wanted)s, the exact sum of score × weight, not %(given)s")
OWN_ORGANISATION = lazy("a conflict of interest: “%(expert)s” works in the organisation of the model or of an author")
OWN_MODEL = lazy("a conflict of interest: “%(expert)s” is an author of the model")
OWN_MUNICIPALITY = lazy("a conflict of interest: “%(expert)s” works in the municipality of the model or of an author")
WRONG_DECISION = lazy("must be “%(wanted)s”: the mean of the weighted scores is %(mean)s")


def check_models(folder: Folder, faults: Faults) -> None:
    """One of the authors answers the letters; sums of money have a currency; decisions follow from the reviews."""
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for review in folder.reviews:
        scores[review.model_id].append(review.weighted)
    for row in folder.models:
        authors: list[str | None] = [*row.author_ids]
        if row.corresponding_author_id not in (authors or [None]):
            faults.add(row.place.at("corresponding_author_id"), NOT_AN_AUTHOR)
        _check_money(row, faults)
        mean = mean_of(scores[row.id])
        if row.decision and mean is not None and folder.reviews.is_sound and row.decision != decision_by(mean):
            faults.add(row.place.at("decision"), WRONG_DECISION, wanted=decision_by(mean), mean=mean)


def decision_by(mean: Decimal) -> str:
    """Decide by the mean, as the format's rule has it."""
    if mean >= ACCEPTED_FROM:
        return "accepted"
    return "revise" if mean >= REVISED_FROM else "poster"


def _check_money(row: ModelRow, faults: Faults) -> None:
    budget, currency = row.resources.budget, row.resources.currency
    is_code = bool(currency) and len(currency or "") == 3 and (currency or "").isascii() and (currency or "").isupper()
    if (budget is not None) != is_code:
        faults.add(row.resources.place.at("currency"), BUDGET_WITHOUT_CURRENCY)


def check_scores(folder: Folder, faults: Faults) -> None:
    """Every score is on its scale, and `weighted` is their exact sum."""
    criteria: dict[str, CriterionRow] = folder.criteria.by("key")
    for row in folder.reviews:
        for key, score in row.scores.items():
            scale = criteria.get(key)
            if scale is not None and not scale.min <= score <= scale.max:
                faults.add(row.place.at(f"score_{key}"), OFF_THE_SCALE, least=scale.min, most=scale.max, given=score)
        wanted = sum((score * criteria[key].weight for key, score in row.scores.items() if key in criteria), Decimal(0))
        if folder.criteria.is_sound and row.weighted != wanted:
            faults.add(row.place.at("weighted"), NOT_THE_SUM, wanted=wanted.normalize(), given=row.weighted)


def check_conflicts(folder: Folder, faults: Faults) -> None:
    """Nobody reviews where their own organisation, authorship or (municipal experts) municipality is concerned."""
    people: dict[str, ParticipantRow] = folder.participants.by("participant_id")
    models: dict[str, ModelRow] = folder.models.by("id")
    experts = {row.expert_id: people.get(row.participant_id) for row in folder.staff}
    municipal = {row.key for row in folder.roles if row.municipal}
    for row in folder.reviews:
        expert, model = experts.get(row.expert_id), models.get(row.model_id)
        if expert is None or model is None:
            continue
        authors = [people[author] for author in model.author_ids if author in people]
        _check_conflict(row, expert, model, authors, expert.role in municipal, faults)


def _check_conflict(
    row: ReviewRow,
    expert: ParticipantRow,
    model: ModelRow,
    authors: list[ParticipantRow],
    is_municipal: bool,
    faults: Faults,
) -> None:
    organisations = {fold(model.organisation_ru), *(fold(author.organisation) for author in authors)} - {""}
    municipalities = {model.municipality_id, *(author.municipality_id for author in authors)}
    place = row.place.at("expert_id")
    if expert.participant_id in model.author_ids:
        faults.add(place, OWN_MODEL, expert=row.expert_id)
    elif fold(expert.organisation) in organisations:
        faults.add(place, OWN_ORGANISATION, expert=row.expert_id)
    elif is_municipal and expert.municipality_id in municipalities:
        faults.add(place, OWN_MUNICIPALITY, expert=row.expert_id)
