"""Kinds of organisation and of service platform."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrgKind(models.TextChoices):
    PURCHASER = "purchaser", _("购买主体")
    STREET_OFFICE = "street_office", _("街道办事处")
    RESIDENTS_COMMITTEE = "residents_committee", _("居民委员会")
    AGENCY = "agency", _("社工机构")
    FILED_GROUP = "filed_group", _("备案的社区社会组织")
    EXTERNAL = "external", _("外部单位或热线")
    ASSOCIATION = "association", _("社会工作行业组织")


class RegisteredLevel(models.TextChoices):
    """At which level's civil-affairs department a body is registered."""

    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("州市级")
    COUNTY = "county", _("县区级")


class PlatformKind(models.TextChoices):
    STATION = "station", _("社会工作站")
    CHILD_CENTRE = "child_centre", _("儿童之家")
    DV_SUPPORT_STATION = "dv_support_station", _("反家暴社会工作站")
    LABOUR_RIGHTS_STATION = "labour_rights_station", _("农民工维权站")
    HOME_CARE_POINT = "home_care_point", _("居家养老服务点")
    AFTER_SCHOOL = "after_school", _("课后一小时")
    CULTURE_SCHOOL = "culture_school", _("公共文化学校")
    VOLUNTEER_TEAM = "volunteer_team", _("志愿服务队")


STATE_ORGANS = frozenset({OrgKind.PURCHASER, OrgKind.STREET_OFFICE})
"""Only state organs buy services (102号令 art 5)."""

OPERATORS = frozenset({OrgKind.AGENCY, OrgKind.FILED_GROUP, OrgKind.RESIDENTS_COMMITTEE})
"""Who may run a platform."""

OF_ONE_PLACE = frozenset({OrgKind.STREET_OFFICE, OrgKind.RESIDENTS_COMMITTEE, OrgKind.FILED_GROUP})
"""Bodies of one place: registered by who answers for that place."""
