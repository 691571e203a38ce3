"""Hearing a message: never lost, heard once, on the right desk, danger told."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sanshe.ground.kit import slips
from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages.models import Notice
from sanshe.registry.organisations.models import Organisation, Platform, Settlement
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, receipts
from sanshe.work.needs.models import Need
from tests.factories.district import FX, GF

DANGER = "我不想活了,药都攒好了"


def test_a_resident_is_heard_and_gets_number_and_secret(desk, district):
    heard = desk.hear(contact_phone=" 100-0000-0001 ")
    need = heard.need
    assert receipts.clean(need.receipt) == need.receipt and len(heard.secret) == 6
    assert heard.secret not in need.secret_hash
    assert need.desk_org == district.committee.id and need.contact_phone == "100-0000-0001"
    assert [line.step for line in desk.story(need)] == ["heard"]


def test_the_desk_is_told_that_something_waits_and_nothing_else(desk, district):
    need = desk.heard()
    with scope(district.job):
        notice = Notice.objects.get()
    assert notice.org == district.committee.id and notice.link == f"/desk/needs/{need.id}/"


def test_the_same_message_twice_is_one_with_the_same_secret(desk, district):
    id = new_id()
    first, again = desk.hear(id=id), desk.hear(id=id)
    assert again.again and again.need.pk == first.need.pk and again.secret == first.secret
    with scope(district.job):
        assert Need.objects.count() == 1 and Notice.objects.count() == 1


def test_other_words_under_the_same_id_are_another_message(desk):
    id = new_id()
    assert desk.hear(id=id).need.pk != desk.hear(id=id, text="还有一件:灯泡坏了").need.pk


def test_the_id_staff_see_does_not_open_the_secret(desk):
    first = desk.hear(id=new_id())
    again = desk.hear(id=first.need.pk)  # somebody at the desk tries the id from the address
    assert again.need.pk != first.need.pk


def test_after_a_day_the_secret_is_not_given_again(desk, district, monkeypatch):
    id = new_id()
    desk.hear(id=id)
    with scope(district.job):
        Need.objects.update(heard_at=timezone.now() - actions.hearing.SAME_FOR * 2)
    again = desk.hear(id=id)
    assert again.again and again.secret == ""


def test_a_taken_number_is_drawn_again(desk, monkeypatch):
    taken = desk.heard().receipt
    fresh = slips.new_number()
    drawn = iter([taken, fresh])
    monkeypatch.setattr(slips, "new_number", lambda: next(drawn))
    assert desk.heard(text="灯泡坏了够不着").receipt == fresh


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "\x00"])
def test_nothing_said_is_refused(desk, text):
    with pytest.raises(errors.NothingSaid) as refused:
        desk.hear(text=text)
    assert refused.value.field == "text"


def test_too_much_is_refused_with_the_limit(desk):
    with pytest.raises(errors.TooLong):
        desk.hear(text="长" * 4001)


def test_an_unknown_channel_is_refused(district):
    with pytest.raises(Invalid):
        actions.hear(district.resident, community=FX, text="灯", channel="pigeon")


def test_who_may_hear_and_where(desk, district):
    for actor in (district.worker, district.clerk, district.street):
        assert desk.hear(actor=actor, text=f"{actor.name}记的:灯坏了").need
    with pytest.raises(NotFound):
        desk.hear(actor=district.other_district)
    for actor in (district.auditor, district.security, district.system, district.bureau):
        with pytest.raises(NotAllowed):
            desk.hear(actor=actor)


def test_danger_is_told_at_once_due_now_and_not_to_the_committee(desk, district):
    heard = desk.hear(text=DANGER)
    need = heard.need
    assert [one.sign for one in heard.danger] == ["self_harm"]
    assert need.urgency == "P0" and need.due_at <= timezone.now()
    assert need.privacy == "sealed" and need.desk_org == district.agency.id
    assert need.seen_by == [district.agency.id]
    assert [line.step for line in desk.story(need)] == ["heard", "danger"]


def test_a_clerk_may_write_down_what_they_then_do_not_see(desk, district):
    need = desk.heard(text=DANGER, actor=district.clerk)
    with scope(district.clerk):
        assert not Need.objects.filter(pk=need.pk).exists()
    with scope(district.worker):
        assert Need.objects.filter(pk=need.pk).exists()


def test_what_is_kept_from_the_committee_goes_to_who_leads(desk, district):
    need = desk.heard(keep_from_committee=True)
    assert need.privacy == "confidential" and need.desk_org == district.agency.id
    assert district.committee.id not in need.seen_by


def test_speaking_for_somebody_else_says_so(desk):
    assert desk.heard(text="想学唱歌", on_behalf=True).privacy == "third_party"


def test_what_is_sealed_goes_to_the_anti_violence_station(desk, district):
    with scope(district.job):
        station = Platform.objects.create(
            kind="dv_support_station", name="反家暴站", community=FX, opened_on="2020-01-01"
        )
        Settlement.objects.create(
            platform=station, operator=district.other, during=("2020-01-01", None)
        )
    assert desk.heard(text="他又喝酒打我").desk_org == district.other.id


def test_where_no_agency_works_the_street_office_can_read_it(desk, district):
    with scope(district.job):
        Settlement.objects.all().delete()
    need = desk.heard(text=DANGER)
    assert need.desk_org == district.street_office.id and need.privacy == "confidential"
    with scope(district.street):
        assert Need.objects.filter(pk=need.pk).exists()


def test_where_nobody_is_the_sender_is_told(district):
    with scope(district.job):
        Organisation.objects.filter(area=GF, kind="residents_committee").delete()
    with pytest.raises(errors.NoDesk):
        actions.hear(district.other_agency, community=GF, text="灯坏了", channel="phone")


def test_the_audit_line_says_nothing_of_the_matter(desk, district):
    need = desk.heard(text="两口子天天吵,想找人劝劝", contact_name="小李", actor=district.worker)
    with scope(district.job):
        line = Entry.objects.get(subject_id=str(need.pk))
    assert "吵" not in str(line.detail) and "小李" not in str(line.detail)
    assert need.category not in str(line.detail)
