"""Communities with their road maps, and schools."""

from eventhub.demo.folder.network_files import MilestoneRow, RoadMapRow, SchoolRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.networks.models import (
    CommunityMunicipality,
    Milestone,
    MilestoneDependency,
    NetworkCommunity,
    PartnerWish,
    ProfessionalNeed,
    RoadMap,
    RoadMapDiscussion,
    RoadMapSource,
    School,
    SchoolMember,
    Strength,
)


def store_road_maps(stage: Stage) -> None:
    """Store communities, their road maps, what these come from, and where they were discussed."""
    rows = stage.folder.road_maps.rows
    communities = keep(
        NetworkCommunity(
            event_id=stage.event.id,
            title=row.texts("community"),
            goal=row.texts("goal"),
            coordinator_id=stage.persons[row.coordinator_id].id if row.coordinator_id else None,
        )
        for row in rows
    )
    keep(
        CommunityMunicipality(
            community_id=community.id, municipality_id=stage.municipalities[code].id, position=position
        )
        for community, row in zip(communities, rows, strict=True)
        for position, code in enumerate(row.municipality_ids)
    )
    kept = keep(
        _road_map(stage, row, community, position)
        for position, (row, community) in enumerate(zip(rows, communities, strict=True))
    )
    road_maps = {road_map.code: road_map for road_map in kept}
    stage.public_ids["road_map"] = {code: str(road_map.uid) for code, road_map in road_maps.items()}
    keep(
        RoadMapSource(
            road_map_id=road_maps[row.id].id, recommendation_id=stage.recommendations[source].id, position=position
        )
        for row in rows
        for position, source in enumerate(row.source_recommendations)
    )
    keep(
        RoadMapDiscussion(
            road_map_id=road_maps[code].id, focus_group_id=stage.groups[row.group_id].id, position=position
        )
        for row in stage.folder.results
        for position, code in enumerate(row.roadmaps_discussed)
    )
    _milestones(stage, road_maps)


def _road_map(stage: Stage, row: RoadMapRow, community: NetworkCommunity, position: int) -> RoadMap:
    return RoadMap(
        event_id=stage.event.id,
        code=row.id,
        position=position,
        community_id=community.id,
        title=row.texts("title"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reported_on=row.status_as_of,
        revised_at=stage.now,
    )


def _milestones(stage: Stage, road_maps: dict[str, RoadMap]) -> None:
    kept = keep(
        _milestone(stage, row, road_maps[road_map.id].id, position)
        for road_map in stage.folder.road_maps
        for position, row in enumerate(road_map.milestones)
    )
    ids = {milestone.code: milestone.id for milestone in kept}
    keep(
        MilestoneDependency(milestone_id=ids[row.id], needs_id=ids[needed])
        for road_map in stage.folder.road_maps
        for row in road_map.milestones
        for needed in row.depends_on
    )


def _milestone(stage: Stage, row: MilestoneRow, road_map_id: int, position: int) -> Milestone:
    return Milestone(
        road_map_id=road_map_id,
        code=row.id,
        position=position,
        title=row.title_ru,
        lang=stage.lang(row.title_ru),
        due_on=row.due,
        owner_id=stage.persons[row.owner_id].id if row.owner_id else None,
        result=row.result_ru,
        indicator_unit=row.indicator_unit_ru,
        indicator_target=row.indicator_target,
        state=row.status,
        done_on=row.done_on,
        note=row.note_ru,
        revised_at=stage.now,
    )


def store_schools(stage: Stage) -> None:
    """Store schools with strengths, needs, wishes and the people who work there."""
    rows = stage.folder.schools.rows
    kept = keep(_school(stage, row, position) for position, row in enumerate(rows))
    schools = {school.code: school for school in kept}
    stage.public_ids["school"] = {code: str(school.uid) for code, school in schools.items()}
    keep(
        Strength(school_id=schools[row.id].id, competence_id=stage.competences[code].id, level=level)
        for row in rows
        for code, level in row.strengths.items()
    )
    keep(
        ProfessionalNeed(school_id=schools[row.id].id, competence_id=stage.competences[code].id, severity=severity)
        for row in rows
        for code, severity in row.deficits.items()
    )
    keep(
        PartnerWish(school_id=schools[row.id].id, other_id=schools[other].id, is_exclusion=is_exclusion, position=n)
        for row in rows
        for is_exclusion, others in ((False, row.preferred_donors), (True, row.excluded_partners))
        for n, other in enumerate(others)
    )
    keep(
        SchoolMember(school_id=schools[school].id, person_id=stage.persons[person].id)
        for school, person in _members(stage)
    )


def _members(stage: Stage) -> list[tuple[str, str]]:
    """List who works where: a school may name its people, and people their school."""
    members = [(row.id, person) for row in stage.folder.schools for person in row.participant_ids]
    members += [(row.school_id, row.participant_id) for row in stage.folder.participants if row.school_id]
    return list(dict.fromkeys(members))


def _school(stage: Stage, row: SchoolRow, position: int) -> School:
    return School(
        event_id=stage.event.id,
        code=row.id,
        position=position,
        name=row.name_ru,
        lang=stage.lang(row.name_ru),
        municipality_id=stage.municipalities[row.municipality_id].id,
        setting=row.setting,
        pupils=row.pupils,
        teachers=row.teachers,
        part=row.role,
        low_results=row.low_results,
        mentor_capacity=row.mentor_capacity,
        formats=row.formats,
        connection=row.connection,
        max_distance_km=row.max_distance_km,
        notes=row.notes_ru,
        contact_email=row.contact_email or "",
    )
