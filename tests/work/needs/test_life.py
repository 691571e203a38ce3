"""Each step of a matter: who may make it, from where, and what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from sanshe.ground.calendars import deadlines
from sanshe.ground.kit.errors import Invalid, NotFound, OutOfDate
from sanshe.ground.messages.models import Notice
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, queries, rules
from sanshe.work.needs.enums import State
from sanshe.work.needs.models import Event, Need


def told(district, org):
    with scope(district.job):
        return list(Notice.objects.filter(org=org.id).order_by("id").values_list("code", flat=True))


# --- sorting


def test_sorting_keeps_what_was_proposed_and_what_was_decided(desk, district):
    need = desk.sort(desk.heard(), urgency="P1", kind="report")
    assert (need.state, need.urgency, need.kind) == ("sorted", "P1", "report")
    assert need.item == district.visiting and need.proposal["urgency"] == "P2"
    assert desk.story(need)[-1].data["changed"] == {"urgency": ["P2", "P1"],
                                                    "kind": ["need", "report"]}  # fmt: skip


def test_the_deadline_counts_from_the_first_word(desk):
    need = desk.sort(desk.heard(), urgency="P1")
    assert need.due_at == deadlines.due("NEED-P1", need.heard_at)


def test_only_the_desk_sorts(desk, district):
    need = desk.heard()
    with pytest.raises(errors.NotYourTurn):
        desk.sort(need, actor=district.street)
    for stranger in (district.worker, district.other_district, district.stranger):
        with pytest.raises(NotFound):
            desk.sort(need, actor=stranger)


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"category": "x"}, {"urgency": "P9"}, {"privacy": "x"}]
)
def test_what_does_not_exist_cannot_be_chosen(desk, wrong):
    with pytest.raises(Invalid) as refused:
        desk.sort(desk.heard(), **wrong)
    assert refused.value.field == next(iter(wrong))


def test_only_praise_needs_no_action(desk):
    with pytest.raises(errors.OnlyPraise):
        desk.sort(desk.heard(), urgency="P4")


def test_an_alarm_is_lowered_with_a_reason_only(desk):
    need = desk.heard(text="我闻到好大煤气味,头晕")
    with pytest.raises(errors.ReasonNeeded):
        desk.sort(need, urgency="P2", category="fire_gas_safety")
    lower = desk.sort(need, urgency="P2", category="fire_gas_safety", reason="已去看过,是油烟")
    assert lower.urgency == "P2" and lower.danger == ["gas"]


def test_a_stale_form_changes_nothing(desk):
    need = desk.heard()
    desk.sort(need)
    with pytest.raises(OutOfDate):
        desk.sort(need, urgency="P1")
    assert desk.now(need).urgency == "P2"


# --- dispatching


def test_dispatching_tells_the_lead_and_lets_it_see(desk, district):
    need = desk.dispatched()
    assert need.waits_for == district.agency.id
    assert set(need.seen_by) == {district.committee.id, district.agency.id}
    assert "assigned" in told(district, district.agency)
    with scope(district.worker):
        assert queries.get(district.worker, need.pk)


def test_another_lead_than_the_catalogues_needs_a_reason(desk, district):
    need = desk.sorted()
    with pytest.raises(errors.ReasonNeeded):
        desk.dispatch(need, lead=district.other.id)
    assert desk.dispatch(need, lead=district.other.id, reason="站里人手不够").lead_org


def test_an_unknown_organisation_cannot_lead(desk):
    with pytest.raises(errors.UnknownOrganisation) as refused:
        desk.dispatch(desk.sorted(), lead="00000000-0000-0000-0000-000000000009")
    assert refused.value.field == "lead"


def test_what_an_outside_body_leads_the_desk_follows_up(desk, district):
    need = desk.sort(desk.heard(text="楼下麻将馆半夜吵"), category="noise", kind="complaint")
    need = desk.dispatch(need, lead=district.police)
    assert need.waits_for == district.committee.id and need.lead_org == district.police.id
    need = actions.answer(district.clerk, need=need, text="派出所去过了")
    assert need.state == State.ANSWERED


def test_helpers_see_and_do_not_answer(desk, district):
    need = desk.dispatch(desk.sorted(), helpers=[district.street_office.id])
    assert district.street_office.id in need.seen_by
    with pytest.raises(errors.NotYourTurn):
        actions.answer(district.street, need=need, text="好")


def test_it_is_sent_back_once_and_never_again(desk, district):
    need = desk.dispatched()
    need = actions.send_back(district.worker, need=need, version=need.version, reason="不归我们")
    assert (need.state, need.lead_org, need.waits_for) == ("sorted", None, district.committee.id)
    assert "returned" in told(district, district.committee)
    need = desk.dispatch(need)
    with pytest.raises(errors.ReturnedBefore):
        actions.send_back(district.worker, need=need, version=need.version, reason="还是不归")
    assert desk.now(need).lead_org == district.agency.id


def test_only_the_lead_sends_back_and_says_why(desk, district):
    need = desk.dispatched()
    with pytest.raises(errors.NotYourTurn):
        actions.send_back(district.clerk, need=need, version=need.version, reason="x")
    with pytest.raises(errors.NothingSaid):
        actions.send_back(district.worker, need=need, version=need.version, reason=" ")


def test_a_lead_that_does_not_move_can_be_changed_with_a_reason(desk, district):
    need = desk.dispatched()
    with pytest.raises(errors.ReasonNeeded):
        desk.dispatch(need)
    need = desk.dispatch(need, lead=district.other.id, reason="一周没有动静")
    assert need.lead_org == district.other.id and district.agency.id not in need.seen_by


# --- answering and the resident's word


def test_an_answer_waits_for_the_resident(desk, district):
    need = desk.answered()
    assert need.state == State.ANSWERED and need.waits_for == district.committee.id
    assert need.closed_at is None
    me = district.holding(need.receipt)
    with scope(me):
        assert "周三来看您" in [line.text for line in queries.story(me, need.pk)]


def test_the_resident_closes(desk, district):
    need = desk.closed()
    assert (need.state, need.closed_how) == ("closed", "resident")
    assert "confirmed" in told(district, district.agency)


def test_another_resident_cannot(desk, district):
    need = desk.answered()
    other = desk.heard(text="灯泡坏了")
    for actor in (district.resident, district.holding(other.receipt)):
        with pytest.raises(NotFound):
            actions.confirm(actor, need=need)


def test_by_telephone_somebody_else_than_the_worker(desk, district):
    need = desk.answered()
    with pytest.raises(errors.OwnWork):
        actions.confirm(district.worker, need=need)
    need = actions.confirm(district.colleague, need=need, said="来过了")
    assert need.closed_how == "by_phone"


def test_not_solved_goes_back_to_the_same_lead_due_anew(desk, district):
    need = desk.answered()
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(heard_at=timezone.now() - timedelta(days=30))
    need = actions.not_solved(district.holding(need.receipt), need=need, text="没来")
    assert (need.state, need.lead_org, need.reopened) == ("dispatched", district.agency.id, 1)
    assert need.due_at > timezone.now() and need.attempts == 0
    assert "reopened" in told(district, district.agency)


def test_a_visit_that_was_made_answers(desk, district):
    need = desk.dispatched()
    need = actions.note_visit(district.worker, need=need, visit=need.pk, outcome="no_answer")
    assert need.state == State.DISPATCHED
    need = actions.note_visit(district.worker, need=need, visit=need.pk, outcome="done")
    assert need.state == State.ANSWERED
    with pytest.raises(errors.OwnWork):
        actions.confirm(district.worker, need=need)
    need = actions.note_visit(
        district.holding(need.receipt), need=need, visit=need.pk, nobody_came=True
    )
    assert need.state == State.DISPATCHED


# --- not reached


def attempt(district, need, **more):
    said = {"how": "phone", "reached": False, "note": "没人接", **more}
    return actions.attempt(district.clerk, need=need, **said)


def test_of_attempts_one_a_day_counts(desk, district):
    need = desk.answered()
    for _ in range(3):
        need = attempt(district, need)
    assert need.attempts == 1
    with pytest.raises(errors.TooFewAttempts) as refused:
        actions.close_unreached(district.clerk, need=need, version=need.version)
    assert str(rules.UNREACHED_ATTEMPTS) in str(refused.value)


def test_reaching_somebody_is_no_failed_attempt(desk, district):
    assert attempt(district, desk.answered(), reached=True, note="说明天再说").attempts == 0


def test_three_days_of_attempts_close_and_the_resident_can_reopen(desk, district, monkeypatch):
    need = desk.answered()
    real = timezone.now
    for day in range(1, 4):
        monkeypatch.setattr(timezone, "now", lambda day=day: real() + timedelta(days=day))
        need = attempt(district, need)
    need = actions.close_unreached(district.clerk, need=need, version=need.version)
    assert (need.state, need.closed_how) == ("closed", "unreached")
    need = actions.reopen(district.holding(need.receipt), need=need, text="我回来了")
    assert need.state == State.DISPATCHED and need.attempts == 0


def test_attempts_before_the_last_answer_do_not_count(desk, district, monkeypatch):
    need = desk.answered()
    real = timezone.now
    for day in range(1, 4):
        monkeypatch.setattr(timezone, "now", lambda day=day: real() + timedelta(days=day))
        need = attempt(district, need)
    need = actions.not_solved(district.clerk, need=need, text="没来")
    need = actions.answer(district.worker, need=need, text="来过了")
    with pytest.raises(errors.TooFewAttempts):
        actions.close_unreached(district.clerk, need=need, version=need.version)


# --- praise, reopening, thanks, notes


def test_praise_is_passed_on(desk, district):
    need = desk.heard(text="你们小姑娘真不错,要给他们点个赞")
    need = desk.sort(need, kind="praise", category="thanks", urgency="P4")
    need = actions.pass_on(district.clerk, need=need, version=need.version)
    assert (need.state, need.closed_how) == ("closed", "passed_on")


def test_nothing_else_is(desk, district):
    need = desk.sorted()
    with pytest.raises(errors.NotYourTurn):
        actions.pass_on(district.clerk, need=need, version=need.version)


def test_a_resident_reopens_within_thirty_days_staff_later_too(desk, district):
    need = desk.closed()
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(closed_at=timezone.now() - timedelta(days=31))
    with pytest.raises(errors.TooLateToReopen):
        actions.reopen(district.holding(need.receipt), need=need)
    with pytest.raises(errors.TooLateToReopen):
        actions.not_solved(district.holding(need.receipt), need=need)
    need = actions.reopen(district.clerk, need=need, text="电话里又说起")
    assert need.state == State.DISPATCHED and need.closed_how == "" and need.reopened == 1


def test_thanks_reach_the_lead_and_count_for_nothing(desk, district):
    need = desk.closed()
    actions.thank(district.holding(need.receipt), need=need, text="谢谢小孟", to="小孟")
    assert told(district, district.agency)[-1] == "thanked"
    assert desk.story(need)[-1].data == {"to": "小孟"}


def test_a_contact_is_read_for_a_purpose_by_those_who_take_part(desk, district):
    need = desk.heard(contact_phone="100-0000-0007")
    with pytest.raises(errors.NothingSaid):
        actions.reveal_contact(district.clerk, need=need, purpose=" ")
    with pytest.raises(errors.NotYourTurn):
        actions.reveal_contact(district.street, need=need, purpose="看看")
    assert actions.reveal_contact(district.clerk, need=need, purpose="回话").phone.endswith("07")
    with scope(district.job):
        assert Entry.objects.filter(purpose="回话", subject_id=str(need.pk)).count() == 1


# --- what the database itself holds


def test_the_story_cannot_be_changed(desk, district):
    need = desk.heard()
    for change in (
        lambda: Event.objects.filter(need=need).update(text="x"),
        lambda: Event.objects.filter(need=need).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), scope(district.job):
            change()


def test_nothing_is_closed_without_saying_how(desk, district):
    need = desk.answered()
    with pytest.raises(IntegrityError), transaction.atomic(), scope(district.job):
        Need.objects.filter(pk=need.pk).update(state="closed")


# --- deadlines


def test_what_is_overdue_is_told_once_to_whoever_holds_it(desk, district):
    need = desk.dispatched()
    assert actions.remind_overdue(district.job) == 0
    with scope(district.job):
        Need.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert actions.remind_overdue(district.job) == 1
    assert actions.remind_overdue(district.job) == 0
    assert told(district, district.agency)[-1] == "due"
    need = actions.answer(district.worker, need=need, text="来过了")
    need = actions.not_solved(district.clerk, need=need, text="没有")
    with scope(district.job):
        Need.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert actions.remind_overdue(district.job) == 1
