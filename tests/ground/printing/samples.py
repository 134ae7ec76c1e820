"""A neutral document that uses every piece of the layout."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from eventhub.ground import shipped
from eventhub.ground.i18n import speaking
from eventhub.ground.printing.codes import qr
from eventhub.ground.printing.numbering import Numbering
from eventhub.ground.templating import FILTERS, GLOBALS

MOMENT = datetime(2019, 8, 29, 9, 30, tzinfo=UTC)
DRAWING = Markup(
    '<svg width="90mm" viewBox="0 0 90 30" role="img"><title>Пять столбиков</title>'
    + "".join(
        f'<rect x="{9 + 16 * n}" y="{25 - 4 * n}" width="9" height="{5 + 4 * n}" fill="#0d585e"/>' for n in range(5)
    )
    + "</svg>"
)

DOCUMENT = """{% extends "documents/layout.html" %}
{% from "documents/parts.html" import annex, contents, figure, group, numbers, part %}
{% from "documents/parts.html" import quote, signatures, table, title_page %}
{% block title %}{{ title }}{% endblock %}
{% block author %}Институт образца{% endblock %}
{% block description %}Образец документа{% endblock %}
{% block title_page %}
{{ title_page(["Институт образца", "второй строкой"], "Итоги образца", title,
  ["22 августа 2019 г.", "г. Образцов"], drawing=drawing,
  lines_below=["Каждый кружок – участник.", "Версия 2."], code=code) }}
{% endblock %}
{% block contents %}{{ contents(entries) }}{% endblock %}
{% block parts %}
{% call part("p1", "1. О площадке") %}
<p>{{ text }}</p>
{{ numbers(figures) }}
<p>{{ text }} {{ text }} Состав показан в таблице {{ numbering.table("roles") }}.</p>
<h3 id="p11">Состав участников</h3>
{% call table(numbering.table("roles"), "Участники по ролям", columns) %}
{% for row in rows %}
<tr><th scope="row">{{ row }}</th><td class="number">{{ loop.index }}</td><td class="nowrap">01.10.2019</td></tr>
{% endfor %}
{% endcall %}
{{ figure(numbering.figure("bars"), "Столбики растут", drawing) }}
{% endcall %}
{% call part("p2", "2. Выводы", run_on=true) %}
<p>{{ text }}</p>
{% for n in (1, 2) %}
{% call group("g" ~ n, "2." ~ n ~ ". Группа", about="Аудитория 101. В обсуждении 17 участников.") %}
{{ quote("«Мы перестали бояться гостей»", "ru", by="Ведущая группы" if n == 1 else "") }}
<ul><li>{{ text }}</li><li>{{ text }}</li></ul>
{% endcall %}
{% endfor %}
{{ signatures(people) }}
{% endcall %}
{% endblock %}
{% block annexes %}
{% call annex("a1", numbering.annex("list"), "Список") %}
{% call table(0, "Без номера", columns, keep=false) %}
{% for n in range(60) %}
<tr><th scope="row">Строка {{ n }}</th><td class="number">{{ n }}</td><td>да</td></tr>{% endfor %}
{% endcall %}
{% endcall %}
{% endblock %}
"""


@dataclass(frozen=True)
class Piece:
    """Anything a macro asks for by name."""

    words: str = ""
    value: str = ""
    kind: str = ""
    anchor: str = ""
    deeper: bool = False
    role: str = ""
    name: str = ""


def sample(title: str = "«Образцовая площадка»", lang: str = "ru") -> str:
    environment = Environment(
        loader=FileSystemLoader(shipped.folder("templates")), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    environment.globals.update(GLOBALS)
    with speaking(lang):
        return environment.from_string(DOCUMENT).render(
            lang=lang,
            title=title,
            text="Участники рассмотрели модели масштабирования инновационного опыта и предложили собственные решения. "
            * 2,
            drawing=DRAWING,
            code=qr("https://example.org/e/obrazets/outcomes", size="24mm", title="Код страницы"),
            entries=[
                Piece(anchor="p1", words="1. О площадке"),
                Piece(anchor="p11", words="Состав участников", deeper=True),
                Piece(anchor="p2", words="2. Выводы"),
                Piece(anchor="g2", words="2.2. Группа", deeper=True),
                Piece(anchor="a1", words="Приложение 1. Список"),
            ],
            figures=[
                Piece(value="132", words="участника"),
                Piece(value="44", words="муниципалитета"),
                Piece(value="8", words="групп"),
            ],
            columns=[Piece(words="Роль"), Piece(words="Всего", kind="number"), Piece(words="Срок", kind="nowrap")],
            rows=["руководители служб", "методисты", "педагоги"],
            people=[Piece(role="Председатель", name="И. О. Первая"), Piece(role="Секретарь", name="И. О. Вторая")],
            numbering=Numbering(),
        )


def page(body: str) -> str:
    return f'<!doctype html><html lang="ru"><head><title>Проба</title></head><body>{body}</body></html>'
