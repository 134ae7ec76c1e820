"""What can be typed at a terminal: `flask --app wsgi user create`."""

import click
from flask.cli import AppGroup

from eventhub.accounts import actions
from eventhub.accounts.actions import UserDetails
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import speaking

user = AppGroup("user", help="Users of this installation.")


@user.command("create")
@click.option("--email", prompt=True, help="The mailbox to sign in with.")
@click.option("--name", prompt=True, help="The name that colleagues know.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@click.option("--language", default="ru", show_default=True, help="The language of letters.")
@click.option("--administrator", is_flag=True, help="May do everything in every event.")
@click.option("--may-create-events", is_flag=True, help="May create events.")
def create(email: str, name: str, password: str, language: str, administrator: bool, may_create_events: bool) -> None:
    """Create a user who can sign in at once."""
    details = UserDetails(email, name, password, language, administrator, may_create_events)
    with speaking("en"):
        try:
            created = actions.create_user(details, by="command", now=clock.now())
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    click.echo(f"Created the user {created.email}.")
