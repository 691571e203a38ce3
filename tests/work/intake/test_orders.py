"""Orders of a hotline: one need each, the earlier limit, back with the article, replied to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sanshe.ground.calendars import deadlines
from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.catalogue.enums import Duty
from sanshe.registry.organisations.models import Organisation
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions, errors, queries, rules
from sanshe.work.intake.models import Order, Teller
from sanshe.work.needs import actions as needs
from sanshe.work.needs.models import Need
from tests.factories.district import COUNTY, FX, make_district

VISIT = "老人一个人住,想有人常来探访看看她"
NOISE = "楼下麻将馆天天吵到半夜两点"


def order(number="KM20261120001", text=VISIT, **more):
    return queries.read_order({
        "external_order_id": number, "received_at": timezone.now().isoformat(), "kind": "求助",
        "text": text, "location": "复兴社区3栋", "our_role": "lead",
        "contact": {"name": "王女士", "phone": "13800000001"}, **more,
    })  # fmt: skip


@pytest.fixture
def bring(district):
    def brought(actor=None, system="12345", **more):
        return actions.bring_order(
            actor or district.clerk, community=FX, system=system, facts=order(**more)
        )

    return brought


def listed(actor):
    with scope(actor):
        return queries.orders(actor)


def need_of(district, order):
    with scope(district.job):
        return Need.objects.get(pk=order.need_id)


def test_an_order_is_one_need_however_often_it_comes(district, bring):
    first = bring()
    need = need_of(district, first.order)
    assert (need.channel, need.contact_name, need.contact_phone) == (
        "hotline", "王女士", "13800000001",
    )  # fmt: skip
    again = bring(text=VISIT + "(补充)", callback_score="90")
    assert again.again and again.order.pk == first.order.pk
    with scope(district.job):
        assert Need.objects.count() == 1 and Order.objects.get().callback_score == 90
    assert not bring(system="grid").again  # another system counts for itself


def test_the_same_order_on_two_lines_at_once(committed):
    district = make_district()

    def bring(text):
        try:
            done = actions.bring_order(
                district.clerk, community=FX, system="12345", facts=order(text=text)
            )
            return done.again
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(bring, [VISIT, VISIT + "。"])) == [False, True]
    with scope(district.job):
        assert Need.objects.count() == Order.objects.count() == 1


def test_the_earlier_limit_binds_and_theirs_is_known_where_they_name_none(district, bring):
    soon = timezone.now() + timedelta(hours=5)
    need = need_of(district, bring(due_at=soon.isoformat()).order)
    assert need.due_at == soon
    need = needs.sort(district.clerk, need=need, version=need.version, kind="need",
                      category="elder_visit", urgency="P3", privacy="normal")  # fmt: skip
    assert need.due_at == soon, "sorting it anew does not lose their limit"
    late = bring(number="2", due_at="2099-01-01").order
    assert need_of(district, late).due_at < late.due_at
    received = datetime(2026, 9, 30, 3, tzinfo=UTC)
    none = bring(number="3", received_at=received).order
    assert none.due_at == deadlines.due("HOT-DEFAULT", received)
    assert timezone.localdate(none.due_at) == date(2026, 10, 13)  # over the national holiday


def test_whoever_reports_stays_with_the_hotline(district, bring):
    need = need_of(district, bring(kind="举报").order)
    assert need.contact_name == need.contact_phone == ""
    with scope(district.job):
        assert not Teller.objects.exists()


def test_who_may_bring_and_who_sees(district, bring):
    for stranger in (district.worker, district.bureau, district.resident):
        with pytest.raises(NotAllowed):
            bring(stranger)
    with pytest.raises(NotFound):
        bring(district.other_district)
    assert not bring(district.job).again and bring(district.street).again
    assert len(listed(district.clerk)) == 1 and not listed(district.other_district)
    sealed = bring(number="9", text="我老公又打我,流血了,救命")
    assert not sealed.again
    assert len(listed(district.clerk)) == 1, "what is sealed is not on the committee's list"
    assert bring(number="9", text="我老公又打我,流血了,救命").again


def test_what_was_wrongly_sent_goes_back_with_the_article(district, bring):
    with scope(district.job):
        Organisation.objects.create(kind="external", name="12345热线", area=COUNTY)
    right, wrong = bring(), bring(number="2", text=NOISE)
    rows = {row.order.pk: row for row in listed(district.clerk)}
    assert rows[right.order.pk].fault is None and rows[wrong.order.pk].fault == "outside"
    need = need_of(district, wrong.order)
    with scope(district.clerk):
        assert "第十七条" in queries.beside(district.clerk, need).article
    with pytest.raises(errors.NotWronglySent):
        actions.return_order(district.clerk, order=right.order.pk, version=1)
    with pytest.raises(NotFound):
        actions.return_order(district.other_district, order=wrong.order.pk, version=need.version)
    actions.return_order(district.clerk, order=wrong.order.pk, version=need.version)
    with pytest.raises(errors.AlreadyReturned):
        actions.return_order(district.clerk, order=wrong.order.pk, version=need.version)
    (reply,) = actions.tell_hotline(district.clerk)
    assert reply.as_json()["returned"] and "第十七条" in reply.result
    assert need_of(district, wrong.order).state == "dispatched", "open until the resident's word"


def test_made_lead_for_what_we_only_assist(district, bring, monkeypatch):
    monkeypatch.setattr(rules, "duties", lambda _community: {"elder_visit": Duty.ASSIST})
    lead, assist = bring(), bring(number="2", text=VISIT + "!", our_role="协办")
    faults = {row.order.pk: row.fault for row in listed(district.clerk)}
    assert faults == {lead.order.pk: "made_lead", assist.order.pk: None}


def test_the_reply_is_told_once_and_what_is_kept_away_is_not_told(district, bring):
    need = need_of(district, bring().order)
    need = needs.sort(district.clerk, need=need, version=need.version, kind="need",
                      category="elder_visit", urgency="P2", privacy="normal")  # fmt: skip
    need = needs.dispatch(district.clerk, need=need, version=need.version, lead=district.agency)
    assert actions.tell_hotline(district.clerk) == []
    needs.answer(district.worker, need=need.pk, text="周三下午去看她")
    sealed = bring(number="2", text="我老公又打我,流血了,救命").order
    row = need_of(district, sealed)
    with scope(district.job):
        Need.objects.filter(pk=row.pk).update(state="closed", closed_how="passed_on")
    told = {reply.order.external_id: reply.result for reply in actions.tell_hotline(district.job)}
    assert told["KM20261120001"] == "周三下午去看她"
    assert "打" not in told["2"] and "保密" in told["2"]
    assert actions.tell_hotline(district.job) == []


@pytest.mark.parametrize(("change", "word"), [
    ({"external_order_id": ""}, "工单编号"),
    ({"text": " "}, "诉求内容"),
    ({"received_at": "昨天"}, "受理时间"),
    ({"due_at": "2026-13-01"}, "办结时限"),
    ({"our_role": "领导"}, "主办"),
    ({"contact": "138****0001"}, "联系电话"),
])  # fmt: skip
def test_an_order_that_cannot_be_right_says_why(change, word):
    raw = {"external_order_id": "1", "received_at": "2026-11-20 09:30", "text": "路灯坏了"}
    assert queries.read_order(raw)["our_role"] == "lead"
    with pytest.raises(errors.OrderUnclear, match=word):
        queries.read_order(raw | change)
