"""The queue: whose turn it is, in which order, page by page, in two queries."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import queries
from sanshe.work.needs.models import Need
from sanshe.work.needs.queries import Filters


def texts(actor, **filters):
    with scope(actor):
        return [row.excerpt for row in queries.queue(actor, Filters(**filters)).rows]


def test_danger_first_then_overdue_then_what_is_due_soonest(desk, district):
    for text, urgency in [("不急的", "P3"), ("要快的", "P1"), ("普通的", "P2")]:
        desk.sort(desk.heard(text=text), urgency=urgency)
    late = desk.sort(desk.heard(text="超期的"), urgency="P3")
    with scope(district.job):
        past = timezone.now() - timedelta(days=1)
        Need.objects.filter(pk=late.pk).update(due_at=past, turn=past)
    desk.heard(text="我闻到好大煤气味,头晕")
    assert texts(district.clerk) == [
        "我闻到好大煤气味,头晕", "超期的", "要快的", "普通的", "不急的",
    ]  # fmt: skip


def test_mine_is_what_waits_for_my_organisation(desk, district):
    desk.dispatched()
    assert texts(district.clerk) == [] and len(texts(district.worker)) == 1
    assert len(texts(district.clerk, whose="all")) == 1
    assert texts(district.street) == [] and len(texts(district.street, whose="all")) == 1
    assert texts(district.stranger, whose="all") == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"urgency": "P2"}, 1), ({"urgency": "P3"}, 0), ({"urgency": "nonsense"}, 1),
        ({"kind": "need"}, 1), ({"kind": "offer"}, 0), ({"category": "elder_visit"}, 1),
        ({"category": "noise"}, 0), ({"state": "heard"}, 1), ({"state": "closed"}, 0),
        ({"lead": "nonsense"}, 0), ({"overdue": True}, 0), ({"after": "nonsense"}, 1),
    ],
)  # fmt: skip
def test_filters(desk, district, filters, found):
    desk.heard()
    assert len(texts(district.clerk, **filters)) == found


def test_closed_ones_are_found_by_their_state(desk, district):
    desk.closed()
    assert texts(district.clerk, whose="all") == []
    assert len(texts(district.clerk, whose="all", state="closed")) == 1


def test_pages_leave_nothing_out_and_show_nothing_twice(desk, district):
    same = timezone.now()
    for n in range(7):
        desk.heard(text=f"{n}栋门口的灯不亮")
    with scope(district.job):
        Need.objects.update(turn=same)
    seen, after = [], ""
    with scope(district.clerk):
        while True:
            page = queries.queue(district.clerk, Filters(after=after), size=3)
            seen += [row.id for row in page.rows]
            after = page.after
            if not after:
                break
    assert len(seen) == len(set(seen)) == 7


def test_two_queries_whatever_the_length(desk, district):
    for n in range(6):
        desk.heard(text=f"{n}栋门口的灯不亮")
    with scope(district.clerk), CaptureQueriesContext(connection) as asked:
        queries.queue(district.clerk)
    assert len(asked) <= 2


def test_what_waits_and_what_is_at_once_are_counted(desk, district):
    desk.heard(text="我闻到好大煤气味,头晕")
    desk.heard()
    with scope(district.clerk):
        found = queries.counts(district.clerk)
    assert (found.waiting, found.at_once) == (2, 1)


def test_the_count_stops_at_its_cap(desk, district, monkeypatch):
    module = importlib.import_module("sanshe.work.needs.queries.counts")
    monkeypatch.setattr(module, "CAP", 2)
    for n in range(4):
        desk.heard(text=f"{n}栋门口的灯不亮")
    with scope(district.clerk):
        assert queries.counts(district.clerk).waiting == 2 == queries.count_open(district.clerk)
