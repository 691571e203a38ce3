"""Lay out the demo district in an empty database, through the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sanshe.registry.catalogue import actions as catalogue
from sanshe.registry.organisations import actions as organisations
from sanshe.trust.accounts import actions as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role

from . import (
    activities,
    agreement,
    casework,
    checks,
    clock,
    consents,
    desk,
    duty,
    intake,
    lists,
    looking,
    messages,
    payments,
    people,
    planning,
    purchases,
    reports,
    statutory,
    takeover,
    twice,
    visits,
    way,
)
from .catalogue import CATALOGUES, CLERKS, STREETS, VERSIONS, Line
from .tables import (
    ALIASES,
    BODIES,
    CATEGORIES,
    CLIENTS,
    FLAGS,
    LEVELS,
    MORE_ITEMS,
    PLACES,
    PLATFORMS,
    REPORTED,
    SCENARIO,
    SEALED,
    SERVICE_ITEMS,
    SHORT_NAMES,
    STAFF,
)

OPENED = date(2015, 6, 1)  # the settlements of the article


@dataclass
class Laid:
    """What has been laid out so far, by its key."""

    job: Actor
    bodies: dict[str, Any] = field(default_factory=dict)
    staff: dict[str, Actor] = field(default_factory=dict)
    platforms: dict[str, Any] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    services: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    busy: dict[tuple[str, date], datetime] = field(default_factory=dict)


def lay_out() -> None:
    """Everything, in the order in which it happened. Only in a database without accounts."""
    laid = Laid(Actor.job("demo"))
    accounts.mark_as_demo(laid.job)
    _bodies(laid)
    _staff(laid)
    _platforms(laid)
    _items(laid)
    _catalogues(laid)
    _services(laid)
    people.lay_out(laid)
    lists.lay_out(laid)
    visits.lay_out(laid)
    agreement.lay_out(laid)
    payments.lay_out(laid)
    purchases.lay_out(laid)
    consents.lay_out(laid)
    casework.lay_out(laid)
    looking.lay_out(laid)
    duty.roster(laid)
    messages.lay_out(laid)
    activities.lay_out(laid)
    way.lay_out(laid)
    intake.lay_out(laid)
    planning.lay_out(laid)
    takeover.lay_out(laid)
    twice.lay_out(laid)
    statutory.lay_out(laid)
    reports.lay_out(laid)
    checks.lay_out(laid)
    desk.lay_out(laid)
    duty.now(laid)


def _bodies(laid: Laid) -> None:
    for key, (kind, name, area, phone, aliases) in BODIES.items():
        laid.bodies[key] = organisations.register(
            laid.job, kind=kind, name=name, area=area, phone=phone, aliases=aliases, even_so=True
        )
    for agency in SCENARIO["agencies"]:
        key = agency["code"]
        home = next(c["area_code"] for c in SCENARIO["communities"] if c["agency"] == key)
        laid.bodies[key] = organisations.register(
            laid.job, kind="agency", name=agency["name"], area=home, uscc=agency["uscc"],
            registered_level=LEVELS[agency["level"]], rating=agency["rating"],
            party_body=agency["level"] == "province",
            phone="100-0000-0130", main_clients=CLIENTS[agency["main"]], aliases=ALIASES[key],
            even_so=True,
        )  # fmt: skip


def _staff(laid: Laid) -> None:
    for username, (name, role, body, where) in STAFF.items():
        area = PLACES[where] if isinstance(where, str) else where
        org = laid.bodies[body].id
        user = accounts.create_user(laid.job, username=username, name=name, is_demo=True)
        accounts.grant(
            laid.job, user=user.id, role=role, org=org, area=area, since=date(2024, 1, 1)
        )
        laid.staff[username] = Actor.staff(
            user=user.id, name=name, role=Role(role), org=org, area=area
        )


def _platforms(laid: Laid) -> None:
    for name, kind, place, operator, address, hours, hidden in PLATFORMS:
        platform = organisations.open_platform(
            laid.job, kind=kind, name=name, community=PLACES[place], opened_on=OPENED,
            address=address, hours=hours, phone="100-0000-0140", address_hidden=hidden,
        )  # fmt: skip
        organisations.settle(
            laid.job, platform=platform, operator=laid.bodies[operator], since=OPENED
        )
        laid.platforms[name] = platform


def _items(laid: Laid) -> None:
    for row in SCENARIO["transfer_catalogue"]:
        code = row["code"]
        laid.items[code] = catalogue.define_item(
            laid.job, code=code, name=row["item"], categories=CATEGORIES.get(code, ()),
            **FLAGS.get(code, {}),
        )  # fmt: skip
    for code, name, categories, flags in MORE_ITEMS:
        laid.items[code] = catalogue.define_item(
            laid.job, code=code, name=name, categories=categories, **flags
        )


def _catalogues(laid: Laid) -> None:
    """The committee drafts, the street publishes: version by version."""
    for place, versions in VERSIONS.items():
        clerk, street = laid.staff[CLERKS[place]], laid.staff[STREETS[place]]
        written: set[str] = set()
        for effective_from, why, missing in versions:
            lines = {
                item: line
                for item, line in CATALOGUES[place].items()
                if item not in missing and item not in written
            }
            with clock.at(clock.morning(effective_from)):
                draft = catalogue.draft(clerk, community=PLACES[place], why=why)
                for item, line in lines.items():
                    _line(laid, clerk, draft, item, line)
                catalogue.publish(street, version=draft.pk, effective_from=effective_from)
            written |= lines.keys()


def _line(laid: Laid, clerk: Actor, draft: Any, item: str, line: Line) -> None:
    duty, lead, helpers, platform, reason = line
    catalogue.set_line(
        clerk, version=draft.pk, item=laid.items[item], duty=duty, lead=laid.bodies[lead],
        helpers=[laid.bodies[key] for key in helpers],
        platform=laid.platforms[platform] if platform else None, reason=reason,
    )  # fmt: skip


def _services(laid: Laid) -> None:
    places = {"FX": "FX", "WJ": "WJQ", "GF": "GF"}
    for row in SCENARIO["services"]:
        code = row["code"]
        name = SHORT_NAMES.get(row["platform"], row["platform"])
        laid.services[code] = catalogue.add_service(
            laid.job, code=code, name=row["name"], community=PLACES[places[code[:2]]],
            item=laid.items[SERVICE_ITEMS[code]], platform=laid.platforms.get(name),
            unit=row["unit"], target_group=row["group"], frequency=row["frequency"],
            planned_per_year=row["target"], counts_if=row["counts_if"],
            evidence=row["evidence"], sealed=code in SEALED,
            reported_as=REPORTED.get(code, ""),
        )  # fmt: skip
