"""Writing behind the personal link: saved part by part, nothing lost between windows, submitted when complete."""

import io
import zipfile
from datetime import timedelta

import pytest

from eventhub.events.models import EventState
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.ground.texts import Texts
from eventhub.scaling_models.models import ModelAttachment, ModelAuthor, ModelState, ModelVersion, ScalingModel
from eventhub.scaling_models.rules.attaching import (
    MOST_BYTES,
    ContentDiffers,
    FileTooLarge,
    TypeNotAllowed,
    media_type_of,
)
from tests.factories import make_event, make_scaling_model
from tests.scaling_models.conftest import edit_address, fields_of, make_review, make_reviewer, words_of

JSON = {"Accept": "application/json"}
PDF = b"%PDF-1.7 text"


def send(client, event, model, fields, *, as_program=False, **more):
    return client.post(edit_address(event, model), data=fields | more, headers=JSON if as_program else {})


def opened(client, event, model):
    return fields_of(client.get(edit_address(event, model)).text)


def anew(model):
    db.session.expire_all()
    return db.session.get(ScalingModel, model.id)


def test_what_is_typed_is_saved_in_its_shape(client, event, draft):
    fields = opened(client, event, draft)
    typed = {
        "title": "Паспорт", "abstract": "Коротко", "sites_now": "3", "wish": "2", "problem": "Раз\r\nдва",
        "stages-0-name": "Выезд", "stages-0-months": "1,5", "resources-0-budget": "186 000", "partners": "Институт\n\nШкола",
    }  # fmt: skip

    answer = send(client, event, draft, fields, **typed)

    saved = anew(draft)
    assert answer.status_code == 303
    assert (saved.title["ru"], saved.abstract["ru"]) == ("Паспорт", "Коротко")
    assert saved.content == {
        "sites_now": 3,
        "problem": "Раз\nдва",
        "stages": [{"name": "Выезд", "months": 1.5, "deliverable": ""}],
        "resources": {"people": "", "budget": 186000, "currency": "", "infrastructure": ""},
        "partners": ["Институт", "Школа"],
    }
    assert "паспорт" in saved.search
    assert 'value="Выезд"' in client.get(edit_address(event, draft)).text


def test_saving_what_stands_there_changes_nothing(client, event, draft):
    send(client, event, draft, opened(client, event, draft), problem="Раз", **{"stages-0-months": "2"})
    before = anew(draft).version

    send(client, event, draft, opened(client, event, draft))

    assert anew(draft).version == before


def test_a_program_learns_which_parts_stand_as_it_sent_them(client, event, draft):
    fields = opened(client, event, draft)

    answer = send(client, event, draft, fields, as_program=True, problem="Раз", **{"stages-0-months": "много"})

    assert answer.json["saved"].startswith("Saved at")
    assert answer.json["seen"]["problem"] != fields["seen-problem"]
    assert "stages" not in answer.json["seen"]
    assert "is not a number" in answer.json["faults"]["stages"]
    assert anew(draft).content["problem"] == "Раз"  # the parts that can be read are saved all the same


def test_two_windows_on_different_parts_do_not_disturb_each_other(client, event, draft):
    one, other = opened(client, event, draft), opened(client, event, draft)

    send(client, event, draft, one, problem="Раз")
    send(client, event, draft, other, abstract="Коротко")

    saved = anew(draft)
    assert (saved.content["problem"], saved.abstract["ru"], saved.aside) == ("Раз", "Коротко", {})


def test_two_windows_on_one_part_keep_both_texts(client, event, draft):
    one, other = opened(client, event, draft), opened(client, event, draft)

    send(client, event, draft, one, problem="Первый текст")
    answer = send(client, event, draft, other, as_program=True, problem="Второй текст")
    again = send(client, event, draft, other, as_program=True, problem="Второй текст длиннее")

    page = client.get(edit_address(event, draft)).text
    assert (answer.json["aside"], again.json["aside"]) == (["problem"], ["problem"])
    assert "problem" not in answer.json["seen"]
    assert "Первый текст" in page
    assert "<p>Второй текст длиннее</p>" in page
    assert "<p>Второй текст</p>" not in page  # the same window keeps one text aside, the latest
    settle(client, event, draft, "take")
    assert anew(draft).content["problem"] == "Второй текст длиннее"
    assert "<p>Первый текст</p>" in client.get(edit_address(event, draft)).text
    settle(client, event, draft, "drop")
    assert anew(draft).aside == {}


