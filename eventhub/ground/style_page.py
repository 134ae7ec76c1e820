"""The page that shows every component, in every language and both colour schemes; for development and tests only.

Its samples are texts by language, because they stand for what institutes write, not for words of EventHub.
"""

from datetime import date
from typing import Final

from flask import Blueprint, render_template
from markupsafe import Markup
from wtforms import BooleanField, EmailField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from eventhub.ground.access import open_to_everyone
from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.factor_map import FactorPoint, MapWords, factor_map
from eventhub.ground.drawings.hall import hall, vote_hall
from eventhub.ground.drawings.mirror import mirror
from eventhub.ground.drawings.quality import track
from eventhub.ground.drawings.region import Place, region
from eventhub.ground.drawings.seats import seats_line
from eventhub.ground.drawings.spread import spread
from eventhub.ground.drawings.timeline import TimelineRow, month_ticks, timeline
from eventhub.ground.fields import TextsField
from eventhub.ground.i18n import language
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.page_frame import PublicFrame, Step, Way
from eventhub.ground.texts import Texts

bp = Blueprint("style", __name__)

GROUNDS: Final = ("page", "sheet", "sunken", "line", "ink-soft", "ink")
ACCENTS: Final = ("brand-tint", "brand", "sun-tint", "sun", "good", "warn", "bad", "info")
SAMPLES: Final = {
    "title": Texts(ru="Из чего сделаны страницы", en="What pages are made of"),
    "colours": Texts(ru="Цвета", en="Colours"),
    "type": Texts(ru="Шрифт", en="Type"),
    "heading": Texts(ru="Заголовок страницы", en="Heading of a page"),
    "part": Texts(ru="Заголовок части: «школа – школе»", en="Heading of a part: “school to school”"),
    "lead": Texts(
        ru="Вводная строка чуть крупнее: о чём страница и что на ней можно сделать.",
        en="A line that leads in, a little larger: what the page is about and what one can do here.",
    ),
    "text": Texts(
        ru="Съешь ещё этих мягких французских булок, да выпей чаю. Ёж, щука, объём, № 7, 9:30–17:00.",
        en="The quick brown fox jumps over the lazy dog. No. 7, 9:30–17:00, 44 municipalities.",
    ),
    "buttons": Texts(ru="Кнопки", en="Buttons"),
    "register": Texts(ru="Зарегистрироваться", en="Register"),
    "calendar": Texts(ru="В календарь", en="Add to calendar"),
    "cancel": Texts(ru="Отменить место", en="Give up the place"),
    "later": Texts(ru="Не сейчас", en="Not now"),
    "states": Texts(ru="Состояния", en="States"),
    "state": Texts(ru="ждёт решения", en="waits for a decision"),
    "tag": Texts(ru="автор модели", en="author of a model"),
    "notice": Texts(ru="Место за вами", en="Your place is kept"),
    "told": Texts(ru="Письмо с номером отправлено.", en="A letter with the number is on its way."),
    "fields": Texts(ru="Поля", en="Fields"),
    "group": Texts(ru="Коллективное наставничество", en="Group mentoring"),
    "room": Texts(ru="Аудитория 101", en="Room 101"),
    "consent": Texts(ru="Согласие на обработку персональных данных", en="Consent to processing of personal data"),
    "need": Texts(ru="Нужно, чтобы записать вас и прислать письма.", en="Needed to register you and to write to you."),
    "agree": Texts(ru="Даю согласие", en="I agree"),
    "lists": Texts(ru="Списки", en="Lists"),
    "item": Texts(ru="Открытие дискуссионной площадки", en="Opening of the discussion platform"),
    "said": Texts(
        ru="«Восемнадцать предметов на двоих – это не служба, это дежурство.»", en="“Two people for eighteen subjects.”"
    ),
    "drawings": Texts(ru="Рисунки", en="Drawings"),
    "places": Texts(ru="мест свободно из 140", en="places free out of 140"),
    "people": Texts(ru="человек", en="people"),
    "nobody": Texts(ru="никого", en="nobody"),
    "empty": Texts(ru="Здесь появятся отменённые регистрации", en="Cancelled registrations will appear here"),
}
TOWNS: Final = (
    ("Краснодар", 45.04, 38.98, 24),
    ("Сочи", 43.6, 39.73, 8),
    ("Новороссийск", 44.72, 37.77, 6),
    ("Ейский", 46.71, 38.27, 5),
    ("Брюховецкий", 45.81, 39.0, 0),
    ("Армавир", 45.0, 41.12, 5),
)


@bp.get("/style")
@open_to_everyone
def show() -> str:
    """Show every component."""
    return render_template("style/page.html", frame=_frame(), **context(language()))


