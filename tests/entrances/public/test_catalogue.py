"""What a resident reads about who does what, and who is who; all without signing in."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sanshe.registry.catalogue import actions as catalogue
from sanshe.registry.catalogue import queries
from sanshe.registry.organisations import actions as organisations
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, GF, staff

PAGE = f"/c/{FX}/catalogue/"
WHO = f"/c/{FX}/who/"


@pytest.fixture
def client(client, district):
    return client


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_each_item_says_who_where_and_which_number(client, district):
    organisations.correct_platform(
        district.manager, platform=district.station, hours="周一到周五", phone="100-0000-0001"
    )
    page = text_of(client.get(PAGE))
    for words in ("老年人日常探访", district.agency.name, "复兴社工站", "周一到周五",
                  'href="tel:100-0000-0001"', "不要钱", "噪声扰民", "公安的事"):  # fmt: skip
        assert words in page, words


def test_a_draft_is_not_public(client, district):
    draft = catalogue.draft(district.clerk, community=FX, why="秘密的打算")
    catalogue.remove_line(district.clerk, version=draft, item=district.referral)
    page = text_of(client.get(PAGE))
    assert "噪声扰民" in page
    assert "秘密的打算" not in page
    text_of(client.get(f"{PAGE}2/"), 404)


def test_what_changed_is_public_with_its_reason(client, district):
    draft = catalogue.draft(district.clerk, community=FX, why="噪声归公安管,不再列")
    catalogue.remove_line(district.clerk, version=draft, item=district.referral)
    catalogue.publish(district.street, version=draft, effective_from=timezone.localdate())
    assert "噪声归公安管,不再列" in text_of(client.get(PAGE))
    page = text_of(client.get(f"{PAGE}2/"))
    assert "噪声扰民" in page
    assert "去掉的" in page


def test_a_community_without_a_catalogue_says_so(client, district):
    page = text_of(client.get(f"/c/{GF}/catalogue/"))
    assert "还没有公布目录" in page
    text_of(client.get("/c/999999999999/catalogue/"), 404)


def test_objecting_needs_no_account_and_its_answer_is_public(client, district):
    answer = client.post(f"{PAGE}object/", {"text": "电话没人接", "item": district.visiting.pk})
    assert (answer.status_code, answer.url) == (302, PAGE)
    (said,) = queries.objections_of(district.clerk, FX)
    assert (said.text, said.item) == ("电话没人接", district.visiting)
    assert "电话没人接" not in text_of(client.get(PAGE))
    catalogue.answer_objection(district.clerk, objection=said, text="换了号码")
    page = text_of(client.get(PAGE))
    assert "电话没人接" in page
    assert "换了号码" in page


def test_what_was_typed_comes_back(client, district):
    page = text_of(client.post(f"{PAGE}object/", {"text": "", "item": district.visiting.pk}), 400)
    assert "还没有写内容" in page
    page = text_of(client.post(f"{PAGE}object/", {"text": "想说的话", "item": "77777"}), 400)
    assert "想说的话" in page


def test_one_address_cannot_flood(client, district):
    for _ in range(5):
        client.post(f"{PAGE}object/", {"text": "x"})
    text_of(client.post(f"{PAGE}object/", {"text": "第六条"}), 400)
    assert len(queries.objections_of(district.clerk, FX)) == 5


def test_who_is_who_on_one_screen(client, district):
    page = text_of(client.get(WHO))
    for words in ("社会工作者", "居委会工作人员", "公务员", "志愿者", "服务免费", "谁付钱",
                  "复兴社工站", "孟社工", "李干事"):  # fmt: skip
        assert words in page, words


def test_only_those_who_work_here_are_named(client, district):
    with scope(district.job):
        staff("别处的同事", "worker", district.agency.id, GF)
    page = text_of(client.get(WHO))
    for name in ("外机构社工", "王干事", "别处的同事", "钱科"):
        assert name not in page, name


def test_a_hidden_address_is_on_no_public_page(client, district):
    hidden = organisations.open_platform(
        district.secretary, kind="dv_support_station", name="反家暴站", community=FX,
        opened_on=date(2026, 1, 1), address="金碧路77号", phone="100-0000-0009",
    )  # fmt: skip
    organisations.settle(
        district.street, platform=hidden, operator=district.agency, since=date(2026, 1, 1)
    )
    draft = catalogue.draft(district.clerk, community=FX, why="加反家暴")
    item = catalogue.define_item(district.clerk, code="T-20", name="反家暴求助接待")
    catalogue.set_line(
        district.clerk, version=draft, item=item, duty="transferable", lead=district.agency,
        platform=hidden,
    )  # fmt: skip
    catalogue.publish(district.street, version=draft, effective_from=timezone.localdate())
    for address in (PAGE, WHO, f"{PAGE}2/"):
        page = text_of(client.get(address))
        assert "金碧路" not in page
    assert "100-0000-0009" in text_of(client.get(WHO))


def test_a_visitor_is_compared_with_the_list(client, district):
    assert "名单上有:孟社工" in text_of(client.post(WHO, {"name": " 孟 社工 "}))
    page = text_of(client.post(WHO, {"name": "王干事"}))
    assert "名单上没有" in page
    assert "110" in page
    assert "请写来人的名字" in text_of(client.post(WHO, {"name": ""}), 400)


def test_reads_do_not_grow_with_the_lines(client, district, django_assert_max_num_queries):
    draft = catalogue.draft(district.clerk, community=FX, why="多加几项")
    for number in range(10):
        item = catalogue.define_item(district.clerk, code=f"X-{number}", name=f"事项{number}")
        catalogue.set_line(
            district.clerk, version=draft, item=item, duty="transferable", lead=district.agency,
            platform=district.station,
        )  # fmt: skip
    catalogue.publish(district.street, version=draft, effective_from=timezone.localdate())
    with django_assert_max_num_queries(20):
        text_of(client.get(PAGE))
    with django_assert_max_num_queries(20):
        text_of(client.get(WHO))
