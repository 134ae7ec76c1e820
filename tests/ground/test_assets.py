"""One style sheet, hashed names, nothing that expires."""

import pytest

from eventhub.ground import assets
from eventhub.ground.assets import UnknownAsset, bundled


@pytest.fixture
def source(tmp_path):
    """Return a folder with two sheets in layers, a font, and a script in two parts."""
    folder = tmp_path / "static"
    for name, text in {
        "css/index.css": '@layer low, high;\n@import url("../vendored/low.css") layer(low);\n@import url("parts/high.css") layer(high);\n',
        "css/parts/high.css": '@font-face { src: url("../../fonts/a.woff2") }\n.x { background: url("data:image/png;base64,AA") }\n',
        "vendored/low.css": '@charset "UTF-8";p { color: red }',
        "fonts/a.woff2": "font",
        "js/page.js": "//= parts/first.js\nlast()\n",
        "js/parts/first.js": "first()\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_sheet_is_flattened_with_its_layers_and_addresses(source):
    bundle = bundled(source)
    font = bundle.names["fonts/a.woff2"]

    assert text_of(bundle, "css/index.css") == (
        "@layer low, high;\n"
        "@layer low {\np { color: red }\n}\n"
        f'@layer high {{\n@font-face {{ src: url("/static/{font}") }}\n'
        '.x { background: url("data:image/png;base64,AA") }\n\n}\n'
    )


def test_a_script_takes_in_its_parts(source):
    assert text_of(bundled(source), "js/page.js") == "first()\n;\nlast()\n"


def test_only_bundles_are_served_not_their_parts(source):
    assert sorted(bundled(source).names) == ["css/index.css", "fonts/a.woff2", "js/page.js"]


def test_a_changed_file_gets_another_name(source):
    first = bundled(source).names["js/page.js"]
    (source / "js/parts/first.js").write_text("other()\n")
    bundled.cache_clear()

    assert bundled(source).names["js/page.js"] != first


def test_a_name_that_does_not_exist_is_a_mistake(source):
    with pytest.raises(UnknownAsset):
        assets.address(bundled(source), "css/none.css")


def test_a_sheet_that_names_a_missing_file_is_a_mistake(source):
    (source / "css/parts/high.css").write_text('p { background: url("../../icons/none.svg") }')

    with pytest.raises(UnknownAsset, match=r"icons/none\.svg"):
        bundled(source)


def test_the_real_sheet_has_no_import_left_and_only_own_addresses(app, client):
    address = app.jinja_env.globals["asset"]("css/index.css")

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert "@import" not in answer.text
    assert "@layer vendor, tokens, base, components, pages, print;" in answer.text
    assert 'url("../' not in answer.text


def test_a_file_that_is_not_there_is_404(client):
    assert client.get("/static/css/none.css").status_code == 404
    assert client.get("/static/../secret-key").status_code == 404


def test_compressed_copies_go_to_whoever_understands_them(make_app, tmp_path):
    app = make_app()
    address = app.jinja_env.globals["asset"]("css/index.css")

    assets.compress(app, tmp_path / "assets")
    plain = app.test_client().get(address, headers={"Accept-Encoding": "identity"}, buffered=True)
    packed = app.test_client().get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 4


def text_of(bundle: assets.Bundle, name: str) -> str:
    return bundle.contents[bundle.names[name]].decode()


@pytest.fixture(autouse=True)
def nothing_remembered():
    yield
    bundled.cache_clear()
