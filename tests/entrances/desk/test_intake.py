"""Orders, lists and photos at the desk; hearing while somebody talks."""

from __future__ import annotations

import io
import json
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from sanshe.entrances.desk.pages.intake import orders
from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.scope import scope
from sanshe.work.intake import actions as lists
from sanshe.work.intake import queries
from sanshe.work.intake.models import ListImport, Order, Photo
from sanshe.work.needs.models import Need
from tests.work.intake.pictures import photo

VISIT = "我一个人在家,电视开着,想有人来坐坐"
NOISE = "楼下麻将馆天天吵到半夜两点"


@pytest.fixture
def clerk(as_, district):
    return as_(district.clerk)


def named(file, name):
    file.seek(0)
    file.name = name
    return file


def jsonl(*orders):
    lines = [
        {"received_at": timezone.now().isoformat(), "our_role": "lead", **order} for order in orders
    ]
    return named(io.BytesIO("\n".join(map(json.dumps, lines)).encode()), "orders.jsonl")


def xlsx(*lines):
    book, file = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(file)
    return named(file, "来访登记本.xlsx")


def needs(district):
    with scope(district.job):
        return list(Need.objects.order_by("heard_at", "id"))


def test_orders_come_in_by_file_and_bad_lines_are_told(clerk, district, as_):
    file = jsonl({"external_order_id": "1", "text": VISIT}, {"external_order_id": "2"},
                 {"external_order_id": "3", "text": NOISE})  # fmt: skip
    page = clerk.post(reverse("desk:orders_upload"), {"file": file, "system": "12345"})
    said = page.content.decode()
    assert page.status_code == 200 and "第2行" in said and "诉求内容" in said
    assert "不在社区事项目录里" in said, "the noise is the police's"
    file.seek(0)
    clerk.post(reverse("desk:orders_upload"), {"file": file, "system": "12345"})
    assert len(needs(district)) == 2
    assert as_(district.worker).get(reverse("desk:orders")).status_code == 403
    with CaptureQueriesContext(
        connection,
    ) as few:
        clerk.get(reverse("desk:orders"))
    clerk.post(reverse("desk:orders_upload"), {
        "file": jsonl(*({"external_order_id": f"9{n}", "text": f"{VISIT}{n}"} for n in range(5))),
        "system": "12345",
    })  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        clerk.get(reverse("desk:orders"))
    assert len(many) == len(few), "a row costs no query of its own"
    answer = clerk.post(reverse("desk:orders_replies"))
    assert answer.status_code == 302, "nothing to tell yet"
    wrong = clerk.post(
        reverse("desk:orders_upload"),
        {"file": named(io.BytesIO(b"\x89PNG\0\0"), "a.png"), "system": "12345"},
    )
    assert wrong.status_code == 400 and "打不开" in wrong.content.decode()


def test_a_list_from_upload_to_undo(clerk, district):
    file = xlsx(
        ["复兴社区来访登记本"], ["序号", "日期", "姓名", "联系电话", "说了什么"],
        [1, "2026年11月3日", "张阿姨", "138 0000 0001", "楼道灯坏了"],
        [2, "11月", "李叔", "13800", "想学用手机"],
        [3, "2026/11/4", "张阿姨", "13800000001", "楼道灯坏了"],
    )  # fmt: skip
    sent = clerk.post(reverse("desk:lists"), {"file": file, "channel": "walk_in"})
    with scope(district.job):
        found = ListImport.objects.get()
    page = clerk.get(sent.url).content.decode()
    assert "没认出来的列" in page and "序号" in page and "看不懂这个日期" in page and "#3" in page
    assert not needs(district)
    aside = load_workbook(io.BytesIO(
        clerk.get(reverse("desk:list_aside", args=[found.id])).content
    )).worksheets[0]  # fmt: skip
    assert [row[0].value for row in aside.iter_rows()] == ["说了什么", "想学用手机", "楼道灯坏了"]
    row = reverse("desk:list_row", args=[found.id, 4])
    assert clerk.post(row, {"r4-text": "", "do": "mend"}).status_code == 400
    clerk.post(row, {"r4-text": "想学用手机", "r4-contact_name": "李叔", "do": "mend"})
    clerk.post(reverse("desk:list_row", args=[found.id, 5]), {"do": "drop"})
    again = clerk.post(reverse("desk:list_hear", args=[found.id]), headers={"HX-Request": "true"})
    assert again.headers.get("HX-Refresh") == "true"
    assert [need.text for need in needs(district)] == ["楼道灯坏了", "想学用手机"]
    clerk.post(reverse("desk:list_undo", args=[found.id]))
    assert {need.closed_how for need in needs(district)} == {"withdrawn"}


