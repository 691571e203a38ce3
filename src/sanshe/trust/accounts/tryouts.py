"""What a visitor of the demonstration would do in each role, in one sentence. In this order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role

SENTENCES = {
    Role.COMMITTEE_CLERK: _("接待居民,把听到的事记下来、分好类、派出去。"),
    Role.WORKER: _("上门探访,办派来的事,写下做了什么。"),
    Role.SUPERVISOR: _("看社工办得怎样,核对台账。"),
    Role.AGENCY_MANAGER: _("管本机构的事项、探访和台账。"),
    Role.VOLUNTEER: _("看自己的探访安排,记下做了什么。"),
    Role.COMMITTEE_SECRETARY: _("看全社区的事项,编制职责目录。"),
    Role.STREET_OFFICER: _("看各社区办得怎样,发布职责目录,核对服务。"),
    Role.BUREAU_OFFICER: _("看全区的数字,登记机构和平台。"),
    Role.EVALUATOR: _("看台账,评估服务做得怎样。"),
    Role.AUDITOR: _("查谁看过、改过什么,核验记录没有被动过。"),
    Role.SYSTEM_ADMIN: _("维护系统,看不到居民的事。"),
    Role.SECURITY_ADMIN: _("管账号和授权,看不到居民的事。"),
    Role.AUDIT_ADMIN: _("管审计记录,看不到居民的事。"),
}
