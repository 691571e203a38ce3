"""Writes about accounts: by the security administrator, or by a command on the server.

Nobody keeps their own account. Whatever weakens an account (a new password, a lifted second
factor, a withdrawn right) also ends its sessions.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import action, at_the_door

from . import errors, lockout, rules, sessions
from .models import Assignment, Installation, User


@action(Deed.KEEP_ACCOUNTS)
def create_user(
    actor: Actor,
    *,
    username: str,
    name: str,
    password: str | None = None,
    mail: str = "",
    is_demo: bool = False,
) -> User:
    """A new account; its owner changes the password at the first sign-in.

    Without a password nobody signs in to it until one is set. Raises NameTaken, WeakPassword,
    Invalid, NoDemo.
    """
    username, name = username.strip(), name.strip()
    if not username or not name:
        raise Invalid(field="name" if username else "username", reason=_("不能空着"))
    if User.objects.filter(username__iexact=username).exists():
        raise errors.NameTaken(field="username")
    if is_demo and not Installation.objects.filter(demo=True).exists():
        raise errors.NoDemo()
    user = User(username=username, name=name, mail=mail.strip(), is_demo=is_demo)
    _give_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:  # somebody took the name meanwhile
        raise errors.NameTaken(field="username") from error
    note(actor, Deed.KEEP_ACCOUNTS, kind="account", id=user.id, what="create")
    return user


@action(Deed.KEEP_ACCOUNTS)
def rename(actor: Actor, *, user: UUID, name: str) -> User:
    """Change the name at work."""
    row = _kept(actor, user)
    if not name.strip():
        raise Invalid(field="name", reason=_("不能空着"))
    row.name = name.strip()
    row.save(update_fields=["name"])
    note(actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id, what="rename")
    return row


@action(Deed.KEEP_ACCOUNTS)
def set_password(actor: Actor, *, user: UUID, password: str) -> User:
    """Give a first password; its owner must change it. Ends the account's sessions."""
    row = _kept(actor, user)
    if row.is_demo:
        raise NotAllowed()
    _give_password(row, password)
    row.save(update_fields=["password", "first_password"])
    ended = sessions.end_all(row.id)
    note(actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id, what="password", sessions=ended)
    return row


@action(Deed.KEEP_ACCOUNTS)
def reset_second_factor(actor: Actor, *, user: UUID) -> int:
    """Take away every second factor, for somebody who lost theirs: they set up a new one at the
    next sign-in. Returns how many were taken away."""
    row = _kept(actor, user)
    with at_the_door():
        taken, _rows = Authenticator.objects.filter(user=row).delete()
    ended = sessions.end_all(row.id)
    note(
        actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id,
        what="second_factor", taken=taken, sessions=ended,
    )  # fmt: skip
    return taken


@action(Deed.KEEP_ACCOUNTS)
def deactivate(actor: Actor, *, user: UUID) -> User:
    """Somebody left: the account stays for the books and signs in no more."""
    return _set_active(actor, user, False)


@action(Deed.KEEP_ACCOUNTS)
def reactivate(actor: Actor, *, user: UUID) -> User:
    """Somebody came back."""
    return _set_active(actor, user, True)


@action(Deed.KEEP_ACCOUNTS)
def unlock(actor: Actor, *, user: UUID) -> User:
    """Lift a lockout before its time."""
    row = _kept(actor, user)
    lockout.lift(row.id, row.username)
    note(actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id, what="unlock")
    return row


