"""The yearly social-work and volunteer tables of the Ministry of Civil Affairs, form of 2019.

Read from public source code that types this form ([R:S25] of the domain file, §2.14), not from the
ministry's own notice: tables and their questions stand there, the exact cells of the paper do not.
Lines that only help to read the others are marked ``ours``.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..enums import Measure
from ..shape import Form, Line, Same, Table

NOTHING_KEPT = _("本平台没有这项记录,照外来材料填。")
AT_HOME = _("所在地在本地区、到统计日还在的组织。")
LEVELS = (("province", _("省级登记")), ("prefecture", _("州市级登记")), ("county", _("县区级登记")),
          ("", _("登记级别还没有补上")))  # fmt: skip
BUYING = _("按购买方所在地归到地区。")


def _bodies(first: int, table: int, kind: str, whole: object) -> tuple[Line, ...]:
    """A kind of organisation: all, then by the level of its registration."""
    rows = [Line(f"{table}.{first}", whole, Measure.BODIES, "organisations",  # type: ignore[arg-type]
                 {"kind": (kind,)}, how=AT_HOME)]  # fmt: skip
    for place, (level, name) in enumerate(LEVELS, first + 1):
        rows.append(
            Line(f"{table}.{place}", name, Measure.BODIES, "organisations",
                 {"kind": (kind,), "level": (level,)}, how=AT_HOME, ours=not level)
        )  # fmt: skip
    return tuple(rows)


def _told(code: str, name: object, measure: Measure) -> Line:
    return Line(code, name, measure, how=NOTHING_KEPT)  # type: ignore[arg-type]


_STAFF = _("统计日在社工机构有账号的社工和督导,一人只数一次,归到机构所在地。")

_HELD = _("机构负责人登记过证书的,按最高一级,一人只数一次。只含在本平台有账号的机构人员。")
CERTIFICATES = (
    (_("社工机构里持证的"), ("1", "2", "3")), (_("助理社会工作师"), ("1",)),
    (_("社会工作师"), ("2",)), (_("高级社会工作师"), ("3",)),
)  # fmt: skip

FORM = Form(
    code="mca-social-work",
    version="2019",
    name=_("民政部社会工作和志愿服务统计年报"),
    origin=_("表和指标照2019年表式,读自公开的填报系统源代码,不是民政部原文。可能已有更新的表式,报送前请核对。"),
    first_year=2019,
    tables=(
        Table(1, _("社会工作政策文件"), (
            Line("1.1", _("当年出台的社会工作政策文件"), Measure.PAPERS, "papers",
                 {"topic": ("social_work",)}, how=_("政策文件登记里当年发文、没有撤下的。")),
        )),
        Table(2, _("民政事业单位社会工作岗位"), (
            _told("2.1", _("民政事业单位社会工作岗位"), Measure.POSTS),
        )),
        Table(3, _("其他单位社会工作岗位和服务站"), (
            _told("3.1", _("乡镇、街道和社区"), Measure.POSTS),
            _told("3.2", _("其他事业单位"), Measure.POSTS),
            Line("3.3", _("社会组织"), Measure.POSTS, "staff",
                 {"role": ("worker", "supervisor")}, how=_STAFF),
            _told("3.4", _("其他"), Measure.POSTS),
            Line("3.5", _("社会工作服务站"), Measure.PLACES, "platforms",
                 {"kind": ("station",)}, how=_("统计日开放的社会工作站。")),
        ), note=_("各行有数出的,有据外来材料的,所以不出合计。")),
        Table(4, _("各部门社会工作人才"), (
            _told("4.1", _("各部门(13个)社会工作专业人才"), Measure.PERSONS),
            _told("4.2", _("其中取得职业资格的"), Measure.PERSONS),
            *(Line(f"4.{place}", name, Measure.PERSONS, "staff", {"certificate": held}, how=_HELD,
                   ours=True) for place, (name, held) in enumerate(CERTIFICATES, 3)),
        ), (Same("4.3", ("4.4", "4.5", "4.6")),)),
        Table(5, _("社会工作培训"), (
            Line("5.1", _("当年培训社会工作者"), Measure.PERSON_TIMES, "book",
                 {"reported_as": ("worker_training",), "of": ("heads",)},
                 how=_("台账里报作“社会工作者培训”的服务,按到场人次。")),
        )),
        Table(6, _("社会工作行业组织"),
              _bodies(1, 6, "association", _("行业组织合计")),
              (Same("6.1", ("6.2", "6.3", "6.4", "6.5")),)),
        Table(7, _("社会工作服务机构"), (
            *_bodies(1, 7, "agency", _("机构合计")),
            Line("7.6", _("专职人员"), Measure.PERSONS, "staff",
                 {"role": ("worker", "supervisor", "agency_manager")},
                 how=_("统计日在社工机构有账号的社工、督导和负责人,一人只数一次。")),
            Line("7.7", _("建有党组织的机构"), Measure.BODIES, "organisations",
                 {"kind": ("agency",), "party": (True,)}, how=AT_HOME),
            Line("7.8", _("评估等级3A及以上的机构"), Measure.BODIES, "organisations",
                 {"kind": ("agency",), "rating": ("3A", "4A", "5A")}, how=AT_HOME, ours=True),
        ), (Same("7.1", ("7.2", "7.3", "7.4", "7.5")),)),
        Table(8, _("社会工作资金"), (
            Line("8.1", _("当年到账资金合计"), Measure.YUAN, "received", how=BUYING),
            Line("8.2", _("财政资金"), Measure.YUAN, "received", {"kind": ("fiscal",)},
                 how=BUYING),
            Line("8.3", _("福彩公益金"), Measure.YUAN, "received", {"kind": ("lottery_fund",)},
                 how=BUYING),
            Line("8.4", _("其他资金"), Measure.YUAN, "received",
                 {"kind": ("community_fund", "donation", "matched", "resident_fee")},
                 how=_("社区基金、捐赠、机构配套和居民付费。")),
            Line("8.5", _("比上年增长"), Measure.PERCENT, growth_of="8.1",
                 how=_("和上年关账的数比。上年没有关账,就没有这个数。")),
            Line("8.6", _("按购买合同付给承接方的"), Measure.YUAN, "paid", how=BUYING, ours=True),
        ), (Same("8.1", ("8.2", "8.3", "8.4")),),
            note=_("只含本平台上项目的收支;平台外的资金不在内。")),
        Table(9, _("试点和项目"), (
            _told("9.1", _("社会工作试点"), Measure.PROJECTS),
            Line("9.2", _("当年签约的购买服务项目"), Measure.PROJECTS, "agreements", how=BUYING),
        )),
        Table(10, _("志愿服务政策文件"), (
            Line("10.1", _("当年出台的志愿服务政策文件"), Measure.PAPERS, "papers",
                 {"topic": ("volunteer",)}, how=_("政策文件登记里当年发文、没有撤下的。")),
        )),
        Table(11, _("志愿服务组织"), (
            _told("11.1", _("登记的志愿服务组织"), Measure.BODIES),
            Line("11.2", _("社区志愿服务队"), Measure.PLACES, "platforms",
                 {"kind": ("volunteer_team",)}, how=_("统计日在开的志愿服务队。")),
            Line("11.3", _("备案的社区社会组织"), Measure.BODIES, "organisations",
                 {"kind": ("filed_group",)}, how=AT_HOME, ours=True),
        )),
        Table(12, _("注册志愿者"), (
            _told("12.1", _("全国志愿服务信息系统里的注册志愿者"), Measure.PERSONS),
            _told("12.2", _("占常住人口"), Measure.PERCENT),
            Line("12.3", _("在本平台有账号的志愿者"), Measure.PERSONS, "volunteers",
                 how=_("统计日有志愿者身份的账号,一人只数一次。"), ours=True),
        )),
        Table(13, _("志愿者培训"), (
            Line("13.1", _("当年培训志愿者"), Measure.PERSON_TIMES, "book",
                 {"reported_as": ("volunteer_training",), "of": ("heads",)},
                 how=_("台账里报作“志愿者培训”的服务,按到场人次。")),
        )),
        Table(14, _("志愿服务时长"), (
            Line("14.1", _("当年志愿服务时长"), Measure.HOURS, "book",
                 {"reported_as": ("volunteering",), "unit": ("service_hours",),
                  "of": ("quantity",)},
                 how=_("台账里报作“志愿服务”、按小时记的。")),
        )),
        Table(15, _("志愿服务记录"), (
            Line("15.1", _("当年记入台账的志愿服务"), Measure.RECORDS, "book",
                 {"reported_as": ("volunteering",), "of": ("records",)},
                 how=_("台账里报作“志愿服务”的记录,冲正的不计。")),
            Line("15.2", _("其中已确认的"), Measure.RECORDS, "book",
                 {"reported_as": ("volunteering",), "standing": ("confirmed",),
                  "of": ("records",)},
                 how=_("有居民确认或别人回访过的。")),
            _told("15.3", _("出具志愿服务证明"), Measure.PAPERS),
        )),
        Table(16, _("志愿服务激励"), (
            Line("16.1", _("当年出台的激励办法"), Measure.PAPERS, "papers",
                 {"topic": ("incentive",)}, how=_("政策文件登记里当年发文、没有撤下的。")),
        )),
        Table(17, _("志愿服务资金"), (
            _told("17.1", _("当年志愿服务资金"), Measure.YUAN),
            _told("17.2", _("其中政府购买服务"), Measure.YUAN),
        )),
    ),
)  # fmt: skip
