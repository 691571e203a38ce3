"""What the queue page costs with many matters beside few: 100,000 to 1,000, a million to 10,000."""

from __future__ import annotations

import os
import time
from statistics import median
from typing import Any

from django.db import connection, connections

ROUNDS, SHIFT, WARM = 12, 8, 4
SIZES = (1_000, 100_000)
MORE = (10_000, 1_000_000)

# A community's matters, the older closed: a third open, half of those the committee's move.
_FILL = """
INSERT INTO needs_need (
    id, asked_as, community, privacy, seen_by, receipt, secret_hash, text, channel, heard_at,
    on_behalf, contact_name, contact_phone, contact_address, state, kind, category, urgency,
    proposal, danger, desk_org, lead_org, helper_orgs, due_at, waits_for, turn, returned,
    attempts, reopened, closed_how, closed_at, version, pause_why, paused_days, fixed,
    part, lasting)
SELECT id, gen_random_uuid(), %(community)s, privacy, seen_by, lpad(n::text, 9, '0'), 'x$y',
    'Message ' || n || repeat(' with a few more words', 4), 'web', heard_at, false, '', '', '',
    state, 'need', 'elder_visit', urgency, '{}', '{}', %(committee)s, lead, '{}', due_at,
    CASE WHEN state = 'dispatched' THEN %(agency)s::uuid ELSE %(committee)s::uuid END,
    CASE WHEN urgency = 'P0' THEN due_at - interval '36500 days' ELSE due_at END,
    false, 0, 0, CASE state WHEN 'closed' THEN 'resident' ELSE '' END,
    CASE state WHEN 'closed' THEN heard_at END, 3, '', 0, false, '', ''
FROM (
    SELECT n, gen_random_uuid() AS id, state,
        CASE n %% 20 WHEN 0 THEN 'confidential' ELSE 'normal' END AS privacy,
        ARRAY[%(committee)s, %(agency)s]::uuid[] AS seen_by,
        CASE WHEN state IN ('dispatched', 'closed') THEN %(agency)s::uuid END AS lead,
        (ARRAY['P0', 'P1', 'P2', 'P2', 'P3'])[CASE WHEN n %% 500 = 0 THEN 1 ELSE 2 + n %% 4 END]
            AS urgency,
        now() - n * interval '1 minute' AS heard_at,
        now() + (n * 7919 %% 20000 - 4000) * interval '1 minute' AS due_at
    FROM (
        SELECT n, CASE n %% 6 WHEN 0 THEN 'heard' WHEN 1 THEN 'dispatched' ELSE 'closed' END
            AS state
        FROM generate_series(1, %(size)s::bigint) n
    ) numbered
) made
"""

# Years of a district: one matter in thirty is open still, the others lie closed behind it.
_MANY = _FILL.replace(
    "CASE n %% 6 WHEN 0 THEN 'heard' WHEN 1",
    "CASE n %% 60 WHEN 0 THEN 'heard' WHEN 1",
)


def queue_100k_vs_1k() -> float:
    """Median server time of a signed-in clerk's queue page (whole request, through every
    middleware) with 100,000 matters in one community over that with 1,000, taking turns."""
    return _ratio(SIZES, _FILL)


def queue_1m_vs_10k() -> float:
    """The same with a million matters over 10,000, as after years: one matter
    in thirty still open."""
    return _ratio(MORE, _MANY)


def _ratio(sizes: tuple[int, int], fill: str) -> float:
    from django.core.management import call_command

    from tests import database

    call_command("collectstatic", interactive=False, verbosity=0)  # as an installation has it
    names = {size: f"bench_queue_{os.getpid()}_{size}" for size in sizes}
    try:
        clients = {}
        for size, name in names.items():
            database.copy_of_template(name)
            with database.pointed_at(name):
                clients[size] = _laid_out(size, fill)
        times: dict[int, list[float]] = {size: [] for size in sizes}
        for _ in range(ROUNDS):
            for size, name in names.items():
                with database.pointed_at(name):
                    times[size] += _timed(clients[size])
        return median(times[sizes[1]]) / median(times[sizes[0]])
    finally:
        for name in names.values():
            database.drop(name)


def _laid_out(size: int, fill: str) -> Any:
    """A client signed in as the committee's clerk, in a district with so many matters."""
    from django.contrib.sessions.models import Session
    from django.test import Client

    from sanshe.trust.accounts.models import User
    from sanshe.trust.policy.scope import at_the_door, scope
    from tests.factories.district import FX, make_district

    cast = make_district()
    facts = {"community": FX, "committee": cast.committee.id, "agency": cast.agency.id,
             "size": size}  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(fill, facts)
        cursor.execute("VACUUM ANALYZE needs_need")
    with scope(cast.job):
        user = User.objects.get(pk=cast.clerk.user)
    client = Client(HTTP_HOST="127.0.0.1")
    with at_the_door():
        client.force_login(user)
    session = client.session
    session["second_factor"] = True
    session.save()
    assert Session.objects.exists()
    return client


def _timed(client: Any) -> list[float]:
    """Seconds of each of some requests; the first ones after a change of database do not count."""
    times = []
    for turn in range(WARM + SHIFT):
        began = time.perf_counter()
        answer = client.get("/desk/needs/")
        took = time.perf_counter() - began
        assert answer.status_code == 200 and answer.content.count(b"<tr>") > 40, answer.status_code
        if turn >= WARM:
            times.append(took)
    connection.close()
    return times
