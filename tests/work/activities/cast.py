"""Activities of the agency in FX, brought as far as a test needs them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from sanshe.registry.catalogue.models import Service
from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.activities import actions
from sanshe.work.activities.models import Activity, Member, Session
from tests.factories.district import FX, District


def service(district: District, unit: str, code: str = "") -> Service:
    """A service at the station, counted in ``unit``."""
    like = district.service
    with scope(district.job):
        return Service.objects.create(
            code=code or f"T-{unit}", name=unit, community=FX, item=like.item,
            platform=like.platform, unit=unit, planned_per_year=0,
        )  # fmt: skip


def planned(district: District, of: Service, **more: Any) -> Activity:
    """A class of the worker's, its sessions in the weeks before today."""
    facts: dict[str, Any] = {
        "kind": "class", "name": "剪纸课", "service": of.pk, "workers": [district.worker.user],
        "first": long_ago(), "starts": time(9), "ends": time(11), "every": "week", "count": 3,
    }  # fmt: skip
    return actions.plan(district.worker, **{**facts, **more})


def long_ago() -> date:
    """A day some months back: all that is planned from it lies behind."""
    return timezone.localdate() - timedelta(weeks=16)


def on_list(district: District, activity: Activity, *names: str, **more: Any) -> list[Member]:
    """People of the register, taken in by the worker."""
    found = []
    for name in names:
        person = keep_person(district.worker, community=FX, name=name, building="3栋", even_so=True)
        found.append(actions.enrol(district.worker, activity=activity.id, person=person.id, **more))
    return found


def sessions(district: District, activity: Activity) -> list[Session]:
    with scope(district.job):
        return list(activity.sessions.order_by("day"))


def recorded(district: District, session: Session, **more: Any) -> Session:
    facts: dict[str, Any] = {
        "session": session.id, "version": session.version, "workers": [district.worker.user],
        "started_at": session.planned_start, "ended_at": session.planned_end,
    }  # fmt: skip
    return actions.record(district.worker, **{**facts, **more})
