"""Everything that page and document show of the outcome, by the names their templates use."""

import json
from collections.abc import Sequence

from flask import request
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.addresses import absolute, absolute_for
from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.catalogues import languages
from eventhub.summaries import letters
from eventhub.summaries.pages import figures, outcomes, plans, wording
from eventhub.summaries.rules import Content, Section


def values(content: Content, sections: Sequence[Section]) -> dict[str, object]:
    """Lay the whole outcome out."""
    facts = content.facts
    title = facts.title.words(language(), facts.main_language)
    shown_groups = outcomes.group_views(content)
    return {
        "heading": letters.heading(facts),
        "title": letters.quoted_name(title) or title,
        "days": formats.days(facts.starts_at, facts.ends_at, facts.zone),
        "lead": letters.who_was_there(content),
        "headline": outcomes.headline(content),
        "text": outcomes.text(sections),
        "vote": outcomes.vote(content.resolution),
        "adopted": outcomes.adopted_at(content),
        "tops": figures.tops(content),
        "factors_in_words": outcomes.factors_in_words(content),
        "kinds": outcomes.kinds(content),
        "groups": shown_groups,
        "has_votes": any(each.seats for group in shown_groups for each in group.recommendations),
        "has_other_language": any(said.lang != language() for said in outcomes.recorded(content)),
        "catalogue": address_of("overview.catalogue", slug=facts.slug),
        "decisions": outcomes.decisions(content),
        "left_open": outcomes.left_open(content),
        "noted": [wording.shown(line) for line in outcomes.noted(content)],
        "models": outcomes.model_tiles(content),
        "places": figures.place_rows(content),
        "places_not_drawn": figures.places_not_drawn(content),
        "plans": plans.plan_rows(content),
    }


def drawings(content: Content) -> dict[str, object]:
    """Draw everything for the page; the document draws the same for paper."""
    return {
        "hall": figures.hall_of(content),
        "hall_words": figures.everybody(content),
        "factor_map": figures.map_of_factors(content),
        "region": figures.map_of_places(content),
        "roles": figures.role_bars(content),
        "timeline": figures.plans_in_time(content),
    }


def head(title: str, description: str = "") -> dict[str, object]:
    """Say what search engines and messengers shall know of the page now shown; each language has its own address."""
    address = absolute(request.path)
    return {
        "title": title,
        "description": description,
        "canonical": f"{address}?lang={language()}",
        "alternates": [*((lang, f"{address}?lang={lang}") for lang in languages()), ("x-default", address)],
    }


def described(content: Content) -> Markup:
    """Describe the outcome as schema.org has it, as JSON that cannot end the element it stands in."""
    facts = content.facts
    event = absolute(f"/e/{facts.slug}/")
    document = absolute_for("summaries.document", slug=facts.slug, lang=language())
    return htmlsafe_json_dumps(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": letters.heading(facts),
            "inLanguage": language(),
            "datePublished": facts.published_at.astimezone(facts.zone).isoformat(timespec="seconds"),
            "about": {"@type": "Event", "@id": event, "url": event},
            "encoding": {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": document},
        },
        dumps=json.dumps,
        ensure_ascii=False,
    )


def files(content: Content) -> list[dict[str, str]]:
    """List the materials that everybody may have; nothing where files cannot be fetched."""
    rows = [
        {
            "kind": file.file_name.rpartition(".")[2].upper()[:5] or _("File"),
            "title": wording.plain_words(file.title),
            "lang": file.title.lang if file.title.lang != language() else "",
            "address": address_of("materials.file", slug=content.facts.slug, uid=file.uid),
            "size": formats.size(file.size_bytes),
        }
        for file in content.files
    ]
    return [row for row in rows if row["address"]]
