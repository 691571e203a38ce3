"""Back to the resident: complaints, four weeks later, and a drawn sample of callbacks."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from sanshe.ground.calendars.deadlines import SHANGHAI
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.models import Notice
from sanshe.registry.organisations.models import Settlement
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, drawing, errors, queries
from sanshe.work.needs.deciders import decider_of
from sanshe.work.needs.models import Check, Draw, Need


@pytest.fixture
def at(monkeypatch):
    def go(*day, hour=10):
        moment = datetime(*day, hour, tzinfo=SHANGHAI)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return go


# --- complaints


def test_a_complaint_never_reaches_whom_it_is_about(desk, district):
    need = desk.dispatched()
    me, id = district.holding(need.receipt), new_id()
    heard = actions.complain(me, need=need, text="说话很凶", about=district.agency.id, id=id)
    made = heard.need
    assert (made.kind, made.desk_org, made.about_need_id) == ("complaint", district.committee.id,
                                                              need.pk)  # fmt: skip
    assert made.receipt != need.receipt and len(heard.secret) == 6
    assert actions.complain(me, need=need, text="说话很凶", about=district.agency.id, id=id).again
    with pytest.raises(NotFound), scope(district.supervisor):
        queries.get(district.supervisor, made.pk)
    made = desk.sort(desk.now(made), kind="complaint")
    with pytest.raises(errors.NotItsJudge):
        desk.dispatch(made, reason="目录")
    with pytest.raises(errors.NotItsJudge):
        desk.dispatch(made, lead=district.street_office.id, helpers=[district.agency.id],
                      reason="x")  # fmt: skip
    with pytest.raises(errors.NotItsJudge):  # the desk of what is confidential would be theirs
        desk.sort(made, kind="complaint", privacy="confidential")
    with scope(district.clerk):
        assert [one.pk for one in queries.visible(district.clerk).filter(about_need=need.pk)]


def test_a_complaint_about_the_committee_goes_to_the_street_unseen(desk, district):
    need = desk.dispatched()
    made = actions.complain(
        district.holding(need.receipt), need=need, text="推来推去", about=district.committee.id
    ).need
    assert (made.desk_org, made.privacy) == (district.street_office.id, "confidential")
    for one in (district.clerk, district.secretary):
        with pytest.raises(NotFound), scope(one):
            queries.get(one, made.pk)
    with pytest.raises(errors.KeptFromThem):
        desk.sort(desk.now(made), actor=district.street, kind="complaint", privacy="normal")
    with pytest.raises(errors.NotAboutThem):
        actions.complain(district.holding(need.receipt), need=need, text="x",
                         about=district.other.id)  # fmt: skip
    with pytest.raises(NotFound):
        actions.complain(district.stranger, need=need, text="x")


def test_a_complaint_about_the_street_is_read_by_neither_street_nor_committee(desk, district):
    need = desk.dispatch(desk.sorted(), helpers=[district.street_office.id])
    me = district.holding(need.receipt)
    made = actions.complain(me, need=need, text="推来推去", about=district.street_office.id).need
    assert (made.desk_org, made.privacy) == (district.agency.id, "confidential")
    for one in (district.street, district.clerk, district.secretary, district.other_agency,
                district.other_district, district.stranger):  # fmt: skip
        with pytest.raises(NotFound), scope(one):
            queries.get(one, made.pk)
    with scope(district.supervisor):
        assert queries.get(district.supervisor, made.pk).text == "推来推去"
    mine = {"actor": district.worker, "kind": "complaint"}
    with pytest.raises(errors.KeptFromThem):
        desk.sort(desk.now(made), privacy="normal", **mine)
    made = desk.sort(desk.now(made), privacy="confidential", **mine)
    with pytest.raises(errors.NotItsJudge):
        actions.dispatch(district.worker, need=made, version=made.version,
                         lead=district.street_office.id, helpers=[], reason="x")  # fmt: skip
    made = actions.dispatch(district.worker, need=desk.now(made), version=made.version,
                            lead=district.agency.id, helpers=[], reason="自己问清楚")  # fmt: skip
    with scope(district.worker):
        assert decider_of(made, party=made.lead_org).org == district.agency.id


def test_where_nobody_is_neutral_the_words_stay_with_who_wrote_them(desk, district, client):
    heard = desk.hear()
    need = desk.dispatch(desk.sort(heard.need), helpers=[district.street_office.id])
    with scope(district.job):
        Settlement.objects.all().delete()
    about = {"about": str(district.street_office.id), "text": "推来推去,没人管", "id": need.pk}
    client.post("/follow/", {"receipt": need.receipt, "secret": heard.secret})
    answer = client.post("/follow/complain/", about)
    page = answer.content.decode()
    assert answer.status_code == 400 and "12345" in page and about["text"] in page
    with scope(district.job):
        assert not Need.objects.filter(about_need=need).exists()


# --- four weeks later


def test_it_is_asked_once_whether_it_lasts(desk, district, at):
    at(2026, 6, 1)
    need = desk.closed()
    me = district.holding(need.receipt)
    at(2026, 6, 28)
    assert actions.ask_lasting(district.job) == 0
    at(2026, 6, 29)
    assert actions.ask_lasting(district.job) == 1 and actions.ask_lasting(district.job) == 0
    with scope(district.clerk):
        assert not queries.follow_ups(district.clerk).calls  # the follow page comes first
    at(2026, 8, 3)  # long after ``REOPEN_DAYS``
    with scope(district.clerk):
        assert [one.pk for one in queries.follow_ups(district.clerk).calls] == [need.pk]
    with pytest.raises(errors.OwnWork):
        actions.say_lasting(district.worker, need=need, lasts=True)
    with pytest.raises(errors.TooLateToReopen):
        actions.reopen(me, need=need)
    now = actions.say_lasting(me, need=need, lasts=False, text="又漏了")
    assert (now.state, now.lasting, now.waits_for) == ("dispatched", "no", district.agency.id)
    now = actions.answer(district.worker, need=now, text="又修了")
    now = actions.confirm(me, need=now)
    at(2026, 12, 1)
    assert now.ask_lasting_on is None and actions.ask_lasting(district.job) == 0
    with pytest.raises(errors.NotAskedNow):
        actions.say_lasting(me, need=now, lasts=True)


def test_who_died_and_what_is_sealed_by_now_is_not_asked(desk, district, at):
    from tests.work.needs.test_naming import keep_person

    at(2026, 6, 1)
    person = keep_person(district.clerk, community=need_place(district), name="老人")
    gone, sealed = desk.closed(), desk.closed()
    with scope(district.job):
        Need.objects.filter(pk=gone.pk).update(person=person)
        type(person).objects.filter(pk=person.pk).update(died_on=timezone.localdate())
        Need.objects.filter(pk=sealed.pk).update(privacy="sealed")
    at(2026, 7, 1)
    assert actions.ask_lasting(district.job) == 0
    assert {desk.now(gone).lasting, desk.now(sealed).lasting} == {"skipped"}


def need_place(district):
    return district.clerk.lo


# --- drawn callbacks


def closed_by_phone(desk, count):
    needs = []
    for _ in range(count):
        need = desk.answered()
        needs.append(actions.confirm(desk.district.clerk, need=need, said="好了"))
    return needs


def test_a_sample_is_drawn_once_and_can_be_reckoned_again(desk, district, at):
    at(2026, 11, 4)
    needs = closed_by_phone(desk, 3)
    desk.closed()  # by the resident: nobody's word stands for theirs
    assert actions.draw_checks(district.job) == 0
    at(2026, 11, 9)
    assert actions.draw_checks(district.job) == 2 and actions.draw_checks(district.job) == 0
    with scope(district.job):
        draw = Draw.objects.get()
        drawn = list(Check.objects.order_by("need"))
        pool = list(drawing.closed_in(draw.week).order_by("id"))
    assert (draw.pool, draw.drawn, draw.org) == (3, 2, district.agency.id)
    assert {one.pk for one in drawing.sample(pool, draw.seed)} == {c.need_id for c in drawn}
    assert {one.org for one in drawn} == {district.committee.id}, "not by whom it is about"
    assert {one.pk for one in pool} == {one.pk for one in needs}


def test_not_so_opens_it_again_and_tells_the_supervisor(desk, district, at):
    at(2026, 11, 4)
    closed_by_phone(desk, 1)
    at(2026, 11, 9)
    actions.draw_checks(district.job)
    with scope(district.clerk):
        (row,) = queries.follow_ups(district.clerk).checks
    with pytest.raises(errors.NotYourTurn):
        actions.check(district.worker, check=row, result="so")
    with pytest.raises(errors.NothingSaid):
        actions.check(district.clerk, check=row, result="not_so")
    actions.check(district.clerk, check=row, result="not_reached")
    need = actions.check(district.secretary, check=row, result="not_so", text="根本没人来")
    assert need.state == "dispatched" and need.reopened == 1
    with scope(district.job):
        assert Notice.objects.filter(org=district.agency.id, role="supervisor").exists()
    with pytest.raises(errors.NotAskedNow):
        actions.check(district.clerk, check=row, result="so")


@pytest.mark.parametrize(("size", "drawn"), [(0, 0), (1, 1), (2, 2), (15, 2), (21, 3), (100, 10)])
def test_a_tenth_is_drawn_and_at_least_two(size, drawn):
    pool = [Need(pk=UUID(int=n)) for n in range(1, size + 1)]
    assert len(drawing.sample(pool, "s")) == drawn
    assert drawing.sample(pool, "s") == drawing.sample(pool, "s")


def test_last_week_begins_on_its_monday():
    monday = drawing.last_week(datetime(2026, 11, 23).date())
    assert (monday.isoformat(), monday.weekday()) == ("2026-11-16", 0)
    assert drawing.last_week(monday + timedelta(days=13)) == monday
