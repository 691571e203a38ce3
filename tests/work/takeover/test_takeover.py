"""A platform changes hands: what moves, what stays behind, and who reads what afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ledger import queries as book
from sanshe.registry.agreements.models import Agreement
from sanshe.registry.catalogue.models import Service
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.organisations.models import Platform, Settlement
from sanshe.registry.people import queries as people
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as need_actions
from sanshe.work.needs import queries as needs
from sanshe.work.needs.models import Need
from sanshe.work.takeover import actions, errors, queries
from sanshe.work.takeover.models import Client, Event, Matter, Reply, Takeover
from sanshe.work.visits import actions as visit_actions
from sanshe.work.visits import queries as visits
from sanshe.work.visits.errors import WorkerBusy
from sanshe.work.visits.models import Visit
from tests.factories.district import COUNTY, FX, GF, staff
from tests.work.takeover.conftest import tomorrow

TODAY = timezone.localdate()
CHECKS = dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine")


def sees(actor, person) -> bool:
    with scope(actor, read_only=True):
        return people.visible(actor).filter(pk=person.pk).exists()


def test_the_whole_way(handing):
    """A yes, a no, a child; a need and visits: everything goes where it was agreed."""
    cast = handing.district
    zhou = handing.person("周奶奶", birth_year=1938)
    yang = handing.person("老杨", birth_year=1950)
    child = handing.person("小宝", birth_year=TODAY.year - 8)
    need = handing.need("想有人来坐坐", "周奶奶")
    taken, over = handing.visit("周奶奶", 9), handing.visit("老杨", 14)
    handing.announce()
    handing.draw()
    assert len(handing.all(Client)) == 3 and len(handing.all(Matter)) == 3

    # before the day the coming side reads what is open, never whom it is about
    with scope(handing.comes, read_only=True):
        page = queries.whole(handing.comes, handing.row.pk)
        assert len(page.matters) == 3 and page.clients == []
        assert page.figures.people == 3
        assert not Client.objects.filter(takeover=handing.row.pk).exists()

    thing = actions.add_thing(
        handing.manager, takeover=handing.row.pk, kind="asset", name="轮椅", count=3, money="fiscal"
    )
    handing.introduce()
    with pytest.raises(errors.NoYes):
        matter = next(one for one in handing.all(Matter) if one.ref == taken.id)
        actions.decide(handing.manager, matter=matter.pk, fate="taken")
    with pytest.raises(errors.NoticeUnread):
        actions.ask(handing.manager, client=handing.client("周奶奶").pk, answer="yes", how="home")
    with pytest.raises(errors.GuardianMissing):
        handing.ask("小宝", "yes")
    handing.ask("周奶奶", "yes")
    handing.ask("老杨", "no")
    handing.ask("小宝", "yes", vouched="妈妈")
    handing.decide_all()
    with pytest.raises(errors.NotFinished) as missing:
        actions.finish_lists(
            handing.manager, takeover=handing.row.pk, version=handing.now().version
        )
    assert "1样东西没点" in str(missing.value)
    with pytest.raises(errors.NothingNamed):
        actions.meet_thing(handing.comes, thing=thing.pk, count=2)
    actions.meet_thing(handing.comes, thing=thing.pk, count=2, difference="一把在周奶奶家")
    handing.finish()
    handing.sign()

    assert handing.now().state == "handed_over"
    history = organisations.history_of(cast.station).stays
    assert (history[0].operator_id, history[0].since) == (cast.other.pk, TODAY)
    assert history[1].until == TODAY - timedelta(days=1)
    with scope(cast.job):
        moved, called_off = Visit.objects.get(pk=taken.pk), Visit.objects.get(pk=over.pk)
        story = list(needs.story(cast.job, need.pk))
        held = Need.objects.get(pk=need.pk)
    assert (moved.agency, moved.worker, moved.state) == (
        cast.other.pk, handing.worker.user, "planned")  # fmt: skip
    assert (moved.planned_start, called_off.state) == (taken.planned_start, "cancelled")
    assert (held.lead_org, held.waits_for) == (cast.other.pk, cast.other.pk)
    assert story[-1].step == "taken_over" and cast.other.name in story[-1].text
    # the yes goes along, the no is locked for both; the committee of the place is untouched
    assert [sees(handing.comes, one) for one in (zhou, yang, child)] == [True, False, True]
    assert [sees(cast.worker, one) for one in (zhou, yang, child)] == [False] * 3
    assert [sees(cast.clerk, one) for one in (zhou, yang, child)] == [True] * 3
    with scope(cast.worker, read_only=True), pytest.raises(NotFound):
        visits.get(cast.worker, taken.pk)
    with scope(handing.comes, read_only=True):
        assert visits.get(handing.comes, taken.pk).worker_name == "罗社工"
        assert {one.called for one in queries.whole(handing.comes, handing.row.pk).clients} == {
            handing.client("周奶奶").called, handing.client("小宝").called}  # fmt: skip


def test_what_was_written_stays_with_who_wrote_it(handing):
    """Past visits go along with the yes; the lines in the book stay the leaving one's account."""
    cast = handing.district
    zhou = handing.person("周奶奶")
    start = timezone.now() - timedelta(days=1)
    made = visit_actions.plan(
        cast.worker, service=cast.service, person=zhou, worker=cast.worker.user, start=start,
        end=start + timedelta(minutes=40),
    )  # fmt: skip
    visit_actions.record(
        cast.worker, visit=made, version=made.version, outcome="done", started_at=start,
        ended_at=start + timedelta(minutes=30), checks=CHECKS,
    )  # fmt: skip
    over = [handing.need("灯坏了", "周奶奶"), handing.need("路灯也坏了")]
    for need in over:
        answered = need_actions.answer(cast.worker, need=need, text="换好了")
        need_actions.confirm(cast.holding(need.receipt), need=answered)
    handing.announce()
    handing.draw()
    handing.ask("周奶奶", "yes")
    handing.finish()
    handing.sign()
    with scope(cast.worker, read_only=True):
        assert not needs.visible(cast.worker).exists()
    with scope(handing.comes, read_only=True):
        assert [one.pk for one in needs.visible(handing.comes)] == [over[0].pk]
    with scope(cast.worker, read_only=True):
        assert not visits.visible(cast.worker).filter(pk=made.pk).exists()
        assert [line.source_id for line in book.entries(cast.worker, book.Filters()).rows] == [
            made.pk
        ]
    with scope(handing.comes, read_only=True):
        assert visits.visible(handing.comes).filter(pk=made.pk).exists()
    with scope(cast.job):
        assert Visit.objects.get(pk=made.pk).agency == cast.agency.pk


