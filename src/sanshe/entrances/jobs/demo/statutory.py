"""The yearly tables of the demonstration's county: papers of this year and last, some numbers told
from papers, last year closed. All papers and numbers are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from sanshe.insight.statutory import actions
from sanshe.registry.workforce import actions as workforce

from . import clock

if TYPE_CHECKING:
    from .lay_out import Laid

COUNTY, STREET = 530112000000, 530112003000
ISSUER = "昆明市西山区民政局(演示)"

# (year: 0 this one, 1 the last; topic; title; number; month, day)
PAPERS = (
    (0, "social_work", "关于推进社区社会工作站建设的实施意见(演示)", "西民〔演示〕3号", 2, 10),
    (0, "volunteer", "关于志愿服务记录与证明出具的通知(演示)", "西民〔演示〕9号", 3, 5),
    (1, "social_work", "关于政府购买社会工作服务的若干办法(演示)", "西民〔演示〕21号", 6, 20),
    (1, "incentive", "志愿者嘉许和回馈办法(演示)", "西民〔演示〕30号", 12, 1),
)
# (line, number, paper): what the platform keeps no record of
TOLD = (
    ("2.1", 6, "区民政局编制台账(演示)"),
    ("3.2", 4, "区人社局回函(演示)"),
    ("4.1", 58, "区人社局专业技术人才统计(演示)"),
    ("9.1", 1, "省级试点批复(演示)"),
    ("12.1", 12_480, "全国志愿服务信息系统截图(演示)"),
    ("12.2", Decimal("9.6"), "全国志愿服务信息系统截图(演示)"),
)


# (who of 春熙, certificate, since)
CERTIFIED = (("meng", "2", date(2019, 11, 8)), ("feng", "3", date(2022, 6, 1)))


def lay_out(laid: Laid) -> None:
    """What the county's officer, and one street's, wrote down."""
    county, street = laid.staff["qian"], laid.staff["zhao"]
    today = timezone.localdate()
    for username, certificate, since in CERTIFIED:
        holder = laid.staff[username].user
        assert holder is not None
        workforce.certify(laid.staff["su"], user=holder, certificate=certificate, obtained_on=since)
    for back, topic, title, number, month, day in PAPERS:
        issued = date(today.year - back, month, day)
        if issued <= today:
            with clock.at(clock.morning(issued)):
                actions.add_policy(
                    county, area=COUNTY, topic=topic, title=title, number=number, issuer=ISSUER,
                    issued_on=issued,
                )  # fmt: skip
    with clock.at(clock.morning(date(today.year, 1, 12))):
        for line, told, paper in TOLD:
            actions.tell(
                county, line=line, area=COUNTY, year=today.year - 1, number=Decimal(told),
                paper=paper, paper_on=date(today.year, 1, 8),
            )  # fmt: skip
        actions.close(county, area=COUNTY, year=today.year - 1)
    actions.tell(
        street, line="3.1", area=STREET, year=today.year, number=Decimal(3),
        paper="街道社工岗位花名册(演示)",
    )  # fmt: skip
    actions.tell(
        county, line="2.1", area=COUNTY, year=today.year, number=Decimal(7),
        paper="区民政局编制台账(演示)",
    )  # fmt: skip
