"""Signing in and out, a user's own page, invitations, and the users of the installation."""

import uuid

from flask import Blueprint, Flask, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from eventhub.accounts import actions, pages, queries, rules
from eventhub.accounts.forms import InvitationForm, InviteForm, LanguageForm, PasswordForm, RightsForm, SignInForm
from eventhub.accounts.models import LoginSession, User
from eventhub.accounts.permissions import can_manage_users
from eventhub.ground import clock
from eventhub.ground.access import for_link, for_signed_in, open_to_everyone, opened
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
    "invited": lazy("The invitation has been sent."),
    "rights": lazy("The user's rights have been saved."),
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


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@for_link(rules.INVITATION_KIND)
def invitation(token: str) -> ResponseReturnValue:
    """Let the holder of an invitation choose a password; opening the page changes nothing."""
    user = opened(User)
    form = InvitationForm()
    if form.validate_on_submit():
        device = rules.device_name(request.user_agent.string)
        try:
            secret = actions.accept_invitation(user, form.password.data, device=device, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "password")
        else:
            db.session.commit()
            return _welcome(secret, HOME)
    frame = PublicFrame(name="EventHub", languages=other_languages())
    page = render_template("accounts/invitation.html", form=form, frame=frame, user=opened(User))
    return page, status_of(form)


@bp.route("/manage/users", methods=["GET", "POST"])
@for_signed_in
def users() -> ResponseReturnValue:
    """List the users of the installation and invite one more; for administrators."""
    _administrator_or_404()
    form = InviteForm()
    if form.validate_on_submit():
        try:
            actions.invite(form.details(), form.rights(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "email")
        else:
            db.session.commit()
            return redirect(url_for(".users", done="invited"), 303)
    shown = pages.users_page(request.args.get("q", ""), request.args.get("page", 1, type=int))
    done = DONE.get(request.args.get("done", ""))
    page = render_template("accounts/users.html", frame=_frame(current_user), shown=shown, form=form, done=done)
    return page, status_of(form)


@bp.route("/manage/users/<uuid:uid>", methods=["GET", "POST"])
@for_signed_in
def user(uid: uuid.UUID) -> ResponseReturnValue:
    """Show what a user may do in the installation, and change it; for administrators."""
    _administrator_or_404()
    user = queries.find_user_by_uid(uid) or abort(404)
    form = RightsForm(obj=user)
    if form.validate_on_submit():
        try:
            actions.change_rights(user, form.rights(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".users", done="rights"), 303)
    page = render_template("accounts/user.html", frame=_frame(current_user), user=user, form=form)
    return page, status_of(form)


@bp.post("/manage/users/<uuid:uid>/invitation")
@for_signed_in
def invite_again(uid: uuid.UUID) -> ResponseReturnValue:
    """Send a new link by which a user chooses a password; the older ones are dead."""
    _administrator_or_404()
    user = queries.find_user_by_uid(uid) or abort(404)
    actions.invite_again(user, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".users", done="invited"), 303)


def _administrator_or_404() -> None:
    if not can_manage_users(current_user):
        abort(404)


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
