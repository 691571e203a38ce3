"""Every form of a purchase, filled in as badly as can be: it is refused in words or taken, never
an error of ours, and what was typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements.enums import Never
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.models import Objection
from tests.factories.district import FX
from tests.registry.agreements.cast import BEGAN, awarded, budgeted, now, opened, signed
from tests.work.settlement.judging import (
    SHEET,
    counted,
    done,
    paper,
    read,
    residents,
    review,
    served,
    third_party,
)

LONG = "长" * 5000
ROUNDS: dict[str, dict[str, str]] = {
    "huge": {"text": LONG, "number": "9" * 40, "day": "9999-12-31", "choice": "x"},
    "garbage": {"text": "<b>'\"\x00x", "number": "NaN", "day": "0001-01-01", "choice": ""},
}
"""What is typed into a field of each kind."""
ANSWERS = (200, 302, 400, 403, 404, 409)


def kind_of(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "choice"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return "day"
    if re.fullmatch(r"-?\d+(\.\d+)?", str(value)):
        return "number"
    return "choice" if value in CHOSEN else "text"


CHOSEN = frozenset(
    {"yes", "no", "keep", "terminated", "single_source", "fiscal", "person_times", "final",
     "professional", "received", "phone", "answered", "on", "other", "x"}
)  # fmt: skip


@dataclass
class Form:
    """Who sends what where. ``said``: what would be taken; ``fixed``: what no hand types."""

    who: Any
    path: str
    said: dict[str, Any]
    fixed: Callable[[], dict[str, Any]] = dict


def at(district, row) -> Callable[[], dict[str, Any]]:
    return lambda: {"version": now(district, row).version}


def before(district) -> Iterator[Form]:
    """Up to the signature."""
    buyer = district.bureau
    yield Form(
        buyer, "/desk/agreements/new/",
        {"number": "N-1", "name": "课后", "why": "要", "more": "", "on": "2026-01-05",
         "communities": [str(FX)]},
    )  # fmt: skip
    first = opened(district, number="F-1")
    base = f"/desk/agreements/{first.id}/"
    own = at(district, first)
    yield Form(buyer, f"{base}purchase/survey/", {"survey": "问过"}, own)
    yield Form(buyer, f"{base}purchase/never/", dict.fromkeys(Never.values, "no"), own)
    station = [str(district.service.platform_id)]
    yield Form(buyer, f"{base}purchase/platforms/", {"platforms": station}, own)
    yield Form(
        buyer, f"{base}purchase/method/", {"method": "single_source", "method_reason": "只有"}, own
    )
    yield Form(
        buyer, f"{base}purchase/advance/", {"on": str(BEGAN), "text": "说"},
        lambda: {**own(), "to": "need_survey"},
    )  # fmt: skip
    yield Form(buyer, f"{base}purchase/stop/", {"side": "terminated", "reason": "不买了"}, own)
    yield Form(buyer, f"{base}purchase/lift/", {"reason": "查完了"}, own)
    for what, row in (
        ("sources", {"kind": "fiscal", "name": "区财政", "amount": "80000"}),
        ("budget", {"name": "人员", "amount": "80000"}),
        ("tranches", {"share": "50", "amount": "40000", "due_on": "2026-06-30",
                      "final_score": "80"}),
    ):  # fmt: skip
        yield Form(
            buyer, f"{base}purchase/rows/{what}/", {f"r0-{k}": v for k, v in row.items()},
            lambda: {**own(), "row": "0", "do": "keep"},
        )  # fmt: skip
    yield Form(
        buyer, f"{base}indicators/new/",
        {"name": "课后", "unit": "person_times", "target": "200", "weight": "92", "once": "",
         "evidence": "签到", "code": "K1", "starts_on": "2026-02-01", "ends_on": "2026-12-31",
         "min_heads": "5", "within_working_days": "3", "services": [str(district.service.id)]}, own,
    )  # fmt: skip
    bid = budgeted(district, number="F-2")
    for step in ("requirement_published", "procurement"):
        bid = agreements.advance(buyer, agreement=bid.id, version=bid.version, to=step, on=BEGAN)
    with scope(district.job):
        one = bid.indicators.get(code="I01")
    yield Form(
        buyer, f"/desk/agreements/{bid.id}/indicators/", {str(one.pk): "92"},
        lambda: {**at(district, bid)(), "weigh": "1"},
    )  # fmt: skip
    yield Form(
        buyer, f"/desk/agreements/{bid.id}/purchase/advance/",
        {"on": "2025-12-02", "reviewed_on": "2025-12-01", "text": "评了"},
        lambda: {**at(district, bid)(), "to": "evaluated"},
    )  # fmt: skip
    judged = budgeted(district, number="F-3")
    for step in ("requirement_published", "procurement", "evaluated"):
        judged = agreements.advance(
            buyer, agreement=judged.id, version=judged.version, to=step, on=BEGAN
        )
    yield Form(
        buyer, f"/desk/agreements/{judged.id}/purchase/award/",
        {"supplier": district.agency.name, "price": "360000", "reported_on": str(BEGAN),
         "on": str(BEGAN), "noticed_on": str(BEGAN), "text": "定了"}, at(district, judged),
    )  # fmt: skip
    won = awarded(district, number="F-4")
    own = at(district, won)
    base = f"/desk/agreements/{won.id}/purchase/"
    yield Form(buyer, f"{base}announce/", {"on": "2025-12-09"}, own)
    yield Form(
        buyer, f"{base}sign/",
        {"on": "2025-12-24", "starts_on": "2026-01-01", "ends_on": "2026-12-31",
         "long_term_reason": "内容稳定"}, own,
    )  # fmt: skip


def after(district) -> Iterator[Form]:
    """From the signature to the money."""
    buyer, supplier = district.bureau, district.manager
    row = signed(district, number="G-1")
    base, own = f"/desk/agreements/{row.id}/", at(district, row)
    yield Form(buyer, f"{base}renew/", {"number": "G-2", "name": "下期", "why": "接着"})
    yield Form(buyer, f"{base}purchase/publish/", {"on": "2025-12-26"}, own)
    yield Form(buyer, f"{base}purchase/file/", {"on": "2025-12-26", "text": "区财政"}, own)
    yield Form(
        buyer, f"{base}purchase/amend/",
        {"signed_on": "2026-03-01", "amount": "8000", "why": "加一个班"}, own,
    )  # fmt: skip
    yield Form(buyer, f"{base}papers/", {"kind": "other", "title": "材料"})
    with scope(district.job):
        one = row.indicators.get(code="I01")
        source, line = row.sources.first(), row.budget.first()
    yield Form(
        buyer, f"{base}indicators/{one.pk}/rule/",
        {"reason": "商定", "once": "", "min_minutes": "20", "within_working_days": "3",
         "services": [str(district.service.id)]}, lambda: {**own(), "sure": "on"},
    )  # fmt: skip
    yield Form(buyer, f"{base}judging/review/", {"kind": "final", "sheet": "实施 60\n管理 40"})
    yield Form(buyer, f"{base}judging/survey/", {"least": "30", "live": "40"})
    yield Form(buyer, f"{base}judging/paper/", {"key": "x"})
    yield Form(
        supplier, f"{base}money/",
        {"flow": "received", "source": str(source.pk), "line": str(line.pk), "on": "2026-03-01",
         "amount": "100", "voucher": "记-1", "payee": "", "words": "买纸"},
    )  # fmt: skip
    yield Form(supplier, f"{base}payments/claim/", {"number": "1"})
    yield Form(buyer, f"{base}payments/approve/", {"claim": "x"})
    yield Form(
        supplier, f"{base}payments/state/", {"text": "垫了"}, lambda: {"number": "1", "key": "1"}
    )
    paper(district, row, "plan")
    claim = actions.claim(supplier, agreement=row.id, number=1)
    actions.approve(buyer, claim=claim.id)
    yield Form(
        buyer, f"{base}payments/pay/",
        {"on": str(timezone.localdate()), "amount": "1", "voucher": "Z-1"},
        lambda: {"claim": str(claim.pk), "key": "1"},
    )  # fmt: skip
    yield from judging(district, row)
    yield from closing(district)


def judging(district, row) -> Iterator[Form]:
    buyer = district.bureau
    one = actions.open_review(buyer, agreement=row.id, kind="midterm", sheet=SHEET)
    judge = third_party(district)
    base = f"/desk/agreements/reviews/{one.id}/"
    yield Form(buyer, f"{base}invite/", {"user": "评估甲", "kind": "professional"})
    actions.invite(buyer, review=one.id, user=judge.user, kind="professional")
    yield Form(judge, f"{base}declare/", {"interest": "没有", "tied_until": "2020-01-01"})
    actions.declare(judge, review=one.id)
    with scope(buyer):
        counted(district, row, 3)
    actions.draw_files(buyer, review=one.id)
    yield Form(
        judge, f"{base}file/", {"good": "no", "words": "少签名"}, lambda: {"order": "1", "key": "1"}
    )
    with scope(district.job):
        line = one.lines.first()
    yield Form(judge, f"{base}points/", {str(line.pk): "30", f"words-{line.pk}": "好"})
    yield Form(buyer, f"{base}publish/", {"words": "结果"})


def closing(district) -> Iterator[Form]:
    buyer, supplier = district.bureau, district.manager
    row = signed(district, number="G-5")
    done(district, row, 312)
    paper(district, row, "audit")
    agreements.stop(
        buyer, agreement=row.id, version=now(district, row).version, side="terminated",
        reason="撤出",
    )  # fmt: skip
    base = f"/desk/agreements/{row.id}/closing/"
    yield Form(supplier, f"{base}ask/", {"amount": "100", "reason": "做了"})
    asked = actions.ask_closing(supplier, agreement=row.id, amount=Decimal(100), reason="做了")
    yield Form(buyer, f"{base}answer/", {"agreed": "no", "words": "再算"})
    asked = actions.answer_closing(buyer, closing=asked.pk, agreed=True, words="好")
    yield Form(
        buyer, f"{base}pay/", {"on": str(timezone.localdate()), "amount": "1", "voucher": "Z-1"},
        lambda: {"claim": str(asked.claim_id)},
    )  # fmt: skip


def acceptance(district) -> Iterator[Form]:
    """The end: asked residents, lines, the notice."""
    buyer = district.bureau
    row = signed(district, number="H-1")
    persons = residents(district, 6)
    served(district, persons)
    done(district, row, 624)
    review(district, row, "final")
    asking = actions.open_survey(buyer, agreement=row.id)
    first = read(district.clerk, queries.to_ask, asking)[0].respondent
    yield Form(
        district.clerk, f"/desk/agreements/ask/{first.id}/say/",
        {"by": "phone", "outcome": "answered", "alone": "on", "satisfaction": "5",
         "recognition": "4", "participation": "yes", "words": "好"},
    )  # fmt: skip
    one = actions.open_acceptance(buyer, agreement=row.id)
    with scope(district.job):
        line = one.lines.first()
        said = Objection.objects.create(
            acceptance=one, purchaser=row.purchaser_id, org=district.committee.id, community=FX,
            text="不够", at=timezone.now(),
        )  # fmt: skip
    base = f"/desk/agreements/{row.id}/acceptance/"
    yield Form(buyer, f"{base}line/", {"accepted": "no", "words": "少"},
               lambda: dict.fromkeys(("indicator", "key"), str(line.indicator_id)))  # fmt: skip
    yield Form(buyer, f"{base}notice/", {"words": "公示"})
    yield Form(buyer, f"{base}answer/", {"answer": "补上"},
               lambda: dict.fromkeys(("objection", "key"), str(said.pk)))  # fmt: skip


def worst(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything wrong at once; one wrong thing among right ones is asked of the actions
    (``tests/registry/agreements/test_days.py``)."""
    for name, values in ROUNDS.items():
        yield name, {key: values[kind_of(key, value)] for key, value in form.said.items()}


