"""Whoever is waited for finds a notice; a paper form of the survey is written down."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from sanshe.ground.messages.models import Notice
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from tests.factories.district import FX
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import (
    SHEET,
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


def told(district, whose, page: str) -> list[str]:
    """Codes of the notices that lead to a page, in one inbox, unread ones only."""
    with scope(district.job):
        rows = Notice.objects.filter(read_at__isnull=True, link__endswith=page, **whose)
        return list(rows.order_by("id").values_list("code", flat=True))


def test_each_step_tells_the_side_it_waits_for(district):
    row = signed(district)
    supplier = {"org": district.agency.id, "role": "agency_manager"}
    buyer = {"org": row.purchaser_id, "role": "bureau_officer"}
    paper(district, row, "plan")
    assert told(district, supplier, "/judging/") == ["confirmed"]
    claim = actions.claim(district.manager, agreement=row.id, number=1)
    assert told(district, buyer, "/payments/") == ["waiting"]
    actions.approve(district.bureau, claim=claim.id)
    actions.pay(
        district.bureau, claim=claim.id, on=timezone.localdate(), amount=Decimal(144_000),
        voucher="1",
    )  # fmt: skip
    assert told(district, buyer, "/payments/") == []  # done: nobody need read of it
    actions.state(district.bureau, agreement=row.id, number=2, text="预算晚了")
    assert told(district, supplier, "/payments/") == ["confirmed", "confirmed", "changed"]


def test_who_is_asked_to_judge_is_told_and_so_is_the_purchaser_at_the_end(district):
    row = signed(district)
    counted(district, row, 1)
    one = actions.open_review(district.bureau, agreement=row.id, kind="midterm", sheet=SHEET)
    page = f"/reviews/{one.id}/"
    judges = [third_party(district), third_party(district, "评估乙")]
    for judge, kind in zip(judges, ("professional", "finance"), strict=True):
        actions.invite(district.bureau, review=one.id, user=judge.user, kind=kind)
        assert told(district, {"user": judge.user}, page) == ["assigned"]
        actions.declare(judge, review=one.id)
    (file,) = actions.draw_files(district.bureau, review=one.id)
    actions.check_file(judges[0], review=one.id, order=file.order, good=True)
    buyer = {"org": row.purchaser_id, "role": "bureau_officer"}
    for judge in judges:
        assert told(district, buyer, page) == []
        lines = [line.line for line in read(judge, lambda a: queries.sheet(one))]
        actions.give_points(
            judge, review=one.id, points={line.pk: (line.weight, "") for line in lines}
        )
    assert told(district, buyer, page) == ["waiting"]
    actions.publish_review(district.bureau, review=one.id)
    assert told(district, buyer, page) == []
    assert told(district, {"org": district.agency.id}, page) == ["confirmed"]


def test_the_committee_asks_and_writes_down_what_was_filled_in_on_paper(district):
    row = signed(district)
    served(district, residents(district, 3))
    made = actions.open_survey(district.bureau, agreement=row.id)
    page = f"/surveys/{made.id}/"
    assert told(district, {"org": district.committee.id}, page) == ["waiting"]
    asked = [
        one for one in read(district.clerk, queries.to_ask, made)
        if one.respondent.group == "served"
    ]  # fmt: skip
    said = {"outcome": "answered", "alone": True, "satisfaction": 5, "recognition": 4,
            "participation": True}  # fmt: skip
    actions.ask(district.clerk, respondent=asked[0].respondent.id, by="paper", **said)
    actions.ask(district.clerk, respondent=asked[1].respondent.id, by="phone", **said)
    found = read(district.bureau, lambda a: queries.results([made, made]))
    assert found[0] == found[1] and found[0].served == 2 and found[0].live == 50  # paper is not
    actions.close_survey(district.bureau, survey=made.id)
    assert told(district, {"org": district.committee.id}, page) == []


def test_what_is_said_against_a_result_and_the_answer(district):
    row = signed(district)
    done(district, row, 624)
    served(district, residents(district, 40))
    review(district, row)
    review(district, row, "final")
    survey(district, row, happy=30, of=30)
    one = actions.open_acceptance(district.bureau, agreement=row.id)
    supplier = {"org": district.agency.id, "role": "agency_manager"}
    for line in read(district.bureau, lambda a: queries.lines_of(one)):
        actions.judge_line(
            district.bureau, acceptance=one.id, indicator=line.indicator_id, accepted=True,
            words="够了",
        )  # fmt: skip
    actions.notice(district.bureau, acceptance=one.id)
    assert told(district, supplier, "/acceptance/") == ["planned", "changed"]
    actions.object_to(district.resident, agreement=row.id, community=FX, text="还不够")
    buyer = {"org": row.purchaser_id, "role": "bureau_officer"}
    assert told(district, buyer, "/acceptance/") == ["objected"]
