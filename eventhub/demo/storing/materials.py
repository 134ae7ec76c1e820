"""The list of materials; the files themselves are not part of a folder."""

from eventhub.demo.folder.network_files import MaterialRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.materials.models import Audience, Material

BYTES_IN_KB = 1000
LIKELIEST = {"model": "scaling_model", "presentation": "agenda_item", "protocol": "focus_group", "roadmap": "road_map"}
"""What a material of this type belongs to, should an id occur among several kinds of things."""


def store_materials(stage: Stage) -> None:
    """Store the list; what is not public is for the team."""
    stage.public_ids |= {
        "agenda_item": {code: str(item.uid) for code, item in stage.agenda.items()},
        "focus_group": {code: str(group.uid) for code, group in stage.groups.items()},
        "scaling_model": {code: str(model.uid) for code, model in stage.models.items()},
    }
    keep(_material(stage, row, position) for position, row in enumerate(stage.folder.materials))


def _material(stage: Stage, row: MaterialRow, position: int) -> Material:
    kind, uid = _related(stage, row)
    return Material(
        event_id=stage.event.id,
        code=row.material_id,
        position=position,
        title=row.title_ru,
        lang=stage.lang(row.title_ru),
        kind=row.type,
        file_name=row.file_name,
        size_bytes=None if row.size_kb is None else row.size_kb * BYTES_IN_KB,
        language=row.language,
        audience=Audience.EVERYBODY if row.public else Audience.TEAM,
        related_kind=kind,
        related_uid=uid,
        note=row.note_ru,
    )


def _related(stage: Stage, row: MaterialRow) -> tuple[str, str]:
    kinds = sorted(stage.public_ids, key=lambda kind: kind != LIKELIEST.get(row.type))
    return next(
        ((kind, stage.public_ids[kind][row.related_id]) for kind in kinds if row.related_id in stage.public_ids[kind]),
        ("", ""),
    )