def shows(html: str, text: str) -> bool:
    plain = unescape(html)
    return text.replace("\x00", "") in plain or text in plain


@pytest.mark.parametrize("forms", [before, after, acceptance])
def test_no_form_breaks_and_what_was_typed_stays(district, as_, forms):
    clients: dict[Any, Any] = {}
    wrong = []
    for form in forms(district):
        if form.who not in clients:
            clients[form.who] = as_(form.who)
        for name, said in worst(form):
            with transaction.atomic():
                answer = clients[form.who].post(form.path, {**form.fixed(), **said})
                transaction.set_rollback(True)
            if answer.status_code not in ANSWERS:
                wrong.append((form.path, name, answer.status_code))
            if answer.status_code == 400:
                html = answer.content.decode()
                wrong += [(form.path, name, key) for key in lost(form, said, html)]
    assert not wrong, "\n".join(map(str, wrong))


def lost(form: Form, said: dict[str, Any], html: str) -> list[str]:
    """Fields whose text is not on the page any more."""
    texts = {key: text for key, text in said.items() if kind_of(key, form.said[key]) == "text"}
    return [key for key, text in texts.items() if text.strip("\x00 ") and not shows(html, text)]


def test_who_clicks_twice_is_told(district, as_):
    """What carries no version: the same once more is refused, nothing is written twice."""
    row = signed(district)
    with scope(district.job):
        source = row.sources.first()
    base = f"/desk/agreements/{row.id}/"
    client = as_(district.manager)
    for path, said in (
        ("money/", {"flow": "received", "source": str(source.pk), "on": "2026-03-01",
                    "amount": "100", "voucher": "记-1", "line": "", "payee": "", "words": ""}),
        ("payments/state/", {"number": "1", "key": "1", "text": "工资垫了一个月"}),
    ):  # fmt: skip
        assert client.post(f"{base}{path}", said).status_code == 302
        again = client.post(f"{base}{path}", said)
        assert again.status_code == 400 and "已经记下" in again.content.decode(), path
    buyer = as_(district.bureau)
    twice = {"version": now(district, row).version, "side": "suspended", "reason": "查账"}
    assert buyer.post(f"{base}purchase/stop/", twice).status_code == 302
    html = buyer.post(f"{base}purchase/stop/", twice).content.decode()
    assert "刚才有人先动了" in html and "查账" in html
    late = {"version": twice["version"], "on": "2026-01-05", "signed_on": "2026-03-01",
            "amount": "1", "why": "加一个班"}  # fmt: skip
    html = buyer.post(f"{base}purchase/amend/", late).content.decode()
    assert "刚才有人先动了" in html and "加一个班" in html  # its form is not on the page any more
