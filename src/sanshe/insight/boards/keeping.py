"""What each county's board tells of matters and elders, kept for the boards above it.

A province cannot read every matter for each page, and no writer of matters may wait for a board:
so a job reads county after county and keeps the county's own, already shaded figures. The boards
above add them up and say as of when.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from sanshe.ground.areas import queries as areas
from sanshe.ground.calendars.deadlines import add_months
from sanshe.trust.policy.actor import Actor

from .models import MUST, Kept, Reading
from .reading import COUNTIES, elders, matters, told_of

LOCK = 20_261_124
HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
RECENT = 3
"""How many months are read every hour, the present one among them; all of this year and the last
once a day. Matters of earlier months hardly move any more (our own decision)."""


def first_recent(today: date) -> date:
    """The first day of the months that are read every hour."""
    return _back(today, RECENT - 1)


def due(now: datetime) -> list[int]:
    """The counties to be read, the longest unread first."""
    fresh = dict(Reading.objects.values_list("county", "at"))
    waiting = [
        (fresh[area.code].timestamp() if area.code in fresh else 0, area.code)
        for area in areas.inside(0, level=COUNTIES)
        if area.code not in fresh or fresh[area.code] <= now - HOURLY
    ]
    return [county for _at, county in sorted(waiting)]


def read(actor: Actor, county: int) -> int | None:
    """Read one county and keep what its board tells; how many figures, None where another process
    is reading. In the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return None
    now, today = timezone.now(), timezone.localdate()
    before = Reading.objects.filter(county=county).first()
    whole = before is None or before.all_at <= now - DAILY
    since = date(today.year - 1, 1, 1) if whole else first_recent(today)
    rows = _matters(actor, county, since, today)
    Kept.objects.filter(county=county, month__gte=since).exclude(kind=MUST).delete()
    months = _months_of_elders(county, today, whole=whole)
    rows += [row for month in months for row in _elders(actor, county, month)]
    Kept.objects.filter(county=county, month__in=months, kind=MUST).delete()
    Kept.objects.bulk_create(rows)
    Reading.objects.update_or_create(
        county=county, defaults={"at": now} | ({"all_at": now} if whole else {})
    )
    return len(rows)


def _matters(actor: Actor, county: int, since: date, until: date) -> list[Kept]:
    told = told_of(matters(actor, county, since, until), county, COUNTIES, exact=False)
    return [
        Kept(
            county=county, month=month, kind=kind, heard=sums["heard"], answered=sums["answered"],
            in_time=sums["in_time"], reopened=sums["reopened"], more=sums["left_out"] > 0,
        )
        for (month, kind), sums in told.items()
    ]  # fmt: skip


def _elders(actor: Actor, county: int, month: date) -> list[Kept]:
    told = elders(actor, county, month, lambda _place: {county: COUNTIES}, exact=False)
    return [
        Kept(county=county, month=month, kind=MUST, heard=sums["must"], answered=sums["done"],
             more=sums["left_out"] > 0)
        for sums in told.values()
    ]  # fmt: skip


def _months_of_elders(county: int, today: date, *, whole: bool) -> list[date]:
    """This month; once a day the last, too (late records); and those of a year never read yet."""
    wanted = [_back(today, n) for n in range(12)] if whole else [_back(today, 0)]
    kept = set(
        Kept.objects.filter(county=county, kind=MUST, month__in=wanted)
        .values_list("month", flat=True)
    )  # fmt: skip
    return [month for n, month in enumerate(wanted) if n < 2 or month not in kept]


def _back(today: date, months: int) -> date:
    """The first day of the month so many months ago."""
    return add_months(today.replace(day=1), -months)