def context(lang: str) -> dict[str, object]:
    """Return everything that the page shows, in one language."""
    words = {name: text.words(lang) for name, text in SAMPLES.items()}
    return {
        "s": words,
        "colours": GROUNDS + ACCENTS,
        "form": _form(words),
        "drawings": _drawings(words),
        "steps": [
            Step(words["part"], "#", state, is_current=state == "now") for state in ("done", "now", "later", "later")
        ],
        "figures": [_figure(words, state) for state in ("done", "now", "later", "later", "later", "later")],
        "foreign": SAMPLES["said"].spoken("en" if lang == "ru" else "ru"),
        "document": {"title": words["consent"], "need": words["need"], "text": words["text"], "label": words["agree"]},
        "groups": [{"key": f"g{n}", "name": f"{n}. {words['group']}", "note": words["room"]} for n in (1, 2, 3)],
        "work": {
            "name": words["title"],
            "mark": ("info", "clock", words["state"]),
            "words": words["told"],
            "is_live": True,
            "done": 3,
            "total": 8,
        },
        "items": [_item(words, kind) for kind in ("", "break", "groups")],
    }


def _figure(words: dict[str, str], state: str) -> dict[str, object]:
    return {
        "words": words["buttons"],
        "address": "#states",
        "state": state,
        "is_current": state == "now",
        "state_words": words["state"],
        "figure": 114,
        "under": words["places"],
    }


def _item(words: dict[str, str], kind: str) -> dict[str, object]:
    group = {"number": 1, "title": words["group"], "room": words["room"], "address": "#lists"}
    return {
        "kind": kind,
        "starts": "10:00",
        "ends": "10:15",
        "starts_iso": "2019-08-22T10:00:00+03:00",
        "title": words["item"],
        "meta": words["room"],
        "groups": [group] if kind == "groups" else [],
        "groups_words": words["lists"],
        "is_open": True,
    }


def _frame() -> PublicFrame:
    words = SAMPLES["title"].words(language())
    return PublicFrame(
        name="EventHub",
        home="/style",
        sections=(Way(words, "/style", is_current=True), Way("CSS", "#content")),
        languages=other_languages(),
    )


def _form(words: dict[str, str]) -> Form:
    class Sample(Form):
        name = StringField(words["item"])
        email = EmailField("E-mail")
        text = TextAreaField(words["part"])
        goal = TextsField(words["lead"])
        place = SelectField(words["room"], choices=[SelectChoice("1", words["room"])])
        rank = RadioField(words["group"], choices=[SelectChoice("1", words["group"]), SelectChoice("2", words["room"])])
        agree = BooleanField(words["agree"])

    form = Sample(data={"email": "name@example", "rank": "1", "agree": True, "goal": SAMPLES["text"]})
    form.email.errors = [words["told"]]
    return form


def _drawings(words: dict[str, str]) -> dict[str, Markup]:
    places = [
        Place(name, lat, lon, n, f"{name} {n}" if n else f"{name}: {words['nobody']}") for name, lat, lon, n in TOWNS
    ]
    plan = TimelineRow(
        words["group"],
        date(2019, 9, 1),
        date(2020, 6, 1),
        (
            (date(2019, 10, 1), "done", ""),
            (date(2019, 12, 1), "late", ""),
            (date(2020, 2, 1), "current", ""),
            (date(2020, 5, 1), "planned", ""),
        ),
    )
    corners = MapWords(*(words[name] for name in ("part", "group", "room", "later", "lead", "text")))
    points = [FactorPoint(1 + n % 5, 1 + n % 4, str(n) if n < 4 else "") for n in range(12)]
    title = words["title"]
    return {
        "hall": hall(140, 114, key="hall", title=title, desc=words["places"]),
        "votes": vote_hall(122, 4, 3, key="votes", title=title, desc=words["people"]),
        "seats": seats_line(10, 4, 2, key="seats", title=title, desc=words["people"]),
        "mirror": mirror([4, 3, 7, 2, 2, 0], [38, 32, 24, 20, 12, 6], key="mirror", title=title, desc=words["people"]),
        "days": days([1, 2, 0, 4, 5, 12, 3], key="days", title=title, desc=words["people"]),
        "region": region(places, key="region", title=title, desc=words["people"]),
        "map": factor_map(points, corners, key="map", title=title, desc=words["people"]),
        "timeline": timeline(
            [plan],
            [(day, f"{day:%m.%y}") for day in month_ticks([plan])],
            key="time",
            title=title,
            desc=words["people"],
        ),
        "spread": spread(3, 4, 5),
        "track": track(23, 36, bound=20, earlier=30),
        "bar": bar(28, 40),
    }
