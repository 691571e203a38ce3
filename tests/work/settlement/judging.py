"""An agreement being judged: evaluators, a review carried through, figures set at will."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.registry.agreements import actions as agreements
from sanshe.registry.agreements.models import Agreement
from sanshe.registry.people.models import Person
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.models import Day, Verdict
from sanshe.work.settlement.rules import never_up
from tests.factories.district import COUNTY, FX, District, staff

SHEET = [("项目实施", Decimal(40)), ("项目管理", Decimal(20)), ("财务管理", Decimal(20)),
         ("服务成效", Decimal(20))]  # fmt: skip


def third_party(district: District, name: str = "评估甲", role: Role = Role.EVALUATOR) -> Actor:
    with scope(district.job):
        return staff(name, role, district.police.id, COUNTY)


def done(district: District, row: Agreement, amount: object, *, code: str = "I01") -> None:
    """So much was counted, in one day of the term."""
    with scope(district.job):
        indicator = row.indicators.get(code=code)
        Day.objects.update_or_create(
            indicator=indicator.pk, county=COUNTY, day=date(2026, 3, 2),
            defaults={"amount": Decimal(str(amount)), "records": 1},
        )  # fmt: skip


def counted(district: District, row: Agreement, how_many: int = 30) -> list[UUID]:
    """Verdicts of invented records."""
    with scope(district.job):
        indicator = row.indicators.get(code="I01")
        made = Verdict.objects.bulk_create(
            Verdict(
                record=new_id(), county=COUNTY, community=FX, agency=district.agency.id,
                service=district.service.id, day=date(2026, 3, 2), indicator=indicator.pk,
                why="counted", amount=1,
            )
            for _ in range(how_many)
        )  # fmt: skip
    return [one.pk for one in made]


def residents(district: District, how_many: int) -> list[Person]:
    with scope(district.job):
        return Person.objects.bulk_create(
            Person(name=f"居民{n}", community=FX, made_by_org=district.committee.id)
            for n in range(how_many)
        )


def read(actor: Actor, query, *args, **more):
    with scope(actor, read_only=True):
        return query(actor, *args, **more)


def review(district: District, row: Agreement, kind: str = "midterm", points: object = 85):
    """Carried through to its published result: both third parties give ``points`` in all."""
    buyer = district.bureau
    made = actions.open_review(buyer, agreement=row.id, kind=kind, sheet=SHEET)
    judges = [(third_party(district), "professional"), (third_party(district, "评估乙"), "finance")]
    for judge, how in judges:
        actions.invite(buyer, review=made.id, user=judge.user, kind=how)
        actions.declare(judge, review=made.id)
    with scope(buyer):
        if not Verdict.objects.exists():
            counted(district, row, 5)
    for file in actions.draw_files(buyer, review=made.id):
        actions.check_file(judges[0][0], review=made.id, order=file.order, good=True)
    share = Decimal(str(points)) / 100
    for judge, _how in judges:
        lines = [one.line for one in read(judge, lambda a: queries.sheet(made))]
        actions.give_points(
            judge,
            review=made.id,
            points={one.pk: (never_up(one.weight * share), "") for one in lines},
        )
    return actions.publish_review(buyer, review=made.id, words="评估结果")


def paper(district: District, row: Agreement, kind: str, actor: Actor | None = None) -> None:
    """Handed in by the supplier, taken by the purchaser."""
    made = agreements.attach(
        actor or district.manager, agreement=row.id, kind=kind, title=kind,
        media_type="application/pdf", content=b"%PDF-1.4" + new_id().bytes,
    )  # fmt: skip
    actions.take_paper(district.bureau, agreement=row.id, document=made.id)


def served(district: District, persons: list[Person]) -> None:
    """A confirmed visit to each, counted."""
    from sanshe.ledger import actions as ledger
    from tests.factories.book import record
    from tests.work.settlement.test_counting import settle

    for n, person in enumerate(persons):
        start = timezone.now() - timedelta(days=1 + n % 20, hours=n % 7)
        id = record(
            district, persons=[person.id], started_at=start,
            ended_at=start + timedelta(minutes=40),
        )  # fmt: skip
        ledger.confirm(district.supervisor, county=COUNTY, record=id, method="callback")
    settle(district)


def survey(district: District, row: Agreement, *, happy: int, of: int, live: int | None = None):
    """Opened, answered by the first ``of`` drawn of those served (``happy`` of them content),
    closed; ``live`` by phone, the others by slip."""
    made = actions.open_survey(district.bureau, agreement=row.id)
    asked = [one for one in read(district.clerk, queries.to_ask, made)
             if one.respondent.group == "served"][:of]  # fmt: skip
    for n, one in enumerate(asked):
        said = {
            "satisfaction": 5 if n < happy else 2,
            "recognition": 4,
            "participation": n % 2 == 0,
        }
        id = one.respondent.id
        if live is None or n < live:
            actions.ask(
                district.clerk, respondent=id, by="phone", outcome="answered", alone=True, **said
            )
        else:
            number, secret = actions.give_slip(district.clerk, respondent=id)
            actions.answer_slip(district.resident, number=number, secret=secret, **said)
    return actions.close_survey(district.bureau, survey=made.id)