@action(Deed.KEEP_ACCOUNTS)
def grant(
    actor: Actor,
    *,
    user: UUID,
    role: str,
    org: UUID,
    area: int,
    since: date | None = None,
    until: date | None = None,
) -> Assignment:
    """Let somebody act in a role, for an organisation, over an area, for a time.

    ``until`` is the last day. Raises NotYourself, NotARole, OutsideYourArea, AdministratorsApart,
    AlreadyGranted, EndsBeforeItStarts.
    """
    row = _kept(actor, user)
    start = since or timezone.localdate()
    if role not in rules.GRANTED:
        raise errors.NotARole(field="role")
    if not rules.keeps_area(actor, area):
        raise errors.OutsideYourArea(field="area")
    if until is not None and until < start:
        raise errors.EndsBeforeItStarts(field="until")
    beside = Assignment.objects.filter(user=row).exclude(until__lt=start)
    if until is not None:
        beside = beside.filter(since__lte=until)
    held = list(beside)
    if any((a.role, a.org, a.area) == (role, org, area) for a in held):
        raise errors.AlreadyGranted(field="role")
    if not rules.stay_apart([role, *(a.role for a in held)]):
        raise errors.AdministratorsApart(field="role")
    assignment = Assignment.objects.create(
        user=row, role=Role(role), org=org, area=area, since=start, until=until
    )
    note(
        actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id, community=area,
        what="grant", assignment=str(assignment.id), granted=str(role), org=str(org),
        until=until.isoformat() if until else "",
    )  # fmt: skip
    return assignment


@action(Deed.KEEP_ACCOUNTS)
def revoke(actor: Actor, *, assignment: UUID) -> Assignment:
    """Take a role back from now on; that it was held stays written."""
    found = Assignment.objects.filter(pk=assignment).values_list("user", flat=True).first()
    if found is None:
        raise NotFound()
    row = _kept(actor, found)
    held = Assignment.objects.select_for_update().get(pk=assignment)
    yesterday = timezone.localdate() - timedelta(days=1)
    if held.until is not None and held.until <= yesterday:
        return _noted_revoke(actor, held)
    if held.since > yesterday:  # held for no whole day: nothing to remember but the audit line
        _noted_revoke(actor, held)
        held.delete()
    else:
        held.until = yesterday
        held.save(update_fields=["until"])
        _noted_revoke(actor, held)
    sessions.end_all(row.id)
    return held


@action(Deed.CHOOSE_ROLE)
def choose_role(actor: Actor, *, assignment: UUID) -> None:
    """Somebody with several roles goes on in this one. ``actor`` is already the new one; the
    entrance keeps the choice in the session (``queries.ROLE_KEY``)."""
    note(actor, Deed.CHOOSE_ROLE, kind="assignment", id=assignment, community=actor.lo)


@action(Deed.KEEP_ACCOUNTS)
def mark_as_demo(actor: Actor) -> None:
    """Say that this database is a demonstration. Only where there is no account yet; the
    database itself refuses it anywhere else and at any later time. Raises NotAnEmptyDatabase."""
    if not rules.is_the_platform(actor):
        raise NotAllowed()
    if User.objects.exists() or Installation.objects.exists():
        raise errors.NotAnEmptyDatabase()
    Installation.objects.create(demo=True)
    note(actor, Deed.KEEP_ACCOUNTS, kind="installation", id=1, what="demo")


def _kept(actor: Actor, user: UUID) -> User:
    """The account, locked, where this actor may keep it. Raises NotYourself, NotFound."""
    if actor.user == user:
        raise errors.NotYourself()
    row = User.objects.select_for_update().filter(pk=user).first()
    if row is None:
        raise NotFound()
    today = timezone.localdate()
    held = Assignment.objects.filter(user=row).exclude(until__lt=today)
    if not rules.is_the_platform(actor) and not rules.may_keep(actor, row, held):
        raise NotFound()
    return row


def _give_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise errors.WeakPassword(field="password", reason=" ".join(error.messages)) from error
    user.set_password(password)
    user.first_password = True


def _set_active(actor: Actor, user: UUID, active: bool) -> User:
    row = _kept(actor, user)
    row.is_active = active
    row.save(update_fields=["is_active"])
    ended = 0 if active else sessions.end_all(row.id)
    what = "reactivate" if active else "deactivate"
    note(actor, Deed.KEEP_ACCOUNTS, kind="account", id=row.id, what=what, sessions=ended)
    return row


def _noted_revoke(actor: Actor, held: Assignment) -> Assignment:
    note(
        actor, Deed.KEEP_ACCOUNTS, kind="account", id=held.user_id, community=held.area,
        what="revoke", assignment=str(held.id), revoked=held.role,
    )  # fmt: skip
    return held
