"""What a row of a list says, and which rows were said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit import sheets
from sanshe.ground.kit.sheets import Column
from sanshe.trust.policy.actor import Actor
from sanshe.work.needs import queries as needs

from . import rules
from .words import phone_mark

COLUMNS = (
    Column("text", ("说了什么", "内容", "诉求内容", "诉求", "事项", "问题描述", "反映内容", "需求",
                    "情况", "what was said"), required=True),
    Column("said_at", ("日期", "登记日期", "来访日期", "登记时间", "来访时间", "时间", "date"),
           kind=sheets.MOMENT),
    Column("contact_name", ("怎么称呼", "姓名", "来访人", "居民姓名", "称呼", "联系人", "name")),
    Column("contact_phone", ("电话", "联系电话", "手机", "手机号", "联系方式", "phone"),
           kind=sheets.PHONE),
    Column("contact_address", ("住哪里", "住址", "地址", "楼栋", "房号", "address")),
    Column("on_behalf", ("替别人说", "代说", "代他人", "on behalf"), kind=sheets.YESNO),
    Column("keep_from_committee", ("保密", "不让居委会知道", "confidential"), kind=sheets.YESNO),
)  # fmt: skip
"""The columns of a walk-in book or a grid worker's list; the first name is the one we write."""

KINDS = {column.key: column.kind for column in COLUMNS}


@dataclass(slots=True)
class Checked:
    """A row as ``needs.hear`` takes it, and why cells cannot be right."""

    said: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str | Promise] = field(default_factory=dict)


def check(raw: Mapping[str, str]) -> Checked:
    """Read what stood in the cells."""
    found = Checked()
    for key, kind in KINDS.items():
        try:
            value = sheets.value_of(kind, raw.get(key, ""))
        except sheets.Unclear as unclear:
            found.problems[key] = unclear.reason
            continue
        if value is not None:
            found.said[key] = value
    if "text" not in found.said and "text" not in found.problems:
        found.problems["text"] = _("这一格必须填。")
    elif len(found.said.get("text", "")) > needs.TEXT_LIMIT:
        found.problems["text"] = _("太长了,请先写最要紧的。")
    _when(found)
    return found


def _when(found: Checked) -> None:
    """A day without an hour is that day's morning; no day is after today."""
    at = found.said.get("said_at")
    if at is None:
        return
    if not hasattr(at, "hour"):
        at = timezone.make_aware(datetime(at.year, at.month, at.day, 9))
    now = timezone.now()
    if timezone.localdate(at) > timezone.localdate(now):
        found.problems["said_at"] = _("这一天还没有到。")
    found.said["said_at"] = min(at, now)


def alike(
    actor: Actor, community: int, sheet: Iterable[tuple[int, Mapping[str, str]]]
) -> dict[int, str]:
    """Rows that repeat an earlier row of the file ("第3行") or a matter heard lately (its
    receipt). One query."""
    first: dict[tuple[str, str], int] = {}
    found: dict[int, str] = {}
    wording: dict[str, list[int]] = {}
    for number, raw in sheet:
        text = raw.get("text", "").strip()
        key = (text, phone_mark(raw.get("contact_phone", "")))
        if not text:
            continue
        if key in first:
            found[number] = f"#{first[key]}"
        else:
            first[key] = number
            wording.setdefault(text, []).append(number)
    since = timezone.now() - timedelta(days=rules.ALIKE_DAYS)
    heard = needs.visible(actor).filter(
        community=community, heard_at__gte=since, text__in=list(wording)
    )
    for text, receipt in heard.values_list("text", "receipt"):
        found.update(dict.fromkeys(wording[text], receipt))
    return found
