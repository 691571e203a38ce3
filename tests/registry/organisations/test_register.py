"""The register of organisations and their names."""

from __future__ import annotations

import pytest

from sanshe.ground.kit import uscc
from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.registry.organisations import actions, errors, names, queries
from sanshe.registry.organisations.enums import OrgKind
from tests.factories.district import COUNTY, FX, WJQ

LX = "52530000DEM000023G"


def register(actor, name, **changes):
    return actions.register(actor, **{"kind": "agency", "name": name, "area": FX, **changes})


def test_an_agency_with_its_code(district):
    made = register(district.street, "云南连心社区照顾服务中心(演示)", uscc=" 52530000dem000023g ")
    assert queries.get(made.id).uscc == LX
    with pytest.raises(errors.CodeTaken) as refused:
        register(district.bureau, "另一家完全不同的机构", uscc=LX)
    assert "云南连心" in str(refused.value)


def test_a_wrong_code_is_refused_beside_its_field(district):
    with pytest.raises(uscc.WrongCheck) as refused:
        register(district.street, "云南连心", uscc="52530000DEM000023H")
    assert refused.value.field == "uscc"


def test_a_code_is_not_needed_and_several_go_without(district):
    register(district.street, "甲社工机构", uscc="")
    register(district.street, "乙社工机构")


def test_a_filed_group_is_first_class_without_a_code(district):
    group = register(district.street, "巾帼志愿服务队", kind=OrgKind.FILED_GROUP)
    assert group.uscc is None
    with pytest.raises(errors.GroupHasNoCode):
        register(district.street, "剪纸班", kind=OrgKind.FILED_GROUP, uscc=LX)


def test_a_purchaser_is_a_state_organ(district):
    with pytest.raises(errors.NotAStateOrgan):
        register(district.bureau, "某某公司", kind=OrgKind.PURCHASER, area=COUNTY, uscc=LX)
    made = register(
        district.bureau, "五华区民政局", kind=OrgKind.PURCHASER, area=COUNTY,
        uscc="11530112DEM000001" + uscc.check_character("11530112DEM000001"),
    )  # fmt: skip
    assert (made.id, made.name) in queries.state_organs()
    assert district.agency.id not in dict(queries.state_organs())


@pytest.mark.parametrize("who", ["worker", "manager", "clerk", "secretary", "resident", "system"])
def test_others_do_not_keep_the_register(district, who):
    with pytest.raises(NotAllowed):
        register(getattr(district, who), "x机构")


def test_a_committee_is_registered_by_who_answers_for_the_place(district):
    with pytest.raises(errors.KeptElsewhere):
        register(district.street, "海埂社区居委会", kind="residents_committee", area=WJQ)
    register(district.bureau, "海埂社区居委会", kind="residents_committee", area=FX)


def test_a_nearly_equal_name_asks_first(district):
    with pytest.raises(errors.Similar) as asked:
        register(district.street, "绿砖瓦社区服务中心")
    assert asked.value.similar == [(district.other.id, district.other.name)]
    assert district.other.name in str(asked.value)
    made = register(district.street, "绿砖瓦社区服务中心", even_so=True)
    assert made.id != district.other.id


def test_the_very_same_name_is_never_registered_twice(district):
    with pytest.raises(errors.NameTaken):
        register(district.street, district.agency.name, even_so=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("绿砖瓦社区服务中心", "绿砖瓦城乡社区服务中心(演示)", True),
        ("云南连心社区照顾服务中心", "连心社区照顾服务中心", True),
        ("春熙社会事务服务中心", "春熙社会工作服务中心", True),
        ("春熙社会事务服务中心", "绿砖瓦城乡社区服务中心", False),
        ("复兴社区居委会", "广福小区社区居委会", False),
        ("马街社区居民委员会", "明波社区居民委员会", False),
        ("西山区民政局", "五华区民政局", False),
        ("110", "120", False),
    ],
)
def test_which_names_are_alike(one, other, same):
    assert names.alike(one, other) is same
    assert names.alike(other, one) is same


def test_both_names_find_it(district):
    actions.add_alias(district.job, organisation=district.other, name="绿砖瓦社区服务中心")
    for text in ("绿砖瓦社区服务中心", "绿砖瓦城乡社区服务中心(演示)"):
        assert queries.by_name(text) == district.other
        assert queries.listing(district.clerk, text=text).rows == [district.other]
    with pytest.raises(errors.NameTaken):
        register(district.street, "绿砖瓦社区服务中心", even_so=True)


def test_a_new_name_keeps_the_old_one(district):
    old = district.agency.name
    actions.rename(district.street, organisation=district.agency, name="春熙社工中心", was=old)
    assert queries.by_name(old).name == "春熙社工中心"
    assert queries.aliases_of(district.agency) == [old]
    with pytest.raises(OutOfDate):
        actions.rename(district.street, organisation=district.agency, name="x", was=old)
    actions.rename(district.street, organisation=district.agency, name=old)
    assert queries.aliases_of(district.agency) == ["春熙社工中心"]


def test_names_elsewhere_are_not_ours_to_change(district):
    with pytest.raises(errors.KeptElsewhere):
        actions.rename(district.street, organisation=district.other, name="x机构")
    with pytest.raises(NotFound):
        actions.rename(district.street, organisation=new_id(), name="x")
    with pytest.raises(Invalid):
        actions.rename(district.street, organisation=district.agency, name="  ")


def test_reads_answer_for_many_at_once(district, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.names_of([district.agency.id, new_id()]) == {
            district.agency.id: district.agency.name
        }
    with django_assert_num_queries(2):
        rows = queries.listing(district.clerk).rows
        [list(row.aliases.all()) for row in rows]
    with pytest.raises(NotFound):
        queries.get("no such thing")
    assert {row.name for row in queries.listing(district.worker, here=True).rows} == {
        district.agency.name,
        district.committee.name,
    }
