"""Puts the pieces together; nobody imports this but servers, commands and tests."""

import sys

from flask import Blueprint, Flask, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import eventhub.accounts.commands as accounts_commands
import eventhub.accounts.views as accounts
import eventhub.allocation.commands as allocation_commands
import eventhub.allocation.views as allocation
import eventhub.calendars.views as calendars
import eventhub.certificates.views as certificates
import eventhub.consents.views as consents
import eventhub.demo.commands as demo_commands
import eventhub.events.views.event as events_pages
import eventhub.focus_groups.views as focus_groups
import eventhub.homes.views as homes
import eventhub.materials.views as materials
import eventhub.networks.views as networks_views
import eventhub.overview.views as overview
import eventhub.preparation.views as preparation
import eventhub.registration.views as registration_views
import eventhub.resolutions.views as resolutions
import eventhub.scaling_models.views as scaling_models_views
import eventhub.summaries.models  # noqa: F401 – migrations and tests need every table
import eventhub.summaries.views as summaries
from eventhub.accounts.queries import find_invited
from eventhub.events import queries as events
from eventhub.events.views import lists, programme, team
from eventhub.ground import (
    access,
    assets,
    commands,
    error_pages,
    files,
    headers,
    health,
    logs,
    queue,
    rates,
    style_page,
    templating,
    worker,
    zero_bytes,
)
from eventhub.ground.access import Answers
from eventhub.ground.db import begin_reading, begin_writing, db, prepare
from eventhub.ground.i18n import choice
from eventhub.ground.settings import Settings, SettingsError, from_environment
from eventhub.ground.shipped import folder
from eventhub.networks import queries as networks
from eventhub.outcomes import queries as outcomes
from eventhub.outcomes.views import recording
from eventhub.registration import queries as registration
from eventhub.scaling_models import queries as scaling_models

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts.bp,
    allocation.bp,
    calendars.bp,
    certificates.bp,
    health.bp,
    consents.bp,
    events_pages.bp,
    focus_groups.bp,
    homes.bp,
    lists.bp,
    networks_views.bp,
    networks_views.public_bp,
    preparation.bp,
    programme.bp,
    team.bp,
    materials.bp,
    overview.bp,
    recording.bp,
    registration_views.bp,
    scaling_models_views.bp,
    resolutions.bp,
    summaries.bp,
    summaries.staff,
)
COMMANDS = (accounts_commands.user, allocation_commands.allocate, demo_commands.demo)
JOBS: tuple[str, ...] = ("eventhub.allocation.jobs", "eventhub.certificates.jobs", "eventhub.summaries.jobs")
"""By name, because only the worker loads them: they bring the heavy libraries."""

MOST_UPLOADED_BYTES = 32_000_000
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; without settings, from the environment. Ends with one sentence per mistake in it."""
    if settings is None:
        try:
            settings = from_environment()
        except SettingsError as error:
            sys.exit(str(error))
    app = Flask("eventhub", static_folder=None, template_folder=str(folder("templates")))
    app.config.update(_configuration(settings))
    app.extensions["settings"] = settings
    _lay_ground(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.development or settings.testing:
        app.register_blueprint(style_page.bp)
    access.init_app(app, _answers())
    commands.init_app(app, settings, JOBS)
    for group in COMMANDS:
        app.cli.add_command(group)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    prefix = "__Host-" if settings.is_https else ""
    newest, *older = settings.secret_keys
    return {
        "SECRET_KEY": newest,
        "SECRET_KEY_FALLBACKS": older[::-1],
        "SERVER_NAME": settings.base_url.partition("://")[2],
        "PREFERRED_URL_SCHEME": settings.base_url.partition("://")[0],
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": not settings.testing, "pool_pre_ping": True},
        "SESSION_COOKIE_NAME": f"{prefix}eventhub",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_NAME": f"{prefix}language",
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        "WTF_I18N_ENABLED": False,  # our forms choose the language themselves
        "WTF_CSRF_SSL_STRICT": False,  # pages behind personal links send no referrer; the token is enough
        "MAX_CONTENT_LENGTH": MOST_UPLOADED_BYTES,
        "TESTING": settings.testing,
    }


def _lay_ground(app: Flask, settings: Settings) -> None:
    logs.set_up(settings)
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, trusted, trusted, trusted)  # type: ignore[method-assign]  # as documented
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    Migrate(app, db, directory=str(folder("migrations")))
    logs.init_app(app)
    choice.init_app(app)  # before anything reads the form, so that refusing it speaks the reader's language
    zero_bytes.init_app(app)
    app.before_request(_begin_transaction)
    app.teardown_request(_end_transaction)
    CSRFProtect(app)
    rates.init_app(app)
    accounts.init_app(app)
    headers.init_app(app)
    error_pages.init_app(app)
    templating.init_app(app)
    assets.init_app(app, settings.data / "assets")
    files.init_app(app, settings.data / "files")
    queue.init_app(app, settings)
    worker.init_app(app)


def _answers() -> Answers:
    return Answers(
        team=lambda user, arguments, roles: events.is_in_team(user, arguments["slug"], roles),
        links={
            "invitation": find_invited,
            "participant": lambda uid, revision, arguments: registration.find_by_link(uid, revision, arguments["slug"]),
            "group": lambda uid, revision, arguments: outcomes.find_by_link(uid, revision, arguments["slug"]),
            "coordinator": lambda uid, revision, arguments: networks.find_by_link(uid, revision, arguments["slug"]),
            "author": lambda uid, revision, arguments: scaling_models.find_by_link(uid, revision, arguments["slug"]),
        },
    )


def _begin_transaction() -> None:
    if request.method in SAFE_METHODS:
        begin_reading()
    else:
        begin_writing()


def _end_transaction(_error: BaseException | None) -> None:
    db.session.rollback()
    begin_writing()
