"""Whatever people do in whatever order: no matter is lost, none is closed without the resident's
word or counted attempts, none bounces twice, and the story tells it all."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sanshe.ground.kit.errors import Problem
from sanshe.trust.policy.enums import Privacy
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, rules
from sanshe.work.needs.enums import ClosedHow, Kind, State, Step
from sanshe.work.needs.models import Event, Need
from tests.work.needs.conftest import Desk

ANYBODY = ("worker", "colleague", "clerk", "secretary", "street", "stranger", "resident", "holder")
CAST = ("desk",) * 4 + ("lead",) * 4 + ("holder",) * 2 + ANYBODY
"""Whom a step is tried by: mostly those it may be for, so that the story gets somewhere."""


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

    def actor(self, who, need):
        """Somebody of the cast; "desk" and "lead" are whoever sits there now."""
        cast = self.district
        if who == "holder":
            return cast.holding(need.receipt)
        if who not in ("desk", "lead"):
            return getattr(cast, who)
        org = need.desk_org if who == "desk" else need.lead_org
        staff = {
            cast.agency.id: cast.worker,
            cast.committee.id: cast.clerk,
            cast.street_office.id: cast.street,
        }
        return staff.get(org, cast.colleague)

    @initialize(far=st.integers(-1, 7))
    def already_on_its_way(self, far):
        if far < 0:
            self.praise()
        for _ in range(far):
            self.forward()

    @rule()
    def forward(self):
        """The next step by whoever usually makes it."""
        state = self.now().state
        if state == State.HEARD:
            self.sort("desk", "need", "P2", "normal")
        elif state == State.SORTED:
            self.dispatch("desk", "agency")
        elif state == State.DISPATCHED:
            self.answer("lead")
        elif state == State.ANSWERED and self.now().attempts < rules.UNREACHED_ATTEMPTS:
            self.reach("desk", False)
            self.a_night_passes()
        elif state == State.ANSWERED:
            self.close_unreached("desk")
        else:
            self.reopen("holder")

    @rule()
    def praise(self):
        """Shorter: praise is passed on."""
        self.sort("desk", "praise", "P4", "normal")
        self.pass_on("desk")

    def attempt(self, who, act, **said):
        before = self.now()
        actor = self.actor(who, before)
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
    def promises_hold(self):
        need, story = self.now(), self.story()
        self.somebody_can_read_it(need)
        self.kept_from_the_committee(need)
        self.closed_by_word_or_attempts(need, story)
        steps = [line.step for line in story]
        assert steps.count(Step.RETURNED) <= 1, "it bounced twice"
        assert len(story) == 1 + self.steps and need.text == "想有人来坐坐"
        assert need.due_at is not None
        assert need.lead_org is not None or need.state not in (State.DISPATCHED, State.ANSWERED)

    def somebody_can_read_it(self, need):
        assert {need.desk_org, need.waits_for} <= set(need.seen_by)
        if need.waits_for == self.district.other.id:
            return  # works in another place, and was chosen with a reason
        reader = self.actor("desk", need)
        with scope(reader):
            assert Need.objects.filter(pk=need.pk).exists(), "its desk cannot read it"

    def kept_from_the_committee(self, need):
        if need.privacy in (Privacy.CONFIDENTIAL, Privacy.SEALED):
            assert self.district.committee.id not in need.seen_by
            with scope(self.district.clerk):
                assert not Need.objects.filter(pk=need.pk).exists()

    def closed_by_word_or_attempts(self, need, story):
        if need.state != State.CLOSED:
            assert not need.closed_how and need.closed_at is None
            return
        last = [line for line in story if line.step in (Step.CONFIRMED, Step.CLOSED)][-1]
        if need.closed_how == ClosedHow.RESIDENT:
            assert last.step == Step.CONFIRMED and last.by_role == "resident"
        elif need.closed_how == ClosedHow.BY_PHONE:
            workers = {line.by_user for line in story
                       if line.step in (Step.ANSWERED, Step.VISITED)}  # fmt: skip
            assert last.step == Step.CONFIRMED and last.by_user not in workers
        elif need.closed_how == ClosedHow.UNREACHED:
            days = {timezone.localdate(line.at) for line in story
                    if line.step == Step.ATTEMPT and line.data["counted"]}  # fmt: skip
            assert len(days) >= rules.UNREACHED_ATTEMPTS
        else:
            assert need.closed_how == ClosedHow.PASSED_ON and need.kind == Kind.PRAISE


def test_no_path_loses_a_matter(district, monkeypatch):
    reached: set[str] = set()

    class Watched(Matter):
        def teardown(self):
            reached.update(line.step for line in self.story())
            reached.update(line.data["how"] for line in self.story() if line.step == Step.CLOSED)
            super().teardown()

    Watched.district, Watched.monkeypatch = district, monkeypatch
    run_state_machine_as_test(
        Watched,
        settings=settings(
            max_examples=35, stateful_step_count=15, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip
    # a machine that never gets anywhere proves nothing
    assert reached >= {Step.SORTED, Step.DISPATCHED, Step.RETURNED, Step.ANSWERED, Step.VISITED,
                       Step.ATTEMPT, Step.CONFIRMED, Step.NOT_SOLVED, Step.CLOSED,
                       ClosedHow.UNREACHED, ClosedHow.PASSED_ON}, reached  # fmt: skip
