"""Reads about accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import Page, page_by_id
from sanshe.ground.kit.places import STEPS
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import at_the_door

from . import lockout, rules
from .models import Assignment, Installation, User

ROLE_KEY = "assignment"
"""Where a session keeps which assignment its person acts in."""


def assignments_of(user: User | UUID) -> QuerySet[Assignment]:
    """What a person may act as today."""
    today = timezone.localdate()
    return Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), user=user, since__lte=today
    ).order_by("since", "id")


def choices_of(user: User | UUID) -> list[Assignment]:
    """The same for a page on which nobody acts yet."""
    with at_the_door():
        return list(assignments_of(user))


def acting(user: User, session: Any) -> Actor | None:
    """The actor of a signed-in person: the assignment their session chose, the only one they
    have, or None where they still have to choose."""
    open_ones = choices_of(user)
    chosen = session.get(ROLE_KEY)
    for assignment in open_ones:
        if str(assignment.id) == chosen or len(open_ones) == 1:
            return as_actor(user, assignment)
    return None


def as_actor(user: User, assignment: Assignment) -> Actor:
    """A person in one of their assignments."""
    return Actor.staff(
        user=user.id,
        name=user.name,
        role=Role(assignment.role),
        org=assignment.org,
        area=assignment.area,
    )


def has_second_factor(user: User, *, before: int | None = None) -> bool:
    """Whether somebody has set up a TOTP app or a passkey (recovery codes alone are none),
    ``before`` a moment in seconds since 1970."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    rows = Authenticator.objects.filter(user=user, type__in=kinds)
    if before is not None:
        rows = rows.filter(created_at__lt=datetime.fromtimestamp(before, tz=UTC))
    with at_the_door():
        return rows.exists()


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names at work of some accounts; those that do not exist are left out."""
    return dict(User.objects.filter(pk__in=set(ids)).values_list("id", "name"))


def ids_named(name: str) -> list[UUID]:
    """The accounts with exactly this name at work or user name. Asked inside a staff scope."""
    rows = User.objects.filter(Q(name=name) | Q(username__iexact=name))
    return list(rows.values_list("id", flat=True))


def acted_for(user: UUID, org: UUID, *, since: date) -> date | None:
    """The last day on which somebody acted for an organisation, if that is on or after ``since``;
    today where they still do. Asked inside a staff scope."""
    today = timezone.localdate()
    rows = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=since), user=user, org=org, since__lte=today
    )
    last = [min(until or today, today) for until in rows.values_list("until", flat=True)]
    return max(last, default=None)


def staff_of(org: UUID, role: str | None = None) -> list[User]:
    """Who acts for an organisation today (in a role), by name. Asked inside a staff scope."""
    today = timezone.localdate()
    held = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), org=org, since__lte=today
    )
    if role:
        held = held.filter(role=role)
    return list(
        User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "id")
    )


def posts_on(day: date, *, roles: Iterable[str]) -> QuerySet[Assignment]:
    """Who acted in one of these roles on a day, each person once: by what they have held longest.
    Asked inside a staff scope."""
    held = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), role__in=list(roles), since__lte=day,
        user__is_active=True,
    )  # fmt: skip
    longer = held.filter(
        Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), id__lt=OuterRef("id")),
        user=OuterRef("user"),
    )
    return held.filter(~Exists(longer)).select_related("user")


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who can be called: one line per assignment of today."""

    user: UUID
    name: str
    org: UUID
    role: str
    area: int