def test_each_reads_their_part_and_strangers_nothing(handing):
    cast = handing.district
    handing.person("周奶奶")
    handing.announce()
    handing.draw()
    for stranger in (cast.stranger, cast.other_district):
        with scope(stranger, read_only=True):
            assert queries.listing(stranger) == []
            assert not Takeover.objects.exists() and not Event.objects.exists()
            assert not Client.objects.exists()
            with pytest.raises(NotFound):
                queries.get(stranger, handing.row.pk)
    with scope(cast.bureau, read_only=True):  # figures, nobody by name
        page = queries.whole(cast.bureau, handing.row.pk)
        assert page.figures.people == 1 and page.clients == [] and page.may.oversee
        assert not Client.objects.exists()
    for actor in (handing.comes, cast.clerk, cast.worker):
        with pytest.raises((NotFound, NotAllowed)):
            actions.draw(actor, takeover=handing.row.pk)
    with pytest.raises(NotFound):
        actions.ask(cast.clerk, client=handing.client("周奶奶").pk, answer="no", how="phone")
    for actor in (cast.manager, cast.clerk, cast.resident):
        with pytest.raises(NotAllowed):
            actions.break_off(actor, takeover=handing.row.pk, version=0, reason="x")


def test_what_is_refused_at_the_start(handing):
    cast = handing.district
    with pytest.raises(errors.SameAgency):
        handing.announce(coming=cast.agency.pk)
    with pytest.raises(errors.MayNotRun):
        handing.announce(coming=cast.police.pk)
    with pytest.raises(errors.NoContact):
        handing.announce(coming=cast.committee.pk)
    with pytest.raises(errors.DayWrong):
        handing.announce(day=TODAY - timedelta(days=1))
    handing.announce(day=TODAY + timedelta(days=30))
    with pytest.raises(errors.UnderWay):
        handing.announce()
    actions.break_off(cast.street, takeover=handing.row.pk, version=0, reason="中标无效")
    with pytest.raises(errors.TooLate):
        actions.break_off(cast.street, takeover=handing.row.pk, version=1, reason="again")
    handing.announce()


