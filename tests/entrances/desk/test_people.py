"""The register at the desk: masked, found, revealed for a purpose, typed input kept."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sanshe.registry.people.actions import add_part, form_household, keep_person
from sanshe.registry.people.models import Household, Part, Person
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from sanshe.work.visits.models import Visit
from tests.factories.district import FX

PHONE = "100-0000-0042"


@pytest.fixture
def worker(as_, district):
    return as_(district.worker)


@pytest.fixture
def granny(district):
    return keep_person(
        district.worker, community=FX, name="段秀芬", building="3栋", birth_year=1938, phone=PHONE,
        tier="A", wish="上午来",
    )  # fmt: skip


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def kept(district, model=Person):
    with scope(district.job):
        return list(model.objects.order_by("id"))


def test_the_list_is_masked_and_found_by_initials(worker, granny):
    page = worker.get(url("people"), {"q": "dxf"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "段**" in text and "3栋" in text and "····42" in text
    assert "段秀芬" not in text and PHONE not in text
    assert "段**" not in worker.get(url("people"), {"tier": "B"}).content.decode()


def test_more_rows_cost_no_more_questions(worker, district, granny):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            worker.get(url("people"))
        return len(asked)

    cost()
    one = cost()
    for number in range(10):
        other = keep_person(district.worker, community=FX, name=f"张{number}", even_so=True)
        add_part(district.worker, person=other.id, role="client")
    assert cost() == one


def test_strangers_find_nobody(as_, district, granny):
    for actor in (district.other_agency, district.other_district):
        client = as_(actor)
        assert "段" not in client.get(url("people")).content.decode()
        assert client.get(url("person", granny.id)).status_code == 404
        answer = client.post(url("person_reveal", granny.id), {"purpose": "serve"})
        assert answer.status_code == 404 and PHONE not in answer.content.decode()
    for actor in (district.bureau, district.auditor, district.security, district.system):
        assert as_(actor).get(url("people")).status_code == 403
        assert as_(actor).get(url("person", granny.id)).status_code == 403
    assert Client().get(url("person", granny.id)).status_code == 302


def test_the_card_shows_the_wish_and_hides_the_rest(worker, granny):
    text = worker.get(url("person", granny.id)).content.decode()
    assert "上午来" in text and PHONE not in text and "段秀芬" not in text


def test_revealing_asks_why_and_is_not_kept(worker, district, granny):
    refused = worker.post(url("person_reveal", granny.id), {"purpose": "other"})
    assert refused.status_code == 400 and PHONE not in refused.content.decode()
    shown = worker.post(url("person_reveal", granny.id), {"purpose": "serve", "why": "送药"})
    assert PHONE in shown.content.decode() and "no-store" in shown["Cache-Control"]
    with scope(district.job):
        assert Entry.objects.get(deed=Deed.REVEAL_PERSON).purpose == "serve 送药"


def test_a_name_is_enough(worker, district):
    answer = worker.post(url("person_new"), {"name": "张阿姨"})
    (person,) = kept(district)
    assert answer.url == url("person", person.id)
    assert (person.name, person.community) == ("张阿姨", FX)


def test_what_was_typed_stays_when_it_is_refused(worker, district):
    answer = worker.post(
        url("person_new"), {"name": "张阿姨", "phone": "问邻居", "birth_year": "1700"}
    )
    text = answer.content.decode()
    assert answer.status_code == 400 and "张阿姨" in text and "问邻居" in text
    assert kept(district) == []


def test_the_same_name_is_a_question(worker, district, granny):
    typed = {"name": "段秀芬", "building": "9栋"}
    asked = worker.post(url("person_new"), typed)
    assert asked.status_code == 400 and 'name="even_so"' in asked.content.decode()
    assert 'type="checkbox" name="even_so"' in asked.content.decode()
    worker.post(url("person_new"), {**typed, "even_so": "on"})
    assert len(kept(district)) == 2


def test_correcting_reads_in_full_and_says_so(worker, district, granny):
    assert PHONE in worker.get(url("person_correct", granny.id)).content.decode()
    with scope(district.job):
        assert Entry.objects.get(deed=Deed.REVEAL_PERSON).purpose == "mend"
    typed = {"name": "段秀芬", "building": "5栋", "version": "0", "phone": PHONE}
    assert worker.post(url("person_correct", granny.id), typed).status_code == 302
    assert kept(district)[0].building == "5栋"
    late = worker.post(url("person_correct", granny.id), {**typed, "building": "6栋"})
    assert late.status_code == 400 and "6栋" in late.content.decode()


def test_roles_are_added_hidden_and_ended(worker, district, granny):
    worker.post(url("person_part", granny.id), {"role": "teacher", "where": "剪纸班"})
    (part,) = kept(district, Part)
    assert "剪纸班" in worker.get(url("person", granny.id)).content.decode()
    worker.post(url("person_part_change", granny.id, part.id), {"do": "hide"})
    assert "剪纸班" not in worker.get(url("person", granny.id)).content.decode()
    worker.post(url("person_part_change", granny.id, part.id), {"do": "end"})
    assert kept(district, Part)[0].until is not None
    again = worker.post(url("person_part", granny.id), {"role": "king"})
    assert again.status_code == 400


def test_living_alone_then_not(worker, district, granny):
    son = keep_person(district.worker, community=FX, name="段大哥", building="3栋")
    worker.post(url("person_home", granny.id), {"room": "402"})
    assert "独居" in worker.get(url("person", granny.id)).content.decode()
    (home,) = kept(district, Household)
    worker.post(url("person_home", son.id), {"household": str(home.id)})
    assert "段大哥" in worker.get(url("person", granny.id)).content.decode()
    worker.post(url("person_home", son.id), {"do": "out"})
    worker.post(url("person_home", son.id), {"members": [str(granny.id)]})
    assert {person.household_id for person in kept(district)} != {home.id, None}
    wrong = worker.post(url("person_home", granny.id), {"members": [str(uuid4())]})
    assert wrong.status_code == 400


def test_moving_away_and_coming_back(worker, district, granny):
    early = worker.post(url("person_leave", granny.id), {"what": "died", "on": "1900-01-01"})
    assert early.status_code == 400 and "1900-01-01" in early.content.decode()
    worker.post(url("person_leave", granny.id), {"what": "died", "on": "2026-02-01"})
    assert "段" not in worker.get(url("people")).content.decode()
    worker.post(url("person_leave", granny.id), {"do": "back"})
    assert "段" in worker.get(url("people")).content.decode()


def test_sharing_asks_for_a_yes(worker, district, granny):
    typed = {"org": str(district.other.id)}
    assert worker.post(url("person_share", granny.id), typed).status_code == 400
    worker.post(url("person_share", granny.id), {**typed, "agreed": "on"})
    assert district.other.id in kept(district)[0].seen_by
    worker.post(url("person_share_end", granny.id, district.other.id))
    assert kept(district)[0].seen_by == [district.worker.org]


def test_a_committee_is_not_offered_what_it_may_not(as_, district):
    text = as_(district.clerk).get(url("person_new")).content.decode()
    assert 'value="normal"' in text and 'value="sealed"' not in text


def test_filters_for_the_old_and_the_lonely(worker, district, granny):
    form_household(district.worker, members=[granny.id])
    keep_person(district.worker, community=FX, name="老杨", building="3栋", birth_year=1970)
    for given in ({"advanced": "1"}, {"alone": "1"}, {"building": "3栋", "tier": "A"}):
        text = worker.get(url("people"), given).content.decode()
        assert "段**" in text and "老杨" not in text


def test_their_matters_and_visits_stand_on_the_page(worker, as_, district, granny):
    with scope(district.job):
        need = Need.objects.create(
            receipt="123456789", secret_hash="x", text="灯坏了", channel="web", community=FX,
            heard_at=timezone.now(), person_id=granny.id, desk_org=district.committee.id,
            seen_by=[district.worker.org], privacy="confidential",
        )  # fmt: skip
        Visit.objects.create(
            community=FX, seen_by=[district.worker.org], person_id=granny.id, whom="段**, 3栋",
            service=district.service, agency=district.worker.org, worker=district.worker.user,
            planned_by=district.worker.user, worker_name="孟社工",
            planned_start=timezone.now(), planned_end=timezone.now(),
        )  # fmt: skip
    text = worker.get(url("person", granny.id)).content.decode()
    assert "123 456 789" in text and "孟社工" in text and "灯坏了" not in text
    assert "123 456 789" not in as_(district.clerk).get(url("person", granny.id)).content.decode()
    assert url("need", need.id) in text
