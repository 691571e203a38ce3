"""The pages of reviews, opinions, acceptance, payments and money: as each side uses them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.models import Entry, Payment, Respondent, Review
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import (
    counted,
    done,
    paper,
    read,
    residents,
    review,
    served,
    survey,
    third_party,
)
from tests.work.settlement.test_acceptance import judged


@pytest.fixture
def agreement(district):
    return signed(district)


def post(client, path, status=302, **typed):
    response = client.post(path, typed)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_review_from_the_sheet_to_the_score(district, agreement, as_):
    buyer, root = as_(district.bureau), f"/desk/agreements/{agreement.id}/judging/"
    counted(district, agreement, 2)
    refused = post(buyer, f"{root}review/", 400, kind="midterm", sheet="实施 99")
    assert "99" in refused and "100" in refused
    post(buyer, f"{root}review/", 400, kind="midterm", sheet="没有分")
    post(buyer, f"{root}review/", kind="midterm", sheet="实施 60\n成效 40")
    with scope(district.bureau):
        one = Review.objects.get()
    page = f"/desk/agreements/reviews/{one.id}/"
    assert "查无此人" in post(buyer, f"{page}invite/", 400, user="查无此人", kind="finance")
    judges = [third_party(district, "评甲"), third_party(district, "评乙")]
    for judge, kind in zip(judges, ("professional", "finance"), strict=True):
        post(buyer, f"{page}invite/", user=judge.name, kind=kind)
    post(buyer, f"{page}draw/")
    for judge in judges:
        mine = as_(judge)
        assert "先声明利害关系" in text(mine, page)
        post(mine, f"{page}declare/", interest="", tied_until="")
        assert "我的评分" in text(mine, page)
        lines = [row.line for row in read(judge, lambda a: queries.sheet(one))]
        points = {str(line.pk): line.weight * 2 for line in lines}
        assert "最高" in post(mine, f"{page}points/", 400, **points)
        post(mine, f"{page}points/", **{str(line.pk): line.weight for line in lines})
    mine = as_(judges[0])
    said = post(mine, f"{page}file/", 400, key="1", order="1", good="no", words="")
    assert "请写明情况" in said
    post(mine, f"{page}file/", key="1", order="1", good="no", words="少签字")
    post(mine, f"{page}file/", key="2", order="2", good="yes")
    assert "公布结果" in text(buyer, page)
    post(buyer, f"{page}publish/", words="好")
    assert "100分" in text(as_(district.manager), page)
    assert as_(district.other_agency).get(page).status_code == 404


def test_asking_by_phone_and_by_slip(district, agreement, as_):
    served(district, residents(district, 7))
    post(as_(district.bureau), f"/desk/agreements/{agreement.id}/judging/survey/")
    with scope(district.job):
        ids = list(Respondent.objects.values_list("id", "survey"))
    page, clerk = f"/desk/agreements/surveys/{ids[0][1]}/", as_(district.clerk)
    assert "还要问7人" in text(clerk, page)
    for actor in (district.manager, district.bureau):
        html = text(as_(actor), page)
        assert "还要问" not in html and "居民0" not in html
    said = {"by": "phone", "outcome": "answered", "satisfaction": 5, "recognition": 4,
            "participation": "yes", "words": "好"}  # fmt: skip
    one = f"/desk/agreements/ask/{ids[0][0]}/"
    assert "单独问" in post(clerk, f"{one}say/", 400, **said)  # the worker was there
    post(clerk, f"{one}say/", alone="on", **said)
    assert as_(district.other_district).get(one).status_code == 404
    slip = clerk.post(f"/desk/agreements/ask/{ids[1][0]}/slip/")
    assert slip.status_code == 200 and slip["Cache-Control"] == "no-store"
    post(as_(district.bureau), f"{page}close/")
    assert "还不够数" in text(clerk, page)


def test_acceptance_on_its_page(district, agreement, as_):
    done(district, agreement, 600)
    served(district, residents(district, 6))
    review(district, agreement)
    review(district, agreement, "final")
    survey(district, agreement, happy=6, of=6)
    made = judged(district, agreement)
    line = queries.lines_of(made)[0]
    buyer, page = as_(district.bureau), f"/desk/agreements/{agreement.id}/acceptance/"
    typed = {"key": str(line.indicator_id), "indicator": str(line.indicator_id)}
    assert "请写明情况" in post(buyer, f"{page}line/", 400, accepted="no", **typed)
    post(buyer, f"{page}line/", accepted="yes", words="够了", **typed)
    assert "通过验收" not in text(as_(district.manager), page)
    post(buyer, f"{page}notice/", words="公示")
    one = actions.object_to(
        district.resident, agreement=agreement.id, community=district.resident.lo, text="没人来过"
    )
    assert "没人来过" in text(buyer, page) and "没人来过" not in text(as_(district.manager), page)
    post(buyer, f"{page}answer/", key=str(one.id), objection=str(one.id), answer="已安排")
    assert "公示还没满" in post(buyer, f"{page}close/", 400)


def test_from_the_claim_to_the_voucher(district, agreement, as_):
    supplier, buyer = as_(district.manager), as_(district.bureau)
    page = f"/desk/agreements/{agreement.id}/payments/"
    assert "工作计划" in post(supplier, f"{page}claim/", 400, number=1, key=1)
    paper(district, agreement, "plan")
    post(supplier, f"{page}claim/", number=1, key=1)
    with scope(district.job):
        claim = read(district.bureau, queries.tranches, agreement.id)[0].claim
    post(buyer, f"{page}approve/", claim=claim.id)
    typed = {"claim": claim.id, "key": 1, "on": timezone.localdate(), "voucher": "记-1"}
    assert "最多还能付" in post(buyer, f"{page}pay/", 400, amount="144001", **typed)
    post(buyer, f"{page}pay/", amount="144000", **typed)
    post(supplier, f"{page}state/", number=1, key=1, text="付得晚")
    with scope(district.job):
        assert Payment.objects.get().amount == 144_000
    html = text(as_(district.auditor), page)
    assert "付得晚" in html and "记-1" in html and "付清" in html


def test_money_in_and_out(district, agreement, as_):
    supplier, page = as_(district.manager), f"/desk/agreements/{agreement.id}/money/"
    with scope(district.job):
        source, line = agreement.sources.first().id, agreement.budget.first().id
    typed = {"flow": "spent", "source": source, "on": date(2026, 3, 1), "amount": "12.5",
             "voucher": "1", "payee": "shop", "words": "彩纸"}  # fmt: skip
    assert "请从这个项目" in post(supplier, page, 400, **typed)
    post(supplier, page, line=line, **typed)
    with scope(district.job):
        one = Entry.objects.get()
    post(supplier, f"{page}{one.id}/back/", entry=one.id, words="记错")
    assert "冲账" in text(as_(district.bureau), page)
    assert as_(district.bureau).post(page, {**typed, "line": line}).status_code == 400


@pytest.mark.parametrize("what", ["judging", "payments", "money"])
def test_the_cost_does_not_grow(district, agreement, as_, what):
    client, path = as_(district.manager), f"/desk/agreements/{agreement.id}/{what}/"
    text(client, path)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            text(client, path)
        return len(asked)

    before = cost()
    with scope(district.job):
        source = agreement.sources.first()
    for n in range(4):
        actions.enter(
            district.manager, agreement=agreement.id, flow="received", source=source.id,
            on=date(2026, 1, 2), amount=source.amount / 10, voucher=str(n),
        )  # fmt: skip
        paper(district, agreement, "plan")
    assert cost() <= before + (2 if what == "judging" else 0)
