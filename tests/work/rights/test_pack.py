"""What a person may take along, who hands it over, and what stays."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from sanshe.ground.kit.errors import Problem
from sanshe.registry.people import actions as people
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.rights import actions, errors
from sanshe.work.visits import actions as visits
from tests.factories.district import FX
from tests.work.needs.conftest import Desk

CHECKS = dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine")
OWN, THEIRS, NOTE, MATE = (
    "想有人来坐坐",
    "隔壁周奶奶想有人陪她说话",
    "脾气急,慢慢说",
    "100-0000-0088",
)


@pytest.fixture
def elder(district):
    """Somebody with everything: a housemate, a relative, matters told by them and about them, a
    visit with a note, looked at by two organisations."""
    desk = Desk(district)
    row = people.keep_person(
        district.clerk, community=FX, name="=周奶奶", building="3栋", birth_year=1938,
        phone="100-0000-0011", wish="上午来",
    )  # fmt: skip
    mate = people.keep_person(
        district.clerk, community=FX, name="老王", building="3栋", phone=MATE, even_so=True
    )
    people.form_household(district.clerk, members=[row.id, mate.id], room="301")
    people.relate(district.clerk, person=row.id, other=mate.id, relation="spouse", call_first=True)
    people.add_part(district.clerk, person=row.id, role="client")
    people.share_with(district.clerk, person=row.id, org=district.agency.id, agreed=True)
    for text, behalf in ((OWN, False), (THEIRS, True)):
        heard = desk.hear(text=text, on_behalf=behalf, contact_name="报信的人").need
        need = desk.sort(heard, category="elder_visit")
        needs.link_person(district.clerk, need=need.id, version=need.version, person=row.id)
    start = timezone.now() - timedelta(days=1)
    visit = visits.plan(
        district.worker, service=district.service, person=row, worker=district.worker.user,
        worker_name="孟社工", start=start, end=start + timedelta(minutes=40),
    )  # fmt: skip
    visits.record(
        district.worker, visit=visit, version=visit.version, outcome="done", started_at=start,
        ended_at=start + timedelta(minutes=30), checks=CHECKS, noticed=NOTE,
    )  # fmt: skip
    return row


def test_everything_of_theirs_and_nothing_of_anybody_else(district, elder, as_):
    address = reverse("desk:person_take", args=[elder.id])
    clerk = as_(district.clerk)
    page = clerk.get(address).content.decode()
    assert OWN in page and THEIRS not in page
    assert clerk.post(address, {}).status_code == 400
    from sanshe.work.rights.queries import matters_of

    with scope(district.clerk):
        own, _others = matters_of(district.clerk, elder.id)
    answer = clerk.post(address, {"checked": "known", "keep": [str(own[0].id)]})
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "周" not in answer["Content-Disposition"]
    )
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [c for s in book for row in s.iter_rows() for c in row if c.value]
    said = "\n".join(str(cell.value) for cell in cells)
    for kept in ("=周奶奶", "100-0000-0011", "上午来", OWN, "孟社工", "和1个人同住", "服务对象"):
        assert kept in said, kept
    for held in (THEIRS, NOTE, MATE, "老王", "报信的人"):
        assert held not in said, held
    assert all(cell.data_type != "f" for cell in cells)
    with scope(district.job):
        line = Entry.objects.filter(deed="people.export").get()
        assert line.purpose == "known" and line.detail["matters"] == 1
    with scope(district.clerk):
        page = clerk.get(reverse("desk:person_looked", args=[elder.id])).content.decode()
    assert "把资料交给本人" in page and "本人要求查看" in page


def test_what_is_left_out_is_said(district, elder):
    from sanshe.work.rights.queries import matters_of

    with scope(district.clerk):
        own, others = matters_of(district.clerk, elder.id)
    assert len(own) == len(others) == 1
    package = actions.pack(district.clerk, person=elder.id, checked="papers", leave_out=[own[0].id])
    assert not package.matters and "chosen" in package.withheld and "looks" not in package.withheld
    theirs = actions.pack(district.worker, person=elder.id, checked="at_home")
    assert "looks" in theirs.withheld and not theirs.looks  # who keeps them, answers for that


OTHERS = ("other_agency", "other_district", "street", "bureau", "auditor", "system", "security")


def test_others_hand_out_nothing(district, elder, as_):
    address = reverse("desk:person_take", args=[elder.id])
    for who in OTHERS:
        with pytest.raises(Problem):
            actions.pack(getattr(district, who), person=elder.id, checked="known")
        assert as_(getattr(district, who)).get(address).status_code in (302, 403, 404), who


def test_what_is_sealed_a_supervisor_hands_to_the_person_only(district):
    row = people.keep_person(
        district.worker, community=FX, name="小芳", privacy="sealed", building="9栋"
    )
    with pytest.raises(errors.SupervisorHandsOver):
        actions.pack(district.worker, person=row.id, checked="known")
    with pytest.raises(errors.NotToGuardian):
        actions.pack(district.supervisor, person=row.id, checked="guardian")
    with pytest.raises(errors.NotMadeSure):
        actions.pack(district.supervisor, person=row.id, checked="")
    assert actions.pack(district.supervisor, person=row.id, checked="known").full.name == "小芳"


def test_a_request_leads_there_and_its_story_says_it_was_done(district, elder, as_):
    desk = Desk(district)
    need = desk.sort(
        desk.heard(text="我要看看你们记了我什么"), kind="rights", category="data_access"
    )
    need = needs.link_person(district.clerk, need=need.id, version=need.version, person=elder.id)
    clerk = as_(district.clerk)
    address = f"{reverse('desk:person_take', args=[elder.id])}?need={need.id}"
    assert address in clerk.get(reverse("desk:need", args=[need.id])).content.decode()
    assert clerk.post(address, {"checked": "known"}).status_code == 200
    assert desk.story(need)[-1].step == "note"
