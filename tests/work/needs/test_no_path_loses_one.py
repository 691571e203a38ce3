"""Whatever people do in whatever order: no matter is lost, none is closed without the resident's
word or counted attempts, none bounces twice, and the story tells it all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.enums import Privacy
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, rules
from sanshe.work.needs.enums import ClosedHow, Kind, State, Step
from sanshe.work.needs.models import Event, Need
from tests.work.needs.conftest import Desk

CAST = ("worker", "colleague", "clerk", "secretary", "street", "stranger", "resident", "holder")


class Matter(RuleBasedStateMachine):
    """Everybody tries everything on one matter; refusals are fine, broken promises are not."""

    district = None
    monkeypatch = None

    def __init__(self):
        super().__init__()
        self.day = 0
        self.real = timezone.now
        self.need = Desk(self.district).heard(text="想有人来坐坐")
        self.steps = 0

    def teardown(self):
        self.monkeypatch.setattr(timezone, "now", self.real)

    def now(self) -> Need:
        with scope(self.district.job):
            return Need.objects.get(pk=self.need.pk)

    def story(self) -> list[Event]:
        with scope(self.district.job):
            return list(Event.objects.filter(need=self.need.pk).order_by("at", "id"))

    def attempt(self, who, act, **said):
        actor = (
            self.district.holding(self.need.receipt)
            if who == "holder"
            else getattr(self.district, who)
        )
        before = self.now()
        try:
            act(actor, need=self.need, **said)
        except Problem:
            assert self.now().version == before.version, "a refusal changed something"
        else:
            self.steps += 1
            assert self.now().version > before.version

    @rule(
        who=st.sampled_from(CAST),
        kind=st.sampled_from(["need", "praise", "complaint"]),
        urgency=st.sampled_from(["P0", "P2", "P4"]),
        privacy=st.sampled_from(Privacy.values),
    )
    def sort(self, who, kind, urgency, privacy):
        self.attempt(
            who,
            actions.sort,
            version=self.now().version,
            kind=kind,
            category="elder_visit",
            urgency=urgency,
            privacy=privacy,
        )

    @rule(
        who=st.sampled_from(CAST),
        lead=st.sampled_from(["agency", "committee", "police", "other", "street_office"]),
    )
    def dispatch(self, who, lead):
        self.attempt(
            who,
            actions.dispatch,
            version=self.now().version,
            lead=getattr(self.district, lead).id,
            reason="就这样派",
        )

    @rule(who=st.sampled_from(CAST))
    def send_back(self, who):
        self.attempt(who, actions.send_back, version=self.now().version, reason="不归我们")

    @rule(who=st.sampled_from(CAST))
    def answer(self, who):
        self.attempt(who, actions.answer, text="办好了")

    @rule(who=st.sampled_from(CAST), outcome=st.sampled_from(["done", "no_answer"]))
    def visit(self, who, outcome):
        self.attempt(who, actions.note_visit, visit=self.need.pk, outcome=outcome)

    @rule(who=st.sampled_from(CAST), reached=st.booleans())
    def reach(self, who, reached):
        self.attempt(who, actions.attempt, how="phone", reached=reached, note="打了")

    @rule()
    def a_night_passes(self):
        self.day += 1
        later = timedelta(days=self.day)
        self.monkeypatch.setattr(timezone, "now", lambda: self.real() + later)

    @rule(who=st.sampled_from(CAST))
    def confirm(self, who):
        self.attempt(who, actions.confirm)

    @rule(who=st.sampled_from(CAST))
    def not_solved(self, who):
        self.attempt(who, actions.not_solved)

    @rule(who=st.sampled_from(CAST))
    def close_unreached(self, who):
        self.attempt(who, actions.close_unreached, version=self.now().version)

    @rule(who=st.sampled_from(CAST))
    def pass_on(self, who):
        self.attempt(who, actions.pass_on, version=self.now().version)

    @rule(who=st.sampled_from(CAST))
    def reopen(self, who):
        self.attempt(who, actions.reopen)

    @invariant()
    def somebody_sees_it_and_it_is_somebodys_turn(self):
        need = self.now()
        assert need.desk_org in need.seen_by
        assert need.waits_for in need.seen_by
        staff = [
            self.district.worker,
            self.district.clerk,
            self.district.street,
            self.district.other_agency,
        ]
        if need.lead_org != self.district.other.id:  # works in another place
            seen = []
            for actor in staff:
                with scope(actor):
                    seen.append(Need.objects.filter(pk=need.pk).exists())
            assert any(seen), "nobody can read it any more"

    @invariant()
    def a_committee_never_sees_what_is_kept_from_it(self):
        need = self.now()
        if need.privacy in (Privacy.CONFIDENTIAL, Privacy.SEALED):
            assert self.district.committee.id not in need.seen_by
            with scope(self.district.clerk):
                assert not Need.objects.filter(pk=need.pk).exists()

    @invariant()
    def closed_only_by_the_residents_word_or_counted_attempts(self):
        need = self.now()
        if need.state != State.CLOSED:
            assert not need.closed_how and need.closed_at is None
            return
        story = self.story()
        last = [line for line in story if line.step in (Step.CONFIRMED, Step.CLOSED)][-1]
        if need.closed_how == ClosedHow.RESIDENT:
            assert last.step == Step.CONFIRMED and last.by_role == "resident"
        elif need.closed_how == ClosedHow.BY_PHONE:
            workers = {line.by_user for line in story if line.step in (Step.ANSWERED, Step.VISITED)}
            assert last.step == Step.CONFIRMED and last.by_user not in workers
        elif need.closed_how == ClosedHow.UNREACHED:
            days = self.counted_days(story)
            assert len(days) >= rules.UNREACHED_ATTEMPTS
        else:
            assert need.closed_how == ClosedHow.PASSED_ON and need.kind == Kind.PRAISE

    @staticmethod
    def counted_days(story: list[Event]) -> set[datetime]:
        return {
            timezone.localdate(line.at)
            for line in story
            if line.step == Step.ATTEMPT and line.data["counted"]
        }

    @invariant()
    def it_bounces_once_at_most(self):
        assert [line.step for line in self.story()].count(Step.RETURNED) <= 1

    @invariant()
    def every_step_is_in_the_story_and_the_words_stay(self):
        assert len(self.story()) == 1 + self.steps
        assert self.now().text == "想有人来坐坐"

    @invariant()
    def what_is_at_work_has_a_lead_and_a_deadline(self):
        need = self.now()
        assert need.due_at is not None
        if need.state in (State.DISPATCHED, State.ANSWERED):
            assert need.lead_org is not None


def test_no_path_loses_a_matter(district, monkeypatch):
    Matter.district, Matter.monkeypatch = district, monkeypatch
    run_state_machine_as_test(
        Matter,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_the_machine_reaches_every_ending(district, desk, monkeypatch, seed):
    """The machine above proves nothing about endings it never reaches: these are the ways there."""
    need = [desk.closed, self_closed(desk, district), passed_on(desk, district)][seed]()
    assert need.state == State.CLOSED


def self_closed(desk, district):
    return lambda: actions.confirm(district.colleague, need=desk.answered())


def passed_on(desk, district):
    def run():
        need = desk.sort(desk.heard(), kind="praise", urgency="P4")
        return actions.pass_on(district.clerk, need=need, version=need.version)

    return run
