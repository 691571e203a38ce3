"""The queue by keyboard: several dispatched in one go and taken back, filters that have a name."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions
from sanshe.work.needs.models import Need, View
from tests.work.needs.conftest import Desk


@pytest.fixture
def desk(district):
    return Desk(district)


def texts(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_ticked_sent_told_and_taken_back(district, desk, as_):
    goes, moved = desk.sorted(), desk.sorted()
    praise = desk.sort(desk.heard(), kind="praise", urgency="P4")
    clerk: Client = as_(district.clerk)
    page = texts(clerk.get(reverse("desk:queue")))
    assert page.count('name="need"') == 3 and 'form="bulk"' in page
    ticked = {"need": [str(one.pk) for one in (goes, moved, praise)]}
    page = texts(clerk.get(reverse("desk:bulk"), ticked))
    assert "一起派出2件" in page and district.agency.name in page and "请单独转达" in page
    parcels = re.findall(r'name="parcel" value="([^"]+)"', page)
    left = re.findall(r'name="left" value="([^"]+)"', page)
    desk.dispatch(moved)  # a colleague was faster
    answer = clerk.post(reverse("desk:bulk_send"), {"parcel": parcels, "left": left}, follow=True)
    page = texts(answer)
    assert "1件派出,2件没派" in page and "刚才有人先动了这一条" in page and "全部收回(1件)" in page
    assert "刚才派出1件" in texts(clerk.get(reverse("desk:queue")))
    page = texts(clerk.post(reverse("desk:bulk_undo"), follow=True))
    assert "收回了1件" in page and desk.now(goes).state == "sorted"
    assert desk.now(moved).state == "dispatched"


def test_what_is_typed_by_hand_into_the_parcels_opens_nothing(district, desk, as_):
    theirs = desk.sorted()
    stranger = as_(district.other_district)
    assert "没有" in texts(stranger.get(reverse("desk:bulk"), {"need": [str(theirs.pk), "x"]}))
    sent = {"parcel": [f"{theirs.pk} {theirs.version} {district.agency.id}", "x y z", "", "1 2"]}
    page = texts(stranger.post(reverse("desk:bulk_send"), sent, follow=True))
    assert "0件派出,1件没派" in page and theirs.receipt[:3] + " " not in page
    assert desk.now(theirs).state == "sorted"
    assert stranger.post(reverse("desk:bulk_undo"), {"need": "x"}).status_code == 302
    assert as_(district.auditor).post(reverse("desk:bulk_send"), sent).status_code in (302, 403)


def test_the_step_on_the_matters_page_takes_it_back(district, desk, as_):
    sent = desk.dispatched()
    clerk = as_(district.clerk)
    address = reverse("desk:need_step", args=[sent.pk, "recall"])
    assert address in texts(clerk.get(reverse("desk:need", args=[sent.pk])))
    clerk.post(address, {"version": sent.version})
    assert desk.now(sent).state == "sorted"
    refused = clerk.post(address, {"version": sent.version + 1})
    assert refused.status_code == 409


def test_filters_get_a_name_a_count_and_no_search(district, desk, as_):
    desk.sorted()
    clerk, colleague = as_(district.clerk), as_(district.secretary)
    page = texts(clerk.get(reverse("desk:queue"), {"state": "sorted", "q": "周奶奶"}))
    assert "把这些条件存成视图" in page and "查找的字不会存" in page
    kept = {"name": "该派的", "shared": "on", "state": "sorted", "q": "周奶奶"}
    page = texts(clerk.post(reverse("desk:need_view_keep"), kept, follow=True))
    assert "查找的字没有存" in page and 'aria-current="page">该派的' in page
    with scope(district.clerk):
        view = View.objects.get()
        assert view.filters == {"state": "sorted"}
    assert "该派的" in texts(colleague.get(reverse("desk:queue")))
    live = clerk.get(reverse("desk:live"), {"views": "1"}).json()
    assert live["counts"][f"view-{view.pk}"] == "1"
    assert f"view-{view.pk}" not in clerk.get(reverse("desk:live")).json()["counts"]
    rename = reverse("desk:need_view_rename", args=[view.pk])
    assert clerk.post(rename, {"name": ""}).status_code == 400
    clerk.post(rename, {"name": "要派的"})
    assert "要派的" in texts(clerk.get(reverse("desk:need_views")))
    clerk.post(reverse("desk:need_view_drop", args=[view.pk]))
    assert "还没有视图" in texts(clerk.get(reverse("desk:need_views")))
    assert clerk.post(reverse("desk:need_view_keep"), {"name": "空"}).status_code == 400


def test_who_leads_is_a_filter_also_over_several_communities(district, desk, as_):
    sent, other = desk.dispatched(), desk.sorted()
    page = texts(as_(district.street).get(
        reverse("desk:queue"), {"whose": "all", "lead": str(district.agency.id)}))  # fmt: skip
    assert f'value="{district.agency.id}" selected' in page and district.committee.name in page
    assert str(sent.pk) in page and str(other.pk) not in page
    with scope(district.job):
        assert Need.objects.count() == 2
    assert actions.recall(district.clerk, need=sent).lead_org is None