def test_the_resident_says_no_by_their_receipt_and_takes_it_back(handing):
    cast = handing.district
    handing.person("周奶奶")
    need = handing.need("想有人来坐坐", "周奶奶")
    holder = cast.holding(need.receipt)
    handing.announce()
    handing.draw()
    with scope(holder, read_only=True):
        told = queries.to_come(holder)
        assert told["coming"].name == cast.other.name and told["coming"].phone
    with scope(cast.resident, read_only=True):
        assert queries.to_come(cast.resident) is None
    handing.ask("周奶奶", "yes")
    handing.finish()
    handing.sign(handing.manager)
    actions.answer_online(holder, yes=False)
    with pytest.raises(errors.NotFinished):  # the matter cannot go along any more
        handing.sign(handing.comes)
    assert handing.now().state == "ready"
    actions.answer_online(holder, yes=True)
    handing.decide_all()
    handing.sign()
    assert sees(handing.comes, handing.kept["周奶奶"])
    actions.answer_online(holder, yes=False)
    assert not sees(handing.comes, handing.kept["周奶奶"])
    with scope(cast.job):
        said = [one.answer for one in Reply.objects.order_by("at", "id")]
    assert said == ["yes", "no", "yes", "no"]


def test_who_was_not_reached_is_asked_later_by_the_committee(handing, monkeypatch):
    cast = handing.district
    yang = handing.person("老杨")
    handing.announce()
    handing.draw()
    handing.ask("老杨", "unreached")
    handing.finish()
    handing.sign()
    assert not sees(handing.comes, yang) and not sees(handing.manager, yang)
    with pytest.raises(errors.TooEarly):
        actions.look_back(
            cast.street, takeover=handing.row.pk, version=handing.now().version, text="x"
        )
    with pytest.raises(NotFound):
        handing.ask("老杨", "yes")
    actions.ask(
        cast.clerk, client=handing.client("老杨").pk, answer="yes", how="home", notice_read=True
    )
    assert sees(handing.comes, yang) and not sees(handing.manager, yang)
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert actions.remind(cast.job) == 1 and actions.remind(cast.job) == 0
    with pytest.raises(OutOfDate):
        actions.look_back(cast.street, takeover=handing.row.pk, version=0, text="都好")
    row = actions.look_back(
        cast.street, takeover=handing.row.pk, version=handing.now().version, text="都好"
    )
    assert (row.state, row.findings["unreached"]) == ("closed", 0)


def test_something_new_stops_the_signing_until_it_is_listed(handing):
    handing.person("周奶奶")
    handing.announce()
    handing.draw()
    handing.ask("周奶奶", "yes")
    handing.finish()
    handing.sign(handing.manager)
    handing.need("又来了一件")
    with pytest.raises(errors.NewMatters):
        handing.sign(handing.comes)
    handing.draw()
    assert handing.now().state == "preparing"
    client = next(one for one in handing.all(Client) if one.need_id)
    actions.ask(handing.manager, client=client.pk, answer="no", how="phone")
    handing.finish()
    with pytest.raises(errors.SignedAlready):
        handing.sign(handing.manager, handing.manager)
    handing.sign(handing.comes, handing.district.street)
    with scope(handing.district.job):
        given_back = Need.objects.get(pk=client.need_id)
    assert (given_back.state, given_back.lead_org) == ("sorted", None)
    assert given_back.waits_for == handing.district.committee.pk


