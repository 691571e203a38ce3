"""A line of an order file, in the words of different hotlines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from sanshe.ground.kit import sheets
from sanshe.ground.kit.errors import SheetRefused
from sanshe.ground.kit.sheets import Column

from .enums import OurRole
from .errors import OrderUnclear

ORDER_COLUMNS = (
    Column("external_id", ("工单编号", "工单号", "编号", "external_order_id"), required=True),
    Column("received_at", ("受理时间", "来电时间", "派单时间", "登记时间", "received_at"),
           kind=sheets.MOMENT, required=True),
    Column("due_at", ("办结时限", "截止时间", "办理时限", "到期时间", "due_at"),
           kind=sheets.MOMENT),
    Column("kind", ("诉求类型", "工单类型", "类型", "kind")),
    Column("text", ("诉求内容", "工单内容", "内容", "text"), required=True),
    Column("location", ("事发地点", "地点", "地址", "location")),
    Column("contact_name", ("来电人", "联系人", "姓名", "contact_name")),
    Column("contact_phone", ("联系电话", "来电号码", "电话", "contact_phone"), kind=sheets.PHONE),
    Column("our_role", ("承办角色", "主协办", "角色", "our_role")),
    Column("callback_score", ("回访评分", "回访结果", "callback_score"), kind=sheets.NUMBER),
)  # fmt: skip
"""§2.15's fields; the last name of each is the key of a JSON line."""

_ROLES = {
    "": OurRole.LEAD, "主办": OurRole.LEAD, "lead": OurRole.LEAD, "承办": OurRole.LEAD,
    "协办": OurRole.ASSIST, "协助": OurRole.ASSIST, "assist": OurRole.ASSIST,
    "知悉": OurRole.INFO, "info": OurRole.INFO, "抄送": OurRole.INFO,
}  # fmt: skip


def read_order(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an order from the cells of a sheet or the keys of a JSON line.

    Raises OrderUnclear with the reason in words.
    """
    contact = raw.get("contact")
    flat = {**raw, **_contact(contact)} if contact else dict(raw)
    if "external_id" not in flat and "external_order_id" in flat:
        flat["external_id"] = flat["external_order_id"]
    facts: dict[str, Any] = {}
    for column in ORDER_COLUMNS:
        try:
            facts[column.key] = sheets.value_of(column.kind, flat.get(column.key))
        except sheets.Unclear as unclear:
            raise OrderUnclear(
                field=column.key, what=f"{column.names[0]}:{unclear.reason}"
            ) from unclear
        if column.required and facts[column.key] is None:
            raise OrderUnclear(
                field=column.key, what=_("%(column)s没有填。") % {"column": column.names[0]}
            )
    facts["external_id"] = facts["external_id"][:64]
    role = _ROLES.get((facts["our_role"] or "").strip().lower())
    if role is None:
        raise OrderUnclear(field="our_role", what=_("承办角色要写主办、协办或知悉。"))
    facts["our_role"] = role
    score = facts["callback_score"]
    facts["callback_score"] = int(score) if score is not None and 0 <= score <= 100 else None
    return facts


def _contact(contact: Any) -> dict[str, str]:
    if isinstance(contact, Mapping):
        return {
            "contact_name": str(contact.get("name") or ""),
            "contact_phone": str(contact.get("phone") or ""),
        }
    words = str(contact)
    return (
        {"contact_phone": words}
        if any(sign.isdigit() for sign in words)
        else {"contact_name": words}
    )


def raw_orders(file: IO[bytes]) -> list[tuple[int, dict[str, Any]]]:
    """The lines of an order file with their numbers: JSON lines, .xlsx or .csv.

    Raises SheetRefused and its sisters.
    """
    start = file.read(4).lstrip(b"\xef\xbb\xbf \r\n")
    file.seek(0)
    if start.startswith(b"{"):
        return _json_lines(file)
    sheet = sheets.read(file, columns=ORDER_COLUMNS)
    return [(row.number, dict(row.raw)) for row in sheet.rows]


def _json_lines(file: IO[bytes]) -> list[tuple[int, dict[str, Any]]]:
    found: list[tuple[int, dict[str, Any]]] = []
    try:
        lines = file.read(sheets.MAX_BYTES).decode("utf-8-sig").splitlines()
        for number, line in enumerate(lines, start=1):
            if line.strip():
                raw = json.loads(line)
                found.append((number, raw if isinstance(raw, dict) else {}))
    except (ValueError, RecursionError) as error:
        raise SheetRefused() from error
    return found
