"""Six orders of the hotline, two of them wrongly sent; a walk-in book with rows that need mending;
and a photo of a tap."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from PIL import Image, ImageDraw

from sanshe.trust.policy.actor import Actor
from sanshe.work.intake import actions
from sanshe.work.intake.queries import read_order

from . import clock
from .tables import PLACES

if TYPE_CHECKING:
    from .lay_out import Laid

# (number, hours ago, due in hours or None, kind, location, role, text)
ORDERS = (
    ("0001", 50, 22, "求助", "3栋", "主办",
     "我妈八十多岁一个人住复兴社区,想请人隔几天去探访看看她"),
    ("0002", 44, None, "投诉", "5栋底楼", "主办",
     "复兴社区楼下麻将馆天天吵到半夜两点,睡不成觉"),
    ("0003", 30, 60, "咨询", "", "主办", "孩子明年上小学,想问学位怎么分、到哪里报名入学"),
    ("0004", 26, None, "求助", "8栋", "主办", "父亲不会用智能手机,想请社区教他用手机挂号"),
    ("0005", 20, 100, "求助", "", "协办", "老两口想报名社区的老年书画班,问几时开"),
    ("0006", 3, 45, "表扬", "", "知悉", "感谢复兴社区的小姑娘小伙子,来看我母亲,点个赞"),
)  # fmt: skip
HEADS = ("text", "said_at", "contact_name", "contact_phone")
BOOK: tuple[tuple[str, str, str, str], ...] = (
    ("想找人陪着去医院拿药", "2026年11月16日", "示例甲", "0871-00000001"),
    ("家里灯泡坏了够不着", "2026-11-17", "示例乙", ""),
    ("想学用手机打视频", "11月", "示例丙", "0871-00000003"),
    ("家里灯泡坏了够不着", "2026-11-17", "示例乙", ""),
    ("想来帮忙发报纸", "2026.11.18", "示例丁", "138****0004"),
    ("", "2026.11.18", "示例戊", ""),
)  # fmt: skip
TAP = "水龙头关不紧,一直滴,拍了一张"


def lay_out(laid: Laid) -> None:
    """After the messages: what came in by file, and a photo."""
    clerk, now = laid.staff["li"], timezone.now()
    _orders(clerk, now)
    _book(clerk, now)
    with clock.at(now - timedelta(minutes=70)):
        actions.take_in(
            Actor.resident(community=PLACES["FX"]), community=PLACES["FX"], text=TAP,
            channel="web", on_behalf=True, relation="child", knows="yes", photos=[leaking_tap()],
        )  # fmt: skip


def _orders(clerk: Actor, now: datetime) -> None:
    for number, ago, due, kind, location, role, text in ORDERS:
        received = now - timedelta(hours=ago)
        facts = read_order({
            "external_id": f"KM2026-{number}", "received_at": received, "kind": kind,
            "text": text, "due_at": now + timedelta(hours=due) if due else None,
            "location": location, "our_role": role,
        })  # fmt: skip
        with clock.at(received + timedelta(minutes=20)):
            actions.bring_order(clerk, community=PLACES["FX"], system="12345", facts=facts)


def _book(clerk: Actor, now: datetime) -> None:
    sheet = [
        (number, dict(zip(HEADS, row, strict=True))) for number, row in enumerate(BOOK, start=3)
    ]
    with clock.at(now - timedelta(hours=2)):
        book = actions.open_list(
            clerk, community=PLACES["FX"], name="来访登记本(11月).xlsx", channel="walk_in",
            sheet=sheet, unknown=["序号"],
        )  # fmt: skip
        actions.hear_some(clerk, list=book.id)


def leaking_tap() -> io.BytesIO:
    """A drawn tap with a drop, as a telephone would send it."""
    image = Image.new("RGB", (640, 480), "#e9eef2")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 390, 640, 480), fill="#c9d6df")
    draw.rounded_rectangle((80, 150, 420, 215), 30, fill="#8b98a3")
    draw.rounded_rectangle((360, 150, 425, 300), 24, fill="#8b98a3")
    draw.rectangle((210, 80, 250, 155), fill="#76838d")
    draw.rounded_rectangle((150, 60, 310, 92), 14, fill="#5f6b75")
    draw.polygon([(393, 312), (376, 352), (410, 352)], fill="#3c8dbc")
    draw.ellipse((374, 336, 412, 372), fill="#3c8dbc")
    draw.ellipse((300, 410, 480, 440), outline="#3c8dbc", width=4)
    file = io.BytesIO()
    image.save(file, "JPEG")
    file.seek(0)
    return file
