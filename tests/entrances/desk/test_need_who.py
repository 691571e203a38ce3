"""Who a matter is about, at the desk: found, chosen, registered; and never shown to a wrong eye."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sanshe.registry.people.actions import keep_person
from sanshe.registry.people.models import Person
from sanshe.trust.accounts.models import User
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import at_the_door, scope
from sanshe.work.needs import actions
from sanshe.work.needs.models import Need
from sanshe.work.visits.models import Visit
from tests.factories.district import FX

PHONE = "100-0000-0042"
SORTED = {"kind": "need", "category": "elder_visit", "urgency": "P2"}


@pytest.fixture
def as_(district):
    def sign_in(actor) -> Client:
        with scope(district.job):
            user = User.objects.get(id=actor.user)
        client = Client()
        with at_the_door():
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clerk(as_, district):
    return as_(district.clerk)


@pytest.fixture
def worker(as_, district):
    return as_(district.worker)


@pytest.fixture
def hear(district):
    def said(privacy="", **more):
        need = actions.hear(
            district.resident, community=FX, text="想有人来坐坐", channel="web", **more
        ).need
        if privacy:
            need = actions.sort(
                district.clerk, need=need, version=need.version, privacy=privacy, **SORTED
            )
        return need

    return said


@pytest.fixture
def granny(district):
    return keep_person(
        district.worker, community=FX, name="段秀芬", building="3栋", birth_year=1938,
        phone=PHONE, wish="上午来",
    )  # fmt: skip


def page(client, need, **asked):
    return client.get(reverse("desk:need", args=[need.pk]), asked)


def step(client, need, name, **sent):
    return client.post(
        reverse("desk:need_step", args=[need.pk, name]), {"version": need.version, **sent}
    )


def now(district, need):
    with scope(district.job):
        return Need.objects.get(pk=need.pk)


@pytest.mark.parametrize("typed", ["段", "dxf", "duanxiu", "3栋"])
def test_found_by_name_sound_and_building_masked(clerk, hear, granny, typed):
    text = page(clerk, hear(), who=typed).content.decode()
    assert "段**, 3栋" in text and f'value="{granny.id}"' in text
    assert "段秀芬" not in text and PHONE not in text


def test_chosen_with_the_page_alone_and_shown_with_a_link(clerk, district, hear, granny):
    need = hear()
    text = page(clerk, need, who="dxf").content.decode()
    (chosen,) = re.findall(r'name="person" value="([^"]+)"', text)
    assert step(clerk, need, "link", person=chosen).status_code == 302
    text = page(clerk, need).content.decode()
    assert "段**, 3栋" in text and "上午来" in text
    assert reverse("desk:person", args=[granny.id]) in text and "段秀芬" not in text
    assert reverse("desk:need", args=[need.pk]) in (
        clerk.get(reverse("desk:person", args=[granny.id])).content.decode()
    )
    assert step(clerk, now(district, need), "unlink").status_code == 302
    assert now(district, need).person_id is None


def test_nobody_found_offers_to_register(clerk, hear):
    text = page(clerk, hear(), who="没有这个人").content.decode()
    assert "名册里没有找到这样的人" in text and "登记为新居民" in text


def test_nobody_is_found_who_may_not_be_seen(as_, district, hear):
    keep_person(district.worker, community=FX, name="阿兰", building="3栋", privacy="confidential")
    need = hear()
    for who in ("clerk", "secretary"):
        assert "阿兰" not in page(as_(getattr(district, who)), need, who="阿兰").content.decode().replace('value="阿兰"', "")  # fmt: skip # noqa: E501


def test_whoever_reads_no_register_is_offered_nothing(as_, district, hear, granny):
    need = hear("normal")
    street = as_(district.street)
    assert 'id="who"' not in page(street, need, who="dxf").content.decode()
    assert step(street, need, "link", person=granny.id).status_code == 403
    step(as_(district.clerk), need, "link", person=granny.id)
    text = page(street, need).content.decode()
    assert "段**" not in text and str(granny.id) not in text and "已经认出是谁" in text


def test_a_late_form_is_told_so(clerk, district, hear, granny):
    need = hear()
    step(clerk, need, "link", person=granny.id)
    answer = step(clerk, need, "link", person=granny.id, who="dxf")
    assert answer.status_code == 409 and "刚才有人先动了" in answer.content.decode()


def test_somebody_kept_closer_is_refused_in_words(worker, district, hear):
    quiet = keep_person(district.worker, community=FX, name="阿兰", privacy="confidential")
    need = hear("normal")
    need = actions.dispatch(
        district.clerk, need=need, version=need.version, lead=district.agency.id
    )
    answer = step(worker, need, "link", person=quiet.id, who="阿兰")
    assert answer.status_code == 400 and "这个人的资料要保密" in answer.content.decode()
    assert now(district, need).person_id is None


def test_the_lead_without_the_register_sees_that_and_no_more(clerk, worker, district, hear):
    person = keep_person(district.clerk, community=FX, name="周奶奶", building="9栋")
    need = hear("normal")
    need = actions.link_person(district.clerk, need=need, version=need.version, person=person)
    actions.dispatch(district.clerk, need=need, version=need.version, lead=district.agency.id)
    text = page(worker, need).content.decode()
    assert "已经认出是谁" in text and "周奶奶" not in text and str(person.id) not in text
    assert "还看不到这个人的资料" in page(clerk, need).content.decode()
    share = reverse("desk:person_share", args=[person.id])
    clerk.post(share, {"org": district.agency.id})
    assert "周奶奶" not in page(worker, need).content.decode()
    clerk.post(share, {"org": district.agency.id, "agreed": "on"})
    assert "周奶奶, 9栋" in page(worker, need).content.decode()
    assert "还看不到这个人的资料" not in page(clerk, need).content.decode()


def test_registered_from_what_the_matter_says(clerk, district, hear):
    need = hear(contact_name="张阿姨, 3栋", contact_phone=PHONE)
    text = page(clerk, need).content.decode()
    assert 'value="张阿姨"' in text and 'value="3栋"' in text and PHONE not in text
    sent = {"r-name": "张阿姨", "r-building": "3栋", "r-copy_contact": "on"}
    answer = step(clerk, need, "register", **sent)
    assert answer.status_code == 302 and PHONE not in answer.content.decode()
    with scope(district.job):
        person = Person.objects.get()
        assert (person.phone, person.building) == (PHONE, "3栋")
        assert Entry.objects.filter(deed=Deed.ASK_RESIDENT, subject_id=str(need.id)).exists()
    assert now(district, need).person_id == person.id


def test_who_speaks_for_another_is_not_registered_in_their_place(clerk, district, hear):
    need = hear(contact_name="小儿子", contact_phone=PHONE, on_behalf=True)
    text = page(clerk, need).content.decode()
    assert 'value="小儿子"' not in text and "r-copy_contact" not in text


def test_somebody_alike_comes_back_as_a_question(clerk, district, hear):
    keep_person(district.clerk, community=FX, name="张阿姨", building="3栋")
    need, sent = hear(), {"r-name": "张阿姨", "r-building": "3栋"}
    asked = step(clerk, need, "register", **sent)
    text = asked.content.decode()
    assert asked.status_code == 409 and "可能已经有这个人" in text
    assert 'type="checkbox" name="r-even_so"' in text and 'value="张阿姨"' in text
    assert step(clerk, need, "register", **sent, **{"r-even_so": "on"}).status_code == 302


@pytest.mark.parametrize("privacy", ["confidential", "sealed"])
def test_an_open_persons_page_hides_the_matters_kept_from_its_reader(
    as_, clerk, worker, district, hear, granny, privacy
):
    need = hear(privacy)
    need = actions.link_person(district.worker, need=need, version=need.version, person=granny)
    with scope(district.job):
        Visit.objects.create(
            need=need, person=granny, community=FX, privacy=privacy, service=district.service,
            seen_by=[district.agency.id], agency=district.agency.id, whom="段**",
            worker=district.worker.user, worker_name="孟社工", planned_by=district.worker.user,
            planned_start=need.heard_at, planned_end=need.heard_at, spoken_code="0000",
        )  # fmt: skip
    theirs = reverse("desk:person", args=[granny.id])
    known = worker.get(theirs).content.decode()
    assert str(need.id) in known and "孟社工" in known
    for who in (clerk, as_(district.secretary)):
        text = who.get(theirs).content.decode()
        assert "段**" in text
        assert str(need.id) not in text and need.receipt[:3] + " " not in text
        assert "孟社工" not in text
        assert page(who, need).status_code == 404


def test_a_visit_is_planned_to_whom_it_is_about(worker, district, hear, granny):
    need = hear("normal")
    need = actions.dispatch(
        district.clerk, need=need, version=need.version, lead=district.agency.id
    )
    actions.link_person(district.worker, need=need, version=need.version, person=granny)
    address = reverse("desk:visit_plan") + f"?need={need.pk}"
    form = worker.get(address)
    assert form.context["form"].initial["whom"] == "段**, 3栋"
    assert "上午来" in form.content.decode()
    sent = {**form.context["form"].initial, "id": form.context["form"]["id"].value(),
            "service": district.service.pk, "way": "home"}  # fmt: skip
    sent["start"], sent["end"] = (f"{sent[name]:%H:%M}" for name in ("start", "end"))
    answer = worker.post(address, sent)
    assert answer.status_code == 302
    with scope(district.job):
        assert Visit.objects.get().person_id == granny.id
    assert reverse("desk:person", args=[granny.id]) in worker.get(answer.url).content.decode()
    other = keep_person(district.worker, community=FX, name="何姐", building="5栋")
    for person, warned in ((granny, False), (other, True)):
        step(worker, now(district, need), "link", person=person.id)
        assert ("写的还是原来的人" in page(worker, need).content.decode()) == warned


def test_the_queue_is_narrowed_to_a_lead(clerk, district, hear):
    need = hear("normal")
    actions.dispatch(district.clerk, need=need, version=need.version, lead=district.agency.id)
    queue = reverse("desk:queue")
    text = clerk.get(queue, {"whose": "all", "lead": str(district.agency.id)}).content.decode()
    assert f'<option value="{district.agency.id}" selected>' in text and "想有人来坐坐" in text
    for other in (district.committee.id, "x"):
        text = clerk.get(queue, {"whose": "all", "lead": str(other)}).content.decode()
        assert "想有人来坐坐" not in text