def settle(client, event, model, deed):
    kept = anew(model).aside["problem"][0]
    address = edit_address(event, model).replace("/edit?", "/edit/aside?")
    token = opened(client, event, model)["csrf_token"]
    data = {"part": "problem", "window": kept["window"], "deed": deed, "csrf_token": token}
    assert client.post(address, data=data).status_code == 303


def test_submitting_lists_what_is_missing_and_saves_what_is_there(client, event, draft):
    fields = opened(client, event, draft)

    empty = send(client, event, draft, fields, deed="submit")
    long = send(client, event, draft, fields, deed="submit", abstract="Да", problem="раз два три четыре пять шесть")

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "The problem: nothing is written yet" in words_of(empty)
    assert "The problem: 6 words, at most 5 are asked for" in words_of(long)
    assert anew(draft).state is ModelState.DRAFT
    assert anew(draft).content["problem"] == "раз два три четыре пять шесть"


def test_a_complete_model_is_submitted_once_with_its_version_and_a_letter(client, event, draft):
    fields = opened(client, event, draft)

    first = send(client, event, draft, fields, deed="submit", abstract="Да", problem="Раз два")
    second = send(client, event, draft, fields, deed="submit", abstract="Нет", problem="Иное")

    assert first.headers["Location"].endswith("?done=submitted")
    assert anew(draft).state is ModelState.SUBMITTED
    assert (second.status_code, anew(draft).content["problem"]) == (422, "Раз два")
    assert "cannot be changed now" in words_of(second)
    assert "Иное" in second.text  # what was typed is still there
    assert db.session.query(ModelVersion).count() == 1
    assert [letter.values["is_submitted"] for letter in db.session.query(Letter)] == [True]


def test_what_is_submitted_can_be_made_a_draft_until_a_reviewer_has_it(client, event, model):
    address = edit_address(event, model).replace("/edit?", "/submission/removal?")
    token = take_token(client, event, model)

    first = client.post(address, data={"csrf_token": token})
    second = client.post(address, data={"csrf_token": token})

    assert (first.status_code, second.status_code) == (303, 422)
    assert anew(model).state is ModelState.DRAFT
    model.state = ModelState.IN_REVIEW
    assert client.post(address, data={"csrf_token": token}).status_code == 422
    assert anew(model).state is ModelState.IN_REVIEW


def take_token(client, event, model):
    page = client.get(edit_address(event, model).replace("/edit?", "/withdrawal?")).text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def test_a_revision_goes_back_to_its_reviewers_as_a_second_version(client, event, model):
    make_review(model, make_reviewer(event))
    model.state, model.decided_at = ModelState.REVISE, clock.now()

    answer = send(client, event, model, opened(client, event, model), deed="submit", problem="Лучше")

    assert answer.status_code == 303
    assert (anew(model).state, anew(model).content["problem"]) == (ModelState.IN_REVIEW, "Лучше")


def test_after_the_closing_date_a_draft_stays_as_it_is_and_a_sentence_says_why(client, event, call, draft):
    fields = opened(client, event, draft)
    call.closes_at = clock.now() - timedelta(seconds=1)

    shown, sent = client.get(edit_address(event, draft)), send(client, event, draft, fields, problem="Поздно")

    assert "The call for models has closed" in words_of(shown)
    assert "data-writing" not in shown.text
    assert (sent.status_code, anew(draft).content) == (422, {})
    assert "Поздно" in sent.text
    event.state = EventState.CANCELLED
    assert "cancelled or over" in words_of(client.get(edit_address(event, draft)))


def test_withdrawing_asks_first_and_happens_once(client, event, model):
    address = edit_address(event, model).replace("/edit?", "/withdrawal?")

    asked = client.get(address)
    assert "Withdraw the model?" in words_of(asked)
    assert anew(model).state is ModelState.SUBMITTED  # opening a link changes nothing
    client.submit(address)
    assert anew(model).state is ModelState.WITHDRAWN
    assert "There is nothing to withdraw" in words_of(client.get(address))


