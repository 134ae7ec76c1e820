"""Signing in and out, and a user's own page."""

import uuid

from flask import Blueprint, Flask, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from eventhub.accounts import actions, queries, rules
from eventhub.accounts.forms import LanguageForm, PasswordForm, SignInForm
from eventhub.accounts.models import LoginSession, User
from eventhub.ground import clock
from eventhub.ground.access import for_signed_in, open_to_everyone
from eventhub.ground.addresses import own_path
from eventhub.ground.db import db, writing
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import lazy
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.page_frame import PublicFrame, StaffFrame
from eventhub.ground.secrets import hash_secret

HOME = "/manage/"
DONE = {
    "password": lazy("Your password has been changed. Everywhere else you are signed out."),
    "language": lazy("The language has been saved."),
    "sign-in": lazy("Signed out there."),
}
COOKIE_KEY = "_user_id"  # the name under which Flask-Login looks

bp = Blueprint("accounts", __name__)


def init_app(app: Flask) -> None:
    """Let `current_user` be whoever the sign-in of the request belongs to."""
    manager = LoginManager()
    manager.session_protection = None  # a sign-in is a row of ours, not a fingerprint of the browser
    manager.user_loader(_user_of)
    manager.init_app(app)


def _user_of(secret: str) -> User | None:
    now = clock.now()
    login = queries.find_login(hash_secret(secret))
    if login is None or not rules.is_alive(login, now):
        return None
    if rules.must_note_seen(login, now):
        with writing():
            actions.note_seen(login, now)
            db.session.commit()
    g.login = login
    return login.user


@bp.route("/login", methods=["GET", "POST"])
@open_to_everyone
def sign_in() -> ResponseReturnValue:
    goal = own_path(request.args.get("next")) or HOME
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(goal)
    form = SignInForm()
    status = None
    if form.validate_on_submit():
        try:
            if secret := _try(form):
                return _welcome(secret, goal)
            form.refuse(rules.WrongPassword())
        except rules.TooManyAttempts as refusal:
            form.refuse(refusal)
            status = 429
    frame = PublicFrame(name="EventHub", languages=other_languages())
    page = render_template("accounts/sign_in.html", form=form, frame=frame)
    return page, status or status_of(form), {"Cache-Control": "no-store"}


def _try(form: SignInForm) -> str | None:
    device = rules.device_name(request.user_agent.string)
    secret = actions.sign_in(form.details(), address=request.remote_addr or "", device=device, now=clock.now())
    db.session.commit()
    return secret


def _welcome(secret: str, goal: str) -> ResponseReturnValue:
    session.clear()
    session[COOKIE_KEY] = secret
    return redirect(goal, 303)


@bp.post("/logout")
@for_signed_in
def sign_out() -> ResponseReturnValue:
    actions.sign_out(g.login)
    db.session.commit()
    session.clear()
    return redirect(url_for(".sign_in"), 303)


@bp.get("/account")
@for_signed_in
def account() -> ResponseReturnValue:
    return _account_page(PasswordForm(), LanguageForm(language=current_user.language))


@bp.post("/account/password")
@for_signed_in
def change_password() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        current, new = form.details()
        try:
            actions.change_password(current_user, current, new, kept=g.login, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".account", done="password"), 303)
    return _account_page(form, LanguageForm(formdata=None, language=current_user.language))


@bp.post("/account/language")
@for_signed_in
def choose_language() -> ResponseReturnValue:
    form = LanguageForm()
    if not form.validate_on_submit():
        return _account_page(PasswordForm(formdata=None), form)
    actions.choose_language(current_user, form.language.data)
    db.session.commit()
    return redirect(url_for(".account", done="language"), 303)


@bp.post("/account/sign-ins/<uuid:uid>/end")
@for_signed_in
def end_login(uid: uuid.UUID) -> ResponseReturnValue:
    login = next((login for login in queries.logins_of(current_user) if login.uid == uid), None)
    if login is None:
        abort(404)
    actions.sign_out(login)
    db.session.commit()
    return redirect(url_for(".account", done="sign-in"), 303)


@bp.post("/account/sign-ins/others/end")
@for_signed_in
def end_other_logins() -> ResponseReturnValue:
    actions.end_other_logins(current_user, g.login)
    db.session.commit()
    return redirect(url_for(".account", done="sign-in"), 303)


def _account_page(password_form: PasswordForm, language_form: LanguageForm) -> ResponseReturnValue:
    current: LoginSession = g.login
    logins = queries.logins_of(current_user)
    page = render_template(
        "accounts/account.html",
        frame=_frame(current_user),
        user=current_user,
        current=current,
        logins=logins,
        has_others=len(logins) > 1,
        password_form=password_form,
        language_form=language_form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(password_form if password_form.errors else language_form)


def _frame(user: User) -> StaffFrame:
    initials = "".join(part[0] for part in user.name.split()[:2]).upper()
    return StaffFrame(
        name="EventHub",
        home=HOME,
        person=user.name,
        initials=initials,
        account=url_for(".account"),
        languages=other_languages(),
    )
