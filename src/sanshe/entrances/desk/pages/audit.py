"""Desk pages: the audit. Read by day, deed, thing and person; its chains walked again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sanshe.entrances.desk import audit_words
from sanshe.entrances.shared.asked import day
from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas.queries import short_names_of as area_names
from sanshe.ground.kit.ids import NOBODY
from sanshe.registry.organisations.queries import names_of as organisation_names
from sanshe.trust.accounts.queries import ids_named
from sanshe.trust.accounts.queries import names_of as account_names
from sanshe.trust.audit import queries
from sanshe.trust.policy.enums import Deed, Role

DEEDS = {deed.value: deed.label for deed in Deed}
ROLES = {role.value: role.label for role in Role}
KINDS = {
    "account": _("账号"),
    "agency": _("机构"),
    "assignment": _("身份"),
    "audit": _("审计"),
    "catalogue_version": _("目录的一版"),
    "household": _("住户"),
    "installation": _("这套安装"),
    "item": _("服务事项"),
    "ledger": _("台账"),
    "need": _("来访事项"),
    "objection": _("对目录的意见"),
    "organisation": _("组织"),
    "person": _("居民"),
    "platform": _("平台"),
    "record": _("台账记录"),
    "service": _("服务"),
    "visit": _("探访"),
    "case": _("个案"),
    "plan": _("月计划"),
    "remake": _("换人去"),
    "round": _("走访单"),
    "absence": _("谁不在"),
    "tier policy": _("探访标准"),
    "activity": _("活动"),
    "agreement": _("购买项目"),
    "alarm": _("警报"),
    "boards": _("看板"),
    "caution": _("上门要当心的"),
    "chain": _("一家机构的台账"),
    "checks": _("核对"),
    "consent": _("本人的同意"),
    "escort": _("陪同外出"),
    "flag": _("核对提示"),
    "handover": _("交接班"),
    "import": _("导入的名单"),
    "intake": _("收件"),
    "ladder": _("找人"),
    "list": _("导入的登记表"),
    "order": _("工单"),
    "policy": _("政策文件"),
    "qualification": _("社工证书"),
    "report": pgettext_lazy("购买服务", "报告"),
    "shift": _("值班"),
    "spot": _("楼栋位置"),
    "statutory": _("年报"),
    "survey": _("意见调查"),
    "takeover": _("换承接方"),
    "view": _("常看的条件"),
}
"""What the subjects of audit lines are called."""
FAULTS = {
    "changed": _("这一条被改过"),
    "missing": _("这一条不见了"),
    "order": _("这一条接不上前一条"),
    "head": _("链条的末尾对不上"),
}


@require_safe
def audit(request: DeskRequest) -> HttpResponse:
    """Lines, newest first; the filters are in the address."""
    asked, person = _asked(request), request.GET.get("person", "").strip()
    page = queries.entries(
        request.actor, after=request.GET.get("after", ""), person=_people(person), **asked
    )
    people = account_names({line.actor for line in page.rows} - {NOBODY})
    places = area_names({line.community for line in page.rows} - {0})
    bodies = organisation_names(audit_words.bodies_in(line.detail for line in page.rows))
    shown = {
        **asked,
        "person": person,
        "page": page,
        "deeds": DEEDS.items(),
        "kinds": KINDS.items(),
        "rows": [_words(line, people, places, bodies) for line in page.rows],
    }
    return render(request, "desk/audit.html", shown)


@require_POST
def verify(request: DeskRequest) -> HttpResponse:
    """Walk the chains and say what was found."""
    report = queries.verify(request.actor)
    organisations = organisation_names({f.org for f in report.faults})
    places = area_names({f.county for f in report.faults})
    faults = [
        {
            "what": FAULTS[fault.kind],
            "seq": fault.seq,
            "org": organisations.get(fault.org, ""),
            "county": places.get(fault.county, ""),
        }
        for fault in report.faults
    ]
    return render(request, "desk/audit_verify.html", {"report": report, "faults": faults})


def _asked(request: DeskRequest) -> dict[str, Any]:
    """The filters; what cannot be read is left out rather than refused."""
    get = request.GET.get
    return {
        "day": day(get("day", "")),
        "deed": get("deed", "") if get("deed", "") in DEEDS else "",
        "kind": get("kind", "").strip(),
        "subject": get("subject", "").strip(),
    }


def _people(text: str) -> list[UUID] | None:
    """Whom a number or a name means; None where nobody was asked for."""
    if not text:
        return None
    try:
        return [UUID(text)]
    except ValueError:
        return ids_named(text)


def _words(
    line: Any, people: dict[UUID, str], places: dict[int, str], bodies: dict[UUID, str]
) -> dict[str, Any]:
    """One line as a person reads it. Who signs in has no role yet."""
    return {
        "line": line,
        "who": people.get(line.actor, ""),
        "role": "" if line.deed == Deed.SIGN_IN else ROLES.get(line.role, line.role),
        "deed": DEEDS.get(line.deed, line.deed),
        "kind": KINDS.get(line.subject_kind, line.subject_kind),
        "place": places.get(line.community, ""),
        "subject": line.subject_id if any(map(str.isdigit, line.subject_id)) else "",
        "purpose": audit_words.purpose(line.purpose),
        "detail": audit_words.in_words(line.detail, bodies),
    }


urlpatterns: list[URLPattern] = [
    path("audit/", audit, name="audit"),
    path("audit/verify/", verify, name="audit_verify"),
]