def test_co_authors_are_added_once_and_removed_but_not_the_one_who_gets_the_letters(client, event, draft):
    address = edit_address(event, draft).replace("/edit?", "/authors?")
    who = {"family_name": "Шевцова", "given_name": "Ирина", "email": "irina@example.org"}
    token = opened(client, event, draft)["csrf_token"]

    empty = client.post(address, data={"csrf_token": token})
    for _time in range(2):
        client.post(address, data=who | {"csrf_token": token})

    authors = db.session.query(ModelAuthor).order_by(ModelAuthor.position).all()
    assert (empty.status_code, "Type the family name" in words_of(empty)) == (422, True)
    assert [author.person.family_name for author in authors] == ["Ёлкина", "Шевцова"]
    for author in authors:
        client.post(address.replace("/authors?", f"/authors/{author.person.uid}/removal?"), data={"csrf_token": token})
    assert [author.person.family_name for author in db.session.query(ModelAuthor)] == ["Ёлкина"]


def test_files_are_attached_once_handed_out_and_removed(client, event, draft):
    token = opened(client, event, draft)["csrf_token"]
    for _time in range(2):
        assert attach(client, event, draft, "../план.pdf", PDF, token).status_code == 303

    (attachment,) = db.session.query(ModelAttachment).all()
    address = edit_address(event, draft).replace("/edit?", f"/attachments/{attachment.uid}?")
    handed_out = client.get(address)
    assert (handed_out.data, handed_out.headers["Content-Security-Policy"][:7]) == (PDF, "sandbox")
    assert client.get(edit_address(event, draft)).text.count("план.pdf") == 2  # its name, and the button's
    client.post(address.replace(f"{attachment.uid}?", f"{attachment.uid}/removal?"), data={"csrf_token": token})
    assert db.session.query(ModelAttachment).count() == 0
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", b"", "Choose a file first"),
        ("page.html", b"<script>", "Such a file is not taken"),
        ("plan.pdf", b"<script>", "not what its name says"),
        ("plan.docx", PDF, "not what its name says"),
    ],
)
def test_a_file_that_may_not_be_attached_is_refused_with_a_sentence(client, event, draft, name, content, words):
    answer = attach(client, event, draft, name, content, opened(client, event, draft)["csrf_token"])

    assert (answer.status_code, words in words_of(answer)) == (422, True)
    assert db.session.query(ModelAttachment).count() == 0


def attach(client, event, model, name, content, token):
    address = edit_address(event, model).replace("/edit?", "/attachments?")
    return client.post(address, data={"csrf_token": token, "file": (io.BytesIO(content), name)})


def packed(*names, size=1):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"0" * size)
    return held.getvalue()


def test_office_files_are_known_by_what_they_hold():
    right = packed("[Content_Types].xml", "word/document.xml")

    assert media_type_of("План.DOCX", right).endswith("wordprocessingml.document")
    for wrong in (
        packed("[Content_Types].xml"),
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        packed("[Content_Types].xml", "word/document.xml", size=110_000_000),
    ):
        with pytest.raises(ContentDiffers):
            media_type_of("plan.docx", wrong)
    with pytest.raises(TypeNotAllowed):
        media_type_of("plan", right)
    with pytest.raises(FileTooLarge, match="10"):
        media_type_of("plan.pdf", PDF + b" " * MOST_BYTES)


def test_a_link_of_another_event_or_model_opens_nothing(client, event, draft):
    other = make_event()
    foreign = make_scaling_model(other)

    assert client.get(edit_address(event, foreign)).status_code == 404
    address = edit_address(event, draft)
    draft.link_revision += 1
    assert client.get(address).status_code == 404


def test_words_in_other_languages_stay_when_the_title_is_changed(client, event, draft):
    draft.title = Texts(ru="Старое", en="Old")

    send(client, event, draft, opened(client, event, draft), title="Новое")

    assert anew(draft).title == Texts(ru="Новое", en="Old")
