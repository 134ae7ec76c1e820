"""The least that could be measured beside: a form, one INSERT, a page; the same server, the same database settings."""

import os
import sys
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, redirect, request

from eventhub.ground.db import begin_reading, begin_writing, prepare
from eventhub.ground.serving import Web
from eventhub.ground.settings import Settings

FORM = '<form method="post"><input name="name"><input name="email"><button>Register</button></form>'
people = sa.Table(
    "bare_person",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text),
    sa.Column("email", sa.Text),
)


def make_app(url: str) -> Flask:
    app = Flask("bare")
    engine = sa.create_engine(url)
    prepare(engine)
    people.metadata.create_all(engine)

    @app.get("/register")
    def form() -> str:
        begin_reading()
        return FORM

    @app.post("/register")
    def send() -> object:
        begin_writing()
        with engine.begin() as connection:
            connection.execute(people.insert().values(name=request.form["name"], email=request.form["email"]))
        return redirect("/register/sent", 303)

    @app.get("/register/sent")
    def sent() -> str:
        return "<p>We have written to you.</p>"

    @app.get("/healthz")
    def healthy() -> str:
        return "ok"

    return app


def main() -> None:
    url, port = sys.argv[1], int(sys.argv[2])
    settings = Settings(
        data=Path(os.environ["EVENTHUB_DATA"]), database_url=url, base_url=f"http://127.0.0.1:{port}", secret_keys=(),
        port=port,
    )  # fmt: skip
    Web(make_app(url), settings).run()


if __name__ == "__main__":
    main()