def who_acts(orgs: Iterable[UUID], *, lo: int, hi: int) -> list[Acting]:
    """Whoever acts for these organisations today, over the area ``lo`` … ``hi`` or a part of it,
    by account. One statement; needs no staff scope: a resident's own message raises an alarm."""
    today = timezone.localdate()
    with at_the_door():
        held = list(
            Assignment.objects.filter(
                Q(until__isnull=True) | Q(until__gte=today),
                Q(area__in=[0, *(lo // step * step for step in STEPS)]) | Q(area__range=(lo, hi)),
                org__in=set(orgs), since__lte=today, user__is_active=True,
            ).values_list("user", "user__name", "org", "role", "area").order_by("user", "id")
        )  # fmt: skip
    return [Acting(*row) for row in held]


@dataclass(frozen=True, slots=True)
class Account:
    """An account for the page of those who keep accounts."""

    user: User
    held: list[Assignment]  # those of today and later, oldest first
    second_factor: bool
    locked: bool
    kept_by_reader: bool

    @property
    def id(self) -> UUID:
        return self.user.id


def listing(actor: Actor, *, text: str = "", after: str = "", size: int = 50) -> Page:
    """Accounts, newest first: those with a role in the reader's area, and those with none yet.

    ``text`` is part of a name or user name. ``rows`` are ``Account``.
    """
    demand(actor, Deed.READ_ACCOUNTS)
    rows = User.objects.filter(
        Q(assignments__isnull=True) | Q(assignments__area__range=(actor.lo, actor.hi))
    ).distinct()
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text))
    page = page_by_id(rows, after=after, size=size)
    return Page(_accounts(actor, page.rows), page.after)


def get(actor: Actor, id: UUID | str) -> Account:
    """One account; NotFound for one whose rights lie wholly outside the reader's area."""
    demand(actor, Deed.READ_ACCOUNTS)
    user = User.objects.filter(
        Q(assignments__isnull=True) | Q(assignments__area__range=(actor.lo, actor.hi)), pk=id
    ).first()
    if user is None:
        raise NotFound()
    note(actor, Deed.READ_ACCOUNTS, kind="account", id=user.id)
    return _accounts(actor, [user])[0]


def _accounts(actor: Actor, users: list[User]) -> list[Account]:
    """Three reads for a page of accounts, however long."""
    ids = [user.id for user in users]
    held: dict[UUID, list[Assignment]] = defaultdict(list)
    today = timezone.localdate()
    for assignment in (
        Assignment.objects.filter(user__in=ids).exclude(until__lt=today).order_by("since", "id")
    ):
        held[assignment.user_id].append(assignment)
    with at_the_door():
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        with_factor = set(
            Authenticator.objects.filter(user__in=ids, type__in=kinds).values_list(
                "user", flat=True
            )
        )
    locked = lockout.locked_among([user.username for user in users])
    return [
        Account(
            user=user,
            held=held[user.id],
            second_factor=user.id in with_factor,
            locked=user.username in locked,
            kept_by_reader=user.id != actor.user and rules.may_keep(actor, user, held[user.id]),
        )
        for user in users
    ]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody a visitor of the demonstration may be."""

    user: UUID
    name: str
    role: str
    role_label: str
    org: UUID
    area: int
    sentence: str


def has_real_accounts() -> bool:
    """Whether anybody has an account that is none of the demo's."""
    with at_the_door():
        return User.objects.filter(is_demo=False).exists()


def is_demo() -> bool:
    """Whether this database is the demonstration's."""
    return Installation.objects.filter(demo=True).exists()


def demo_accounts() -> list[DemoAccount]:
    """Who can be tried in which role, in the order of the table of roles; none outside a
    demonstration. One line per assignment."""
    if not is_demo():
        return []
    from .tryouts import SENTENCES

    order = {role.value: place for place, role in enumerate(SENTENCES)}
    today = timezone.localdate()
    with at_the_door():
        held = list(
            Assignment.objects.select_related("user")
            .filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
            .filter(user__is_demo=True, user__is_active=True)
        )
    held.sort(key=lambda a: (order.get(a.role, len(order)), a.user.name))
    return [
        DemoAccount(
            user=a.user_id,
            name=a.user.name,
            role=a.role,
            role_label=a.get_role_display(),
            org=a.org,
            area=a.area,
            sentence=str(SENTENCES[Role(a.role)]),
        )
        for a in held
    ]


def demo_user(id: UUID) -> User:
    """The demonstration account with this id. Raises NoDemo."""
    from .errors import NoDemo

    with at_the_door():
        user = User.objects.filter(pk=id, is_demo=True, is_active=True).first()
    if user is None or not is_demo():
        raise NoDemo()
    return user


@dataclass(frozen=True, slots=True)
class StaffName:
    """What anybody may know of somebody who works for an organisation here."""

    org: UUID
    name: str
    role: str

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


PUBLIC_ROLES = (
    Role.COMMITTEE_SECRETARY,
    Role.COMMITTEE_CLERK,
    Role.AGENCY_MANAGER,
    Role.SUPERVISOR,
    Role.WORKER,
)
"""Who comes to a resident's door, or answers there: their names at work are public."""


def public_staff(orgs: Iterable[UUID], *, community: int) -> list[StaffName]:
    """Names and roles, nothing else, of those who work in a community for these organisations
    today; by organisation, role and name. One statement; needs no staff scope."""
    today = timezone.localdate()
    with at_the_door():
        held = list(
            Assignment.objects.filter(
                Q(until__isnull=True) | Q(until__gte=today),
                org__in=set(orgs), role__in=PUBLIC_ROLES, since__lte=today,
                user__is_active=True, area__in=[community // step * step for step in STEPS],
            ).values_list("org", "user__name", "role")
        )  # fmt: skip
    order = {role.value: place for place, role in enumerate(PUBLIC_ROLES)}
    held = sorted(set(held), key=lambda row: (str(row[0]), order[row[2]], row[1]))
    return [StaffName(*row) for row in held]


def granted_roles() -> list[tuple[str, str]]:
    """(value, label) of the roles that can be granted, for a form's choice."""
    return [(role.value, str(role.label)) for role in rules.GRANTED]


def id_of(username: str) -> UUID | None:
    """The account with this user name, for a command on the server."""
    with at_the_door():
        rows = User.objects.filter(username__iexact=username.strip())
        return rows.values_list("id", flat=True).first()


def phone_of(id: UUID) -> str:
    """Where a person's urgent notices are texted to; "" where they gave no number. For the jobs."""
    address = User.objects.filter(id=id, is_active=True).first()
    return address.phone if address else ""


def mail_of(id: UUID) -> str:
    """Where a person's notices are mailed to; "" where they gave no address. For the jobs."""
    address = User.objects.filter(id=id, is_active=True).first()
    return address.mail if address else ""


def staff_in(org: UUID, community: int, role: str) -> list[User]:
    """Who acts for an organisation in a role today, where their area holds a community; by name.
    Asked inside a staff scope."""
    today = timezone.localdate()
    above = [community // step * step for step in STEPS]
    held = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        org=org, since__lte=today, role=role, area__in=[0, *above],
    )  # fmt: skip
    return list(
        User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "id")
    )
