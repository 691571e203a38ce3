"""Whose duty an item is, the units that never mix, and the words residents' matters go by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Duty(models.TextChoices):
    """§2.2: the class of an item in a community's list."""

    OWN = "own", _("居委会自己的事")
    ASSIST = "assist", _("居委会协助政府")
    TRANSFERABLE = "transferable", _("可转移")
    PURCHASABLE = "purchasable", _("可购买")
    REFUSED = "refused", _("不属于社区,转有关部门")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class Unit(models.TextChoices):
    """Units of service. Different units are never added together."""

    PERSON_TIMES = "person_times", pgettext_lazy("单位", "人次")
    PERSONS = "persons", _("人")
    HOUSEHOLD_TIMES = "household_times", _("户次")
    EVENTS = "events", _("场")
    SESSIONS = "sessions", _("节")
    CASES = "cases", _("例")
    GROUPS = "groups", _("个小组")
    SERVICE_HOURS = "service_hours", _("小时")
    DAYS = "days", _("天")
    POINTS = "points", _("个点")


class Reported(models.TextChoices):
    """What the yearly civil-affairs tables ask of the book by name (domain file §2.14). Most
    services are asked for by none of them."""

    WORKER_TRAINING = "worker_training", _("社会工作者培训")
    VOLUNTEER_TRAINING = "volunteer_training", _("志愿者培训")
    VOLUNTEERING = "volunteering", _("志愿服务")


class Category(models.TextChoices):
    """What a resident's matter is about. Needs are sorted by it; items list theirs."""

    # company and care
    ELDER_VISIT = "elder_visit", _("老人探访")
    ESCORT = "escort", _("外出陪伴")
    WELFARE_CHECK = "welfare_check", _("担心邻居安危")
    HOME_CARE = "home_care", _("居家养老上门")
    MEAL_SERVICE = "meal_service", _("助餐送餐")
    DIGITAL_HELP = "digital_help", _("手机使用帮助")
    READING_HELP = "reading_help", _("帮读帮写")
    HEALTH_ACCESS = "health_access", _("看病就医")
    CONTACT_PREFERENCE = "contact_preference", _("希望怎样联系")
    # home and surroundings
    HOME_SAFETY = "home_safety", _("居家安全")
    FIRE_GAS_SAFETY = "fire_gas_safety", _("消防燃气安全")
    PROPERTY_REPAIR = "property_repair", _("物业维修")
    HOUSING_DISPUTE = "housing_dispute", _("租房住房纠纷")
    NOISE = "noise", _("噪声扰民")
    ACCESSIBILITY = "accessibility", _("无障碍")
    FIFTEEN_MINUTE_GAP = "fifteen_minute_gap", _("一刻钟生活圈缺什么")
    # family, safety
    FAMILY_COUNSELLING = "family_counselling", _("婚姻家庭辅导")
    DOMESTIC_VIOLENCE = "domestic_violence", _("家庭暴力")
    PROTECTION_ORDER = "protection_order", _("人身安全保护令")
    CHILD_PROTECTION = "child_protection", _("儿童保护")
    MANDATORY_REPORT = "mandatory_report", _("强制报告")
    MISSING_CHILD = "missing_child", _("孩子走失")
    SELF_HARM_RISK = "self_harm_risk", _("轻生风险")
    # children and school
    AFTER_SCHOOL = "after_school", _("课后照看")
    CHILD_CARE = "child_care", _("孩子照护")
    CHILD_PICKUP = "child_pickup", _("接送孩子")
    SCHOOLING = "schooling", _("入学")
    # work
    WAGE_ARREARS = "wage_arrears", _("欠薪")
    WORK_INJURY = "work_injury", _("工伤")
    LABOUR_CONTRACT = "labour_contract", _("劳动合同")
    # money, papers
    SOCIAL_ASSISTANCE = "social_assistance", _("低保与救助")
    CERTIFICATE = "certificate", _("开证明")
    # living together
    CULTURE_LEISURE = "culture_leisure", _("文体娱乐")
    ADULT_LEARNING = "adult_learning", _("成人学习")
    NEWCOMER_ADAPTATION = "newcomer_adaptation", _("新居民融入")
    DELIBERATION = "deliberation", _("居民议事")
    PARTICIPATION_GAP = "participation_gap", _("想参加却参加不了")
    MEDIATION = "mediation", _("民间纠纷调解")
    # giving
    VOLUNTEER_OFFER = "volunteer_offer", _("想做志愿者")
    RESOURCE_OFFER = "resource_offer", _("想捐东西、出场地")
    TALENT_OFFER = "talent_offer", _("有特长想教人")
    VOLUNTEER_HOURS = "volunteer_hours", _("志愿服务时长")
    VOLUNTEER_CERTIFICATE = "volunteer_certificate", _("志愿服务证明")
    THANKS = "thanks", _("表扬感谢")
    # trust
    VERIFY_IDENTITY = "verify_identity", _("核实来访的人")
    PHOTO_WITHDRAWAL = "photo_withdrawal", _("撤下照片")
    DATA_ACCESS = "data_access", _("查看自己的信息")
    DATA_DELETION = "data_deletion", _("删除自己的信息")
    OTHER = "other", _("其他")
