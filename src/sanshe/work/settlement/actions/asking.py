"""Asking residents what they think: drawn by the system, asked by others than the supplier."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.kit import chance, slips
from sanshe.ground.kit.errors import NotFound
from sanshe.ground.messages.actions import settle, tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import State
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.audit.actions import note
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import action, scope

from .. import errors, pools, rules
from ..enums import Asked, Group, Outcome
from ..models import Answer, Respondent, Survey
from ._taking import bought, said, stands_at

_DURING = (
    State.IN_FORCE, State.MIDTERM_REVIEWED, State.FINAL_REVIEWED, State.ACCEPTED,
)  # fmt: skip


@action(Deed.KEEP_AGREEMENTS)
def open_survey(
    actor: Actor, *, agreement: UUID, least: int | None = None, live: int | None = None
) -> Survey:
    """The purchaser opens a survey; the system draws whom to ask, among those served and among
    those not. ``least`` answers of those served and ``live`` percent by phone or at home are
    wanted: where the contract measures satisfaction, 120 and 40 %, else what the law of small
    numbers asks (``rules``). Raises TooEarly, AlreadyOpen, NobodyToAsk."""
    row = bought(actor, agreement)
    stands_at(row, _DURING)
    measured = any(one.indicator.measured for one in agreements.promises(row))
    made = Survey(
        agreement=row, opened_on=timezone.localdate(), opened_by=actor.user,
        least=max(least or (rules.MEASURED_LEAST if measured else 0), rules.LEAST_ANSWERS),
        live=live if live is not None else rules.MEASURED_LIVE if measured else 0,
        served_pool=0, unserved_pool=0, seed=chance.new_seed(),
    )  # fmt: skip
    drawn = _draw(made, row)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise errors.AlreadyOpen() from error
    with scope(Actor.job("survey")):
        Respondent.objects.bulk_create(drawn)
    said(
        actor, Deed.KEEP_AGREEMENTS, row, "survey_opened", seed=made.seed,
        served=made.served_pool, unserved=made.unserved_pool, drawn=len(drawn),
    )  # fmt: skip
    _tell_askers(made, row)
    return made


def _tell_askers(survey: Survey, row: agreements.Agreement) -> None:
    """The committees ask; not one that is the supplier itself."""
    for place in row.communities:
        committee = organisations.committee_of(place)
        if committee is not None and committee.pk != row.supplier_id:
            link = f"/desk/agreements/surveys/{survey.pk}/"
            tell(code=NoticeCode.WAITING, link=link, org=committee.pk)


def _draw(survey: Survey, row: agreements.Agreement) -> list[Respondent]:
    assert row.supplier_id is not None
    served, unserved = pools.of(row)
    if not served and not unserved:
        raise errors.NobodyToAsk()
    survey.served_pool, survey.unserved_pool = len(served), len(unserved)
    wanted = min(len(served), int(rules.wanted(len(served), survey.least) * rules.SPARE))
    others = max(wanted // rules.UNSERVED_SHARE, rules.LEAST_ANSWERS)
    return [
        Respondent(
            survey=survey, supplier=row.supplier_id, community=pool[id], person=id, group=group
        )
        for group, pool, size in (
            (Group.SERVED, served, wanted),
            (Group.UNSERVED, unserved, others),
        )
        for id in chance.draw(survey.seed, pool, size)
    ]


@action(Deed.ASK_OPINION)
def ask(
    actor: Actor, *, respondent: UUID, by: str, outcome: str, alone: bool = False,
    satisfaction: int | None = None, recognition: int | None = None,
    participation: bool | None = None, words: str = "",
) -> Respondent:  # fmt: skip
    """Somebody who is not of the supplier asked a drawn resident by phone or at home, or writes
    down what they filled in on paper. ``alone``:
    no worker of the supplier was present; otherwise the answer is not taken. Three calls in vain
    end the trying. Raises WorkerPresent, AnswerMissing, AnsweredAlready, SurveyClosed, NotFound."""
    one = _open(Respondent.objects.select_for_update(of=("self",)).filter(pk=respondent).first())
    if actor.org == one.supplier:
        raise errors.SuppliersOwn()
    how = Asked(by)
    if how not in rules.WRITTEN_DOWN:
        raise NotFound()
    one.tries += 1
    one.by, one.asked_by, one.asked_at = how, actor.user, timezone.now()
    match Outcome(outcome):
        case Outcome.ANSWERED:
            if not alone:
                raise errors.WorkerPresent(field="alone")
            _answer(one, how, satisfaction, recognition, participation, words)
        case Outcome.REFUSED:
            one.outcome = Outcome.REFUSED
        case Outcome.UNREACHED if one.tries >= rules.TRIES:
            one.outcome = Outcome.UNREACHED
    one.save()
    note(
        actor, Deed.ASK_OPINION, kind="survey", id=one.survey_id, community=one.community,
        outcome=one.outcome, by=how.value,
    )  # fmt: skip
    return one


@action(Deed.ASK_OPINION)
def give_slip(actor: Actor, *, respondent: UUID) -> tuple[str, str]:
    """A number and a secret on paper, for somebody who would rather answer by themselves; the
    secret is shown this once, and a new slip makes the old one void."""
    one = _open(Respondent.objects.select_for_update(of=("self",)).filter(pk=respondent).first())
    one.number, secret = slips.new_number(), slips.new_secret()
    one.secret_hash = slips.hash_of(secret)
    one.save(update_fields=["number", "secret_hash"])
    note(
        actor, Deed.ASK_OPINION, kind="survey", id=one.survey_id, community=one.community,
        slip=True,
    )  # fmt: skip
    return one.number, secret


@action(Deed.GIVE_OPINION)
def answer_slip(
    actor: Actor, *, number: str, secret: str, satisfaction: int | None = None,
    recognition: int | None = None, participation: bool | None = None, words: str = "",
) -> None:  # fmt: skip
    """A drawn resident answers by themselves, with the number and secret of their slip. Raises
    WrongSlip, AnswerMissing, AnsweredAlready, SurveyClosed."""
    with scope(Actor.job("survey")):
        typed = slips.clean(number)
        rows = Respondent.objects.select_for_update(of=("self",))
        one = rows.filter(number=typed).first() if typed else None
        if one is None or not slips.fits(secret, one.secret_hash):
            raise errors.WrongSlip(field="number")
        _open(one)
        _answer(one, Asked.SLIP, satisfaction, recognition, participation, words)
        one.by = Asked.SLIP
        one.save()
    note(actor, Deed.GIVE_OPINION, kind="survey", id=one.survey_id, community=one.community)


@action(Deed.KEEP_AGREEMENTS)
def close_survey(actor: Actor, *, survey: UUID) -> Survey:
    """No more answers; the figures are what they are, enough or not. Raises SurveyClosed."""
    one = Survey.objects.select_for_update(of=("self",)).filter(pk=survey).first()
    if one is None:
        raise NotFound()
    row = bought(actor, one.agreement_id)
    if one.closed_on is not None:
        raise errors.SurveyClosed()
    one.closed_on = timezone.localdate()
    one.save(update_fields=["closed_on"])
    said(actor, Deed.KEEP_AGREEMENTS, row, "survey_closed")
    settle(code=NoticeCode.WAITING, link=f"/desk/agreements/surveys/{one.pk}/")
    return one


def _open(one: Respondent | None) -> Respondent:
    if one is None:
        raise NotFound()
    if one.survey.closed_on is not None:
        raise errors.SurveyClosed()
    if one.outcome == Outcome.ANSWERED:
        raise errors.AnsweredAlready()
    return one


def _answer(
    one: Respondent, by: Asked, satisfaction: int | None, recognition: int | None,
    participation: bool | None, words: str,
) -> None:  # fmt: skip
    """Write the answer apart from whoever gave it; those never served are not asked whether they
    were content with the service."""
    if one.group == Group.UNSERVED:
        satisfaction = None
    elif satisfaction not in range(1, 6):
        raise errors.AnswerMissing(field="satisfaction")
    if recognition not in range(1, 6):
        raise errors.AnswerMissing(field="recognition")
    if participation is None:
        raise errors.AnswerMissing(field="participation")
    one.outcome = Outcome.ANSWERED
    with scope(Actor.job("survey")):
        Answer.objects.create(
            id=uuid4(), survey=one.survey, group=one.group, by=by, satisfaction=satisfaction,
            recognition=recognition, participation=participation, words=words.strip()[:600],
        )  # fmt: skip