def test_nothing_moves_where_one_thing_cannot(handing):
    """The coming worker is elsewhere at that hour: no signature, no hand-over, nothing changed."""
    handing.person("周奶奶")
    handing.person("老杨")
    handing.visit("周奶奶", 9)
    handing.announce()
    visit_actions.plan(
        handing.district.colleague, service=handing.district.service, person=handing.kept["老杨"],
        worker=handing.district.colleague.user, start=tomorrow(9), end=tomorrow(10),
    )  # fmt: skip
    handing.draw()
    handing.ask("周奶奶", "yes")
    handing.ask("老杨", "yes")
    handing.finish()
    handing.sign(handing.manager, handing.comes)
    with pytest.raises(WorkerBusy):
        handing.sign(handing.district.street)
    assert handing.now().state == "ready"
    assert organisations.operator_of(handing.district.station.pk) == handing.district.agency
    assert sees(handing.manager, handing.kept["周奶奶"])
    with scope(handing.district.job):
        assert set(Visit.objects.values_list("agency", flat=True)) == {handing.district.agency.pk}
        other = next(one for one in handing.all(Matter) if one.kind == "visit")
    with scope(handing.district.job):
        mi = staff("米社工", Role.WORKER, handing.district.other.id, FX)
    actions.assign(handing.comes, matter=other.pk, worker=mi.user)
    handing.sign(handing.district.street)
    assert handing.now().state == "handed_over"


def test_all_platforms_of_an_agreement_at_once(handing):
    """Place by place, what its supplier still runs; one place cannot, none does."""
    cast = handing.district
    with scope(cast.job):
        home = Platform.objects.create(
            kind="child_centre", name="复兴儿童之家", community=FX, opened_on=TODAY
        )
        far = Platform.objects.create(
            kind="station", name="广福社工站", community=GF, opened_on=TODAY
        )
        for one in (home, far):
            Settlement.objects.create(
                platform=one, operator=cast.agency, during=(TODAY - timedelta(days=9), None)
            )
        row = Agreement.objects.create(
            number="XS-1", name="社工站", purchaser_id=cast.bureau.org, supplier=cast.agency,
            area=COUNTY,
        )  # fmt: skip
        row.platforms.set([cast.station, home, far])
    made = actions.announce_agreement(
        cast.bureau, agreement=row.pk, coming=cast.other.pk, day=TODAY, why="terminated"
    )
    assert {(one.community, len(one.platforms), one.leaves_place) for one in made} == {
        (FX, 2, True), (GF, 1, True)}  # fmt: skip
    with pytest.raises(errors.UnderWay):
        actions.announce_agreement(
            cast.bureau, agreement=row.pk, coming=cast.other.pk, day=TODAY, why="terminated"
        )


def test_one_of_several_platforms_takes_only_whom_it_serves(handing):
    """The leaving agency stays in the place: it goes on seeing whom its other platform serves."""
    cast = handing.district
    for name in ("周奶奶", "老杨", "何姐"):
        handing.person(name)
    with scope(cast.job):
        home = Platform.objects.create(
            kind="home_care_point", name="居家养老点", community=FX, opened_on=TODAY
        )
        Settlement.objects.create(platform=home, operator=cast.agency, during=(TODAY, None))
        other = Service.objects.create(
            code="FX-99", name="上门", community=FX, item=cast.visiting, platform=home,
            unit="person_times",
        )  # fmt: skip
    handing.visit("周奶奶", 9)
    handing.visit("老杨", 11)
    visit_actions.plan(
        cast.worker, service=other, person=handing.kept["周奶奶"], worker=cast.worker.user,
        start=tomorrow(15), end=tomorrow(16),
    )  # fmt: skip
    assert not handing.announce().leaves_place
    handing.draw()
    assert len(handing.all(Client)) == 2 and len(handing.all(Matter)) == 2
    handing.ask("周奶奶", "yes")
    handing.ask("老杨", "yes")
    handing.finish()
    handing.sign()
    seen = {name: (sees(cast.manager, one), sees(handing.comes, one))
            for name, one in handing.kept.items()}  # fmt: skip
    assert seen == {"周奶奶": (True, True), "老杨": (False, True), "何姐": (True, False)}
    # the last platform of the place: now everybody is asked
    handing.announce(platforms=[home.pk])
    handing.draw()
    asked = {one.person_id for one in handing.all(Client)}
    assert asked == {handing.kept[name].id for name in ("周奶奶", "何姐")}
