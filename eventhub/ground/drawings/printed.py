"""The same drawing for paper: its classes get their colours inside, because a printed picture stands alone."""

from string import Template
from typing import Final

from markupsafe import Markup

from eventhub.ground.drawings.palette import COLOURS

RULES: Final = """text{font-family:"Golos Text";font-size:12px;fill:$ink}
.seat,.bar,.dot-named,.dot-true,.bubble,.spread__median,.milestone--done{fill:$brand}
.seat--free,.seat--abstained,.milestone--planned{fill:#fff;stroke:$line_strong;stroke-width:1.75}
.seat--against,.milestone--late{fill:$data_5}.seat-cross{stroke:#fff;stroke-width:1.6;fill:none}.stage{fill:$sunken}
.hall--fine .seat--free,.hall--fine .seat--abstained{stroke-width:1}
.bubble,.dot-named{stroke:#fff;stroke-width:1.5}
.bubble--none{fill:#fff;stroke:$bad;stroke-width:2;stroke-dasharray:3 2.4}
.map-water{fill:$data_water}.map-land{fill:$data_land}.halo-land{font-size:13px}
.grid{stroke:$line;fill:none}.axis{stroke:$line_strong;fill:none}.quadrant{fill:$sun_tint}
.dot-faint{fill:#9dbdbf}.dot-lead{stroke:$brand;stroke-width:1.25}.dot-label{fill:#fff;font-weight:700}
.label-soft,.quadrant-name{fill:$ink_soft}.label-water{fill:$ink_faint}
.bar-ground{fill:$data_empty}.spread__half{fill:#9cc0c2}.track-ghost{fill:$line_strong}.track-bound{fill:$ink}
.milestone--current{fill:$sun;stroke:$sun_strong;stroke-width:1.5}
.time-line{stroke:$line_strong;stroke-width:1.5;fill:none}.time-line--today{stroke-dasharray:3 3}
.mirror__hall{opacity:.42}.data-1{fill:$data_1}.data-2{fill:$data_2}.data-3{fill:$data_3}
.data-4{fill:$data_4}.data-5{fill:$data_5}.data-6{fill:$data_6}"""

FILLED: Final = Template(RULES).substitute({name.replace("-", "_"): colour for name, colour in COLOURS.items()})


def printed(drawing: Markup, width: str, height: str = "") -> Markup:
    """Give a drawing its colours and its size on paper ("98mm"); an empty drawing stays empty."""
    if not drawing:
        return drawing
    size = Markup('<svg width="{}"').format(width) + (Markup(' height="{}"').format(height) if height else Markup(""))
    head, rest = str(drawing).split(">", 1)
    whole = f"{head.replace('<svg', size, 1)}><style>{FILLED}</style>{rest}"
    return Markup(whole)  # noqa: S704 – a drawing is markup, and so are the rules
