"""Organisations and platforms at the desk."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.registry.organisations import actions, queries
from sanshe.registry.organisations.models import Platform
from tests.factories.district import FX, GF

LIST = "/desk/organisations/"
TODAY = timezone.localdate()


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def test_either_name_finds_it(district, as_):
    actions.add_alias(district.job, organisation=district.other, name="绿砖瓦社区服务中心")
    clerk = as_(district.clerk)
    for name in ("绿砖瓦社区", "绿砖瓦城乡"):
        page = text_of(clerk.get(LIST, {"q": name}))
        assert f"{LIST}{district.other.pk}/" in page
        assert str(district.agency.pk) not in page
    assert "没有符合的组织" in text_of(clerk.get(LIST, {"q": "没有这家"}))
    assert "登记组织" not in text_of(clerk.get(LIST))


def test_filters_live_in_the_address(district, as_):
    page = text_of(as_(district.worker).get(LIST, {"kind": "agency", "here": "1"}))
    assert district.agency.name in page
    assert district.other.name not in page
    assert str(district.committee.pk) not in page


def test_a_nearly_equal_name_comes_back_as_a_question(district, as_):
    street = as_(district.street)
    said = {
        "kind": "agency",
        "name": "绿砖瓦社区服务中心",
        "area": str(FX),
        "aliases": "绿瓦、砖瓦",
    }
    page = text_of(street.post(f"{LIST}new/", said), 400)
    assert "是同一家吗" in page
    assert f"{LIST}{district.other.pk}/" in page
    assert "绿瓦、砖瓦" in page
    answer = street.post(f"{LIST}new/", {**said, "even_so": "on"})
    made = queries.by_name("砖瓦")
    assert answer.url == f"{LIST}{made.pk}/"


def test_a_wrong_code_is_said_beside_its_field(district, as_):
    page = text_of(
        as_(district.street).post(
            f"{LIST}new/",
            {"kind": "agency", "name": "云南连心", "area": str(FX), "uscc": "52530000DEM000023H"},
        ),
        400,
    )
    assert "52530000DEM000023H" in page
    assert 'id="id_uscc_error"' in page


def test_those_who_may_not_register_are_refused(district, as_):
    text_of(as_(district.clerk).get(f"{LIST}new/"), 403)
    page = as_(district.clerk).post(
        f"{LIST}new/", {"kind": "agency", "name": "某机构", "area": str(FX)}
    )
    assert page.status_code == 403
    assert queries.by_name("某机构") is None


def test_renaming_keeps_the_old_name(district, as_):
    street = as_(district.street)
    page = f"{LIST}{district.agency.pk}/"
    said = {"name": "春熙社工中心", "was": district.agency.name}
    assert street.post(f"{page}rename/", said).url == page
    assert "也叫" in text_of(street.get(page))
    assert "刚才有人先动了" in text_of(street.post(f"{page}rename/", {**said, "name": "x"}), 400)
    text_of(street.get(f"{LIST}{'0' * 8}-0000-7000-8000-{'0' * 12}/"), 404)


def test_a_platform_opens_with_its_operator_or_not_at_all(district, as_):
    street = as_(district.street)
    text_of(street.get("/desk/organisations/platforms/new/"))
    said = {"kind": "child_centre", "name": "复兴儿童之家", "community": str(FX),
            "opened_on": TODAY, "operator": str(district.agency.pk)}  # fmt: skip
    answer = street.post("/desk/organisations/platforms/new/", said)
    home = Platform.objects.get(name="复兴儿童之家")
    assert answer.url == f"/desk/organisations/platforms/{home.pk}/"
    assert queries.operator_of(home.pk) == district.agency
    again = street.post("/desk/organisations/platforms/new/", {**said, "hours": "周末"})
    page = text_of(again, 400)
    assert "已经有一个平台" in page
    assert "周末" in page


def test_an_agency_is_not_offered_what_it_may_not(district, as_):
    manager = as_(district.manager)
    page = text_of(manager.get(f"/desk/organisations/platforms/{district.station.pk}/"))
    assert "改开放时间和电话" in page
    assert "换一家来承接" not in page
    close = f"/desk/organisations/platforms/{district.station.pk}/close/"
    text_of(as_(district.clerk).post(close), 400)
    text_of(as_(district.worker).get("/desk/organisations/platforms/new/"), 403)


def test_a_hidden_address_is_in_no_list(district, as_):
    station = actions.open_platform(
        district.secretary, kind="dv_support_station", name="反家暴站", community=FX,
        opened_on=TODAY, address="金碧路77号",
    )  # fmt: skip
    actions.settle(district.street, platform=station, operator=district.agency, since=TODAY)
    page = f"/desk/organisations/platforms/{station.pk}/"
    for actor in (district.clerk, district.street):
        assert "金碧路" not in text_of(as_(actor).get(page))
        assert "反家暴站" in text_of(as_(actor).get("/desk/organisations/platforms/"))
        assert "金碧路" not in text_of(as_(actor).get("/desk/organisations/platforms/"))
    assert "金碧路" in text_of(as_(district.worker).get(page))
    assert "金碧路" not in text_of(as_(district.worker).get(f"{LIST}{district.agency.pk}/"))


def test_reads_do_not_grow_with_the_rows(district, as_):
    bureau = as_(district.bureau)

    def reads(address):
        with CaptureQueriesContext(connection) as asked:
            text_of(bureau.get(address))
        return len(asked)

    before = [reads(address) for address in (LIST, "/desk/organisations/platforms/")]
    for number in range(6):
        one = actions.open_platform(
            district.bureau, kind="station", name=f"站{number}", community=GF, opened_on=TODAY
        )
        actions.settle(district.bureau, platform=one, operator=district.other, since=TODAY)
        actions.register(district.bureau, kind="external", name=f"外部单位{number}号", area=FX,
                         aliases=[f"别名{number}"], even_so=True)  # fmt: skip
    # GF has no platform at first: its name is part of the one read of names
    assert [reads(address) for address in (LIST, "/desk/organisations/platforms/")] == before
