"""The pages of planning, by whoever may open them, and what their buttons do."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sanshe.registry.people.actions import keep_person
from sanshe.trust.policy.scope import scope
from sanshe.work.planning import actions, queries
from sanshe.work.planning.models import Plan, RoundLine, Wish
from sanshe.work.planning.month import next_month
from sanshe.work.visits import actions as visits
from sanshe.work.visits.models import Visit
from tests.factories.district import FX

PAGES = {
    "plan_month": {"supervisor", "manager"},
    "absence": {"supervisor", "manager"},
    "hours": {"supervisor", "manager"},
    "coverage": {"worker", "supervisor", "manager", "clerk", "secretary"},
    "my_day": {"worker", "supervisor", "manager"},
    "rounds": {"worker", "supervisor", "manager", "clerk", "secretary", "street"},
    "tiers": {"secretary", "street"},
}
CAST = ("worker", "supervisor", "manager", "clerk", "secretary", "street", "bureau", "security")


@pytest.fixture
def person(district):
    return keep_person(
        district.worker, community=FX, name="周秀英", building="3栋", tier="A", birth_year=1940
    )


def post(client, name, data, *args, query=""):
    return client.post(reverse(f"desk:{name}", args=args) + query, data)


def test_each_page_opens_for_those_it_is_for(district, as_, person):
    for who in CAST:
        client = as_(getattr(district, who))
        for name, may in PAGES.items():
            status = client.get(reverse(f"desk:{name}")).status_code
            assert (status == 200) == (who in may), (who, name, status)
    assert as_(district.worker).get(reverse("desk:plan")).url == reverse("desk:my_day")
    assert as_(district.clerk).get(reverse("desk:plan")).url == reverse("desk:coverage")
    stranger = as_(district.other_agency)
    assert stranger.get(reverse("desk:person_wish", args=[person.id])).status_code == 404


def test_a_month_is_made_changed_and_accepted(district, as_, person):
    client = as_(district.manager)
    month = next_month(timezone.localdate())
    where = f"?month={month:%Y-%m}&community={FX}"
    page = post(client, "plan_make", {}, query=where)
    assert page.status_code == 302
    with scope(district.job):
        plan = Plan.objects.get()
        line = plan.lines.order_by("day").first()
    facts = {"version": 0, "day": line.day, "start": "07:00", "worker": line.worker, "way": "home"}
    page = post(client, "plan_line", facts, line.id)
    assert page.status_code == 400 and "不上班" in page.content.decode()
    page = post(client, "plan_line", {**facts, "start": "16:00"}, line.id)
    assert page.status_code == 302 and "16:00" in client.get(page.url).content.decode()
    post(client, "plan_accept", {"version": 1}, plan.id, query=where)
    with scope(district.job):
        assert Visit.objects.filter(state="planned").count() >= 4
    page = client.get(reverse("desk:plan_month") + where).content.decode()
    assert "已采用" in page and "就这样,采用" not in page


def test_somebody_is_away_and_back(district, as_, person):
    day = timezone.localdate() + timedelta(days=1)
    start = timezone.make_aware(datetime.combine(day, time(10)))
    for number in range(2):
        visits.plan(
            district.worker, service=district.service, person=person, way="phone",
            worker=district.worker.user, start=start + timedelta(hours=number),
            end=start + timedelta(hours=number, minutes=20),
        )  # fmt: skip
    actions.keep_hours(
        district.manager, user=district.colleague.user, weekdays=range(7), start=time(8),
        end=time(18), most=8,
    )  # fmt: skip
    client = as_(district.supervisor)
    asked = {"worker": district.worker.user, "first": day, "last": day, "why": "ill"}
    page = client.get(reverse("desk:absence"), asked)
    assert page.status_code == 200 and "就这样换" in page.content.decode()
    page = post(client, "absence", {**asked, "seen": "something else"})
    assert page.status_code == 409
    with scope(district.supervisor):
        moves = queries.preview(
            district.supervisor, worker=district.worker.user, first=day, last=day
        )
    page = post(client, "absence", {**asked, "seen": queries.digest(moves)})
    assert page.status_code == 302
    assert "请打电话告诉居民" in client.get(page.url).content.decode()
    page = client.post(page.url + "undo/", follow=True)
    assert "已整个撤回" in page.content.decode()


def test_a_wish_is_kept_and_a_round_ticked_off(district, as_, person):
    client = as_(district.worker)
    address = reverse("desk:person_wish", args=[person.id])
    today = timezone.localdate()
    said = {"version": 0, "contact": "phone", "weekdays": [1, 3], "earliest": "14:00",
            "latest": "14:20", "asked_on": today}  # fmt: skip
    page = client.post(address, said)
    assert page.status_code == 400 and 'value="14:20"' in page.content.decode()
    assert client.post(address, {**said, "latest": "16:00"}).status_code == 302
    with scope(district.job):
        assert Wish.objects.get().weekdays == [1, 3]
    marked = {"group": "frail", "source": "self", "since": today}
    assert post(client, "person_mark", marked, person.id).status_code == 302
    assert "失能" in client.get(address).content.decode()
    page = post(client, "person_round", {"shock": "fall"}, person.id)
    assert "只打电话" in client.get(page.url).content.decode()
    with scope(district.job):
        line = RoundLine.objects.get()
    page = post(client, "round_tick", {"how": "phone"}, line.id)
    assert "每一位都联系上了" in client.get(page.url).content.decode()


def test_an_alarm_is_entered_and_tiers_are_set(district, as_, person):
    client = as_(district.street)
    page = post(client, "rounds", {"shock": "heat", "area": FX})
    assert page.status_code == 302 and "周" in client.get(page.url).content.decode()
    form = {"effective_from": timezone.localdate(), "why": "试行", "ask_again_months": 3}
    for tier, rule in queries.TEMPLATES["weihai"][1].items():
        form |= {
            f"{tier}_{name}": getattr(rule, name) for name in ("times", "per", "home", "home_per")
        }
    page = post(client, "tiers", {**form, "do": "look"})
    assert page.status_code == 200 and "这个月要多" in page.content.decode()
    assert post(client, "tiers", {**form, "do": "set"}).status_code == 302
    assert "现在用的是自己的标准" in client.get(reverse("desk:tiers")).content.decode()


def test_many_rows_ask_no_more_than_few(district, as_, person):
    month = next_month(timezone.localdate())
    client = as_(district.manager)
    where = f"?month={month:%Y-%m}&community={FX}"
    day = timezone.localdate() + timedelta(days=1)

    def asked(round) -> dict[str, int]:
        away = f"?worker={district.worker.user}&first={day}&last={day + timedelta(days=9)}&why=ill"
        pages = {
            "month": reverse("desk:plan_month") + where,
            "coverage": reverse("desk:coverage") + where,
            "away": reverse("desk:absence") + away,
            "round": reverse("desk:round", args=[round.id]),
            "day": reverse("desk:my_day"),
        }
        found = {}
        for name, address in pages.items():
            client.get(address)
            with CaptureQueriesContext(connection) as queries_:
                assert client.get(address).status_code == 200, name
            found[name] = len(queries_)
        return found

    def more(number: int) -> object:
        for n in range(number):
            keep_person(
                district.worker, community=FX, name=f"第{number}家{n}", building=f"{n}栋",
                tier="C", birth_year=1950, even_so=True,
            )  # fmt: skip
        actions.make(district.manager, community=FX, month=month)
        return actions.open_round(district.clerk, shock="heat", area=FX)

    few = asked(more(2))
    many = asked(more(9))
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert max(many.values()) < 50, many
