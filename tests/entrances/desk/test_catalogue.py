"""The catalogue at the desk: drafted by the committee, published by the street."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.registry.catalogue import actions, queries
from tests.factories.district import FX, GF

HERE = f"/desk/catalogue/c/{FX}/"


@pytest.fixture
def draft(district):
    return actions.draft(district.clerk, community=FX, why="新增外出陪伴")


@pytest.fixture
def escort(district):
    return actions.define_item(district.clerk, code="T-03", name="老年人外出陪伴")


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def test_who_works_in_one_community_goes_straight_there(district, as_):
    clerk = as_(district.clerk)
    answer = clerk.get("/desk/catalogue/")
    assert (answer.status_code, answer.url) == (302, HERE)
    page = text_of(clerk.get(HERE))
    for words in ("老年人日常探访", district.agency.name, "公安的事", "现行"):
        assert words in page


def test_who_works_in_many_sees_the_list(district, as_, draft):
    page = text_of(as_(district.street).get("/desk/catalogue/"))
    assert f"c/{FX}/" in page
    assert f"v/{draft.pk}/" in page


def test_elsewhere_is_not_found(district, as_, draft):
    text_of(as_(district.clerk).get(f"/desk/catalogue/c/{GF}/"), 404)
    text_of(as_(district.other_district).get(f"/desk/catalogue/v/{draft.pk}/"), 404)
    text_of(as_(district.worker).get(f"/desk/catalogue/v/{draft.pk}/"), 404)
    text_of(as_(district.worker).get(f"/desk/catalogue/v/{district.version.pk}/"))
    text_of(as_(district.worker).get(f"/desk/catalogue/v/{district.version.pk}/line/"), 403)
    text_of(as_(district.worker).get("/desk/catalogue/items/new/"), 403)


def test_a_version_from_draft_to_publication(district, as_, escort):
    clerk = as_(district.clerk)
    answer = clerk.post(f"{HERE}draft/", {"why": "新增外出陪伴"})
    draft = queries.draft_of(FX)
    assert answer.url == f"/desk/catalogue/v/{draft.pk}/"
    line = {"item": escort.pk, "duty": "transferable", "lead": str(district.agency.pk),
            "helpers": [str(district.committee.pk)], "platform": district.station.pk,
            "reason": "", "entry_approval": "", "revision": 0}  # fmt: skip
    text_of(clerk.get(f"{answer.url}line/"))
    assert clerk.post(f"{answer.url}line/", line).status_code == 302
    page = text_of(clerk.get(answer.url))
    assert "新增" in page
    assert "发布这一版" not in page
    street = as_(district.street)
    assert "发布这一版" in text_of(street.get(answer.url))
    today = timezone.localdate()
    done = street.post(f"{answer.url}publish/", {"effective_from": today, "revision": 1})
    assert done.status_code == 302
    assert queries.current_version(FX) == draft
    assert "第2版" in text_of(clerk.get(HERE))
    assert "撤回这一版" in text_of(street.get(answer.url))
    assert street.post(f"{answer.url}withdraw/", {"why": "写错了"}).status_code == 302
    assert queries.current_version(FX) == district.version


def test_a_refusal_keeps_what_was_typed_beside_its_field(district, as_, draft):
    survey = actions.define_item(district.clerk, code="T-08", name="低保调查", statutory_duty=True)
    page = text_of(
        as_(district.clerk).post(
            f"/desk/catalogue/v/{draft.pk}/line/",
            {"item": survey.pk, "duty": "transferable", "lead": str(district.agency.pk),
             "reason": "我写的理由", "revision": 0},
        ),
        400,
    )  # fmt: skip
    assert "法定职责" in page
    assert "我写的理由" in page
    assert not draft.lines.filter(item=survey).exists()


def test_somebody_was_faster(district, as_, draft):
    actions.remove_line(district.secretary, version=draft, item=district.referral)
    page = text_of(
        as_(district.street).post(
            f"/desk/catalogue/v/{draft.pk}/publish/",
            {"effective_from": timezone.localdate(), "revision": 0},
        ),
        400,
    )
    assert "刚才有人先动了" in page
    assert queries.current_version(FX) == district.version


def test_the_clerk_cannot_publish_by_hand(district, as_, draft):
    as_(district.clerk).post(
        f"/desk/catalogue/v/{draft.pk}/publish/",
        {"effective_from": timezone.localdate(), "revision": 0},
    )
    assert queries.current_version(FX) == district.version


def test_a_line_is_changed_and_taken_out(district, as_, draft):
    clerk = as_(district.clerk)
    base = f"/desk/catalogue/v/{draft.pk}/line/{district.visiting.pk}/"
    assert f'value="{district.agency.pk}" selected' in text_of(clerk.get(base))
    assert clerk.post(f"{base}remove/", {"revision": 0}).status_code == 302
    assert not draft.lines.filter(item=district.visiting).exists()
    assert clerk.post(f"/desk/catalogue/v/{draft.pk}/discard/").url == HERE
    assert queries.draft_of(FX) is None


def test_objections_are_answered_beside_them(district, as_):
    said = actions.object_to(district.resident, version=district.version, text="电话没人接")
    clerk = as_(district.clerk)
    assert "电话没人接" in text_of(clerk.get(HERE))
    assert clerk.post(f"{HERE}objections/{said.pk}/", {"text": "换了号码"}).status_code == 302
    page = text_of(clerk.post(f"{HERE}objections/{said.pk}/", {"text": "再答"}), 400)
    assert "换了号码" in page
    manager = as_(district.manager)
    assert "电话没人接" not in text_of(manager.get(HERE))
    assert manager.post(f"{HERE}object/", {"text": "人手不够"}).status_code == 302
    assert "人手不够" in text_of(manager.get(HERE))


def test_an_item_is_defined_on_the_way_to_the_draft(district, as_, draft):
    answer = as_(district.clerk).post(
        f"/desk/catalogue/items/new/?back={draft.pk}",
        {"code": "t-03", "name": "老年人外出陪伴", "categories": ["escort"]},
    )
    item = queries.items("T-03").get()
    assert answer.url == f"/desk/catalogue/v/{draft.pk}/line/{item.pk}/"
    page = text_of(
        as_(district.clerk).post("/desk/catalogue/items/new/", {"code": "T-03", "name": "又一个"}),
        400,
    )
    assert "又一个" in page


def test_reads_do_not_grow_with_the_lines(district, as_, draft):
    clerk = as_(district.clerk)
    address = f"/desk/catalogue/v/{draft.pk}/"

    def reads():
        with CaptureQueriesContext(connection) as asked:
            text_of(clerk.get(address))
        return len(asked)

    before = reads()
    for number in range(8):
        item = actions.define_item(district.clerk, code=f"X-{number}", name=f"事项{number}")
        actions.set_line(
            district.clerk, version=draft, item=item, duty="transferable", lead=district.agency
        )
    assert reads() == before