def test_a_long_list_is_taken_back_in_parts(clerk, district, monkeypatch):
    file = xlsx(["说了什么"], *([f"{n}栋楼道灯坏了"] for n in range(3)))
    clerk.post(reverse("desk:lists"), {"file": file, "channel": "walk_in"})
    with scope(district.job):
        found = ListImport.objects.get()
    clerk.post(reverse("desk:list_hear", args=[found.id]))
    monkeypatch.setattr(lists, "undo_some", partial(lists.undo_some, seconds=0))
    undo = reverse("desk:list_undo", args=[found.id])
    page = clerk.post(undo, follow=True).content.decode()
    assert "正在撤销" in page and f'hx-post="{undo}"' in page
    part = clerk.post(undo, headers={"HX-Request": "true"})
    assert part.status_code == 200 and "看过2件,共3件" in part.content.decode()
    assert clerk.post(undo, headers={"HX-Request": "true"}).headers.get("HX-Refresh") == "true"
    assert {need.closed_how for need in needs(district)} == {"withdrawn"}


def test_a_long_file_of_orders_goes_on_where_it_stopped(clerk, district, monkeypatch):
    monkeypatch.setattr(orders, "SECONDS", 0)
    lines = [{"external_order_id": f"7{n}", "text": f"{VISIT}{n}"} for n in range(3)]
    for left in (2, 1, 0):
        sent = {"file": jsonl(*lines), "system": "12345"}
        page = clerk.post(reverse("desk:orders_upload"), sent).content.decode()
        assert len(needs(district)) == 3 - left
        assert (f"还剩{left}张" in page) is bool(left)


def test_too_long_a_list_is_refused_in_words(clerk, district):
    file = named(io.BytesIO(("说了什么\n" + "灯坏了\n" * 10_001).encode()), "a.csv")
    page = clerk.post(reverse("desk:lists"), {"file": file, "channel": "walk_in"})
    assert page.status_code == 400 and "10000" in page.content.decode()
    with scope(district.job):
        assert not ListImport.objects.exists()


def test_hearing_with_a_photo_for_somebody_else(clerk, district, as_):
    sent = clerk.post(reverse("desk:hear"), {
        "id": new_id(), "text": VISIT, "channel": "phone", "on_behalf": "on", "relation": "child",
        "knows": "no", "contact_phone": "13800000001", "photos": named(photo(), "a.jpg"),
    })  # fmt: skip
    page = sent.content.decode()
    assert "照这样派给春熙" in page.replace("\n", "") and "data-speak" in page
    (need,) = needs(district)
    with scope(district.job):
        shot = Photo.objects.get()
        assert not Order.objects.exists()
    where = reverse("desk:photo", args=[need.pk, shot.pk])
    answer = clerk.get(where)
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "image/jpeg", "no-store",
    )  # fmt: skip
    assert as_(district.other_district).get(where).status_code == 404
    shown = clerk.get(reverse("desk:need", args=[need.pk])).content.decode()
    assert where in shown and "子女" in shown and "不知道" in shown
    done = clerk.post(reverse("desk:need_step", args=[need.pk, "sort"]), {
        "version": need.version, "kind": need.kind, "category": need.category,
        "urgency": need.urgency, "privacy": need.privacy, "then": "dispatch",
    })  # fmt: skip
    assert done.status_code == 302 and needs(district)[0].state == "dispatched"


def test_the_caller_and_the_proposal_while_typing(clerk, district, as_):
    clerk.post(reverse("desk:hear"), {"id": new_id(), "text": VISIT, "channel": "phone",
                                      "contact_phone": "138-0000-0001"})  # fmt: skip
    told = clerk.post(reverse("desk:hear_caller"), {"contact_phone": "13800000001"})
    assert "老人探访" in told.content.decode() and VISIT not in told.content.decode()
    stranger = as_(district.other_district)
    told = stranger.post(reverse("desk:hear_caller"), {"contact_phone": "13800000001"})
    assert "老人探访" not in told.content.decode()
    live = clerk.post(
        reverse("desk:hear_danger"), {"text": "他又打我,流血了,救命"}
    ).content.decode()
    assert "tel:110" in live and "P0" in live and "hx-swap-oob" in live


def test_a_broken_photo_keeps_what_was_typed(clerk, district):
    page = clerk.post(reverse("desk:hear"), {
        "id": new_id(), "text": VISIT, "channel": "phone",
        "photos": named(io.BytesIO(b"no picture"), "a.jpg"),
    })  # fmt: skip
    assert page.status_code == 400 and VISIT in page.content.decode()
    assert "不是能打开的照片" in page.content.decode() and not needs(district)
    assert queries.MOST_PHOTOS == 3
