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
from sanshe.work.needs import actions, queries, rules
from sanshe.work.needs.enums import ClosedHow, Kind, State, Step
from sanshe.work.needs.models import Event, Handover, Need, Ruling
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
        self.steps, self.looked_at = 0, 0

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
        if who not in ("desk", "lead", "decider"):
            return getattr(cast, who)
        org = need.desk_org if who == "desk" else need.lead_org
        if who == "decider":
            return cast.supervisor if need.desk_org == cast.agency.id else cast.street
        staff = {
            cast.agency.id: cast.worker,
            cast.committee.id: cast.clerk,
            cast.street_office.id: cast.street,
        }
        return staff.get(org, cast.colleague)

    @initialize(far=st.integers(-1, 7), word=st.booleans())
    def already_on_its_way(self, far, word):
        if far < 0:
            self.praise()
        for _ in range(far):
            self.forward(word)

    @rule(word=st.booleans())
    def forward(self, word):
        """The next step by whoever usually makes it; with the resident's ``word``, or without."""
        state = self.now().state
        if state == State.HEARD:
            self.sort("desk", "need", "P2", "normal")
        elif state == State.SORTED:
            self.dispatch("desk", "agency")
        elif state == State.DISPATCHED:
            self.visit("lead", "done") if word else self.answer("lead")
        elif state == State.ANSWERED and word:
            self.confirm("holder")
        elif state == State.ANSWERED and self.now().attempts < rules.UNREACHED_ATTEMPTS:
            self.reach("desk", False)
            self.a_night_passes()
        elif state == State.ANSWERED:
            self.close_unreached("desk")
        elif word:
            self.four_weeks_pass(False, "holder")
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

    @rule(
        who=st.sampled_from(CAST),
        what=st.sampled_from(
            [
                "dispute",
                "appeal",
                "pause",
                "resume",
                "hand_over",
                "ask_back",
                "raise_privacy",
                "recall",
                "decide",
            ]
        ),
        draw=st.integers(0, 11),
    )
    def on_its_way(self, who, what, draw):
        """Everything else that can happen to it, tried by anybody."""
        drawn = {
            "appeal": (["overdue", "bounced", "badly"][draw % 3],),
            "pause": (draw + 1,),
            "ask_back": (["going", "stuck", "done"][draw % 3],),
            "raise_privacy": (["confidential", "sealed"][draw % 2],),
            "decide": (["stays", "instructs", "takes_over", "declined"][draw % 4],
                       ["agency", "other", "street_office"][draw % 3]),
        }  # fmt: skip
        getattr(self, what)(who, *drawn.get(what, ()))

    @rule()
    def to_and_fro(self):
        """Sent back, dispatched again, disputed: what a matter nobody wants goes through."""
        if self.now().state == State.SORTED:
            self.dispatch("desk", "agency")
        self.send_back("lead")
        self.dispatch("desk", "agency")
        self.dispute("lead")
        self.decide("decider", "instructs", "other")
        self.appeal("holder", "bounced")

    @rule(days=st.integers(1, 6), hide=st.booleans())
    def waits_a_while(self, days, hide):
        """Dispatched, and the papers are missing; or somebody asks to keep it closer."""
        self.dispatch("desk", "agency")
        self.pause("lead", days)
        if hide:
            self.raise_privacy("lead", "confidential")

    @rule(result=st.sampled_from(["going", "done"]))
    def outside(self, result):
        """Handed to somebody outside, and asked back about."""
        self.hand_over("desk")
        self.ask_back("desk", result)

    def dispute(self, who):
        self.attempt(who, actions.dispute, version=self.now().version, reason="不归我们")

    def appeal(self, who, ground):
        self.attempt(who, actions.appeal, ground=ground, text="请看一看")

    def decide(self, who, verdict, lead):
        with scope(self.district.job):
            row = Ruling.objects.filter(need=self.need.pk, decided_at__isnull=True).first()
        if row is not None:
            self.attempt(who, lambda actor, need, **said: actions.decide(actor, **said),
                         ruling=row, verdict=verdict, text="定了",
                         lead=getattr(self.district, lead).id)  # fmt: skip

    def pause(self, who, days):
        self.attempt(who, actions.pause, version=self.now().version, why="papers", text="等材料",
                     until=timezone.localdate() + timedelta(days=days))  # fmt: skip

    def recall(self, who):
        self.attempt(who, actions.recall, version=self.now().version)

    def resume(self, who):
        self.attempt(who, actions.resume, version=self.now().version)

    def hand_over(self, who):
        self.attempt(who, actions.hand_over, version=self.now().version,
                     to=self.district.police.id, text="请他们办")  # fmt: skip

    def ask_back(self, who, result):
        self.attempt(who, actions.ask_back, version=self.now().version, result=result, text="问过")

    def raise_privacy(self, who, privacy):
        self.attempt(who, actions.raise_privacy, version=self.now().version, privacy=privacy,
                     reason="要保密")  # fmt: skip

    @rule(lasts=st.booleans(), who=st.sampled_from(("holder",) * 2 + CAST))
    def four_weeks_pass(self, lasts, who):
        if self.now().state == State.ANSWERED:
            self.confirm("holder")
        self.day += 28
        self.a_night_passes()
        actions.ask_lasting(self.district.job)
        self.attempt(who, actions.say_lasting, lasts=lasts)

    @rule(who=st.sampled_from(CAST))
    def reopen(self, who):
        self.attempt(who, actions.reopen)

    @invariant()
    def promises_hold(self):
        need = self.now()
        if need.version == self.looked_at:
            return
        self.looked_at, story = need.version, self.story()
        self.somebody_can_read_it(need)
        self.kept_from_the_committee(need)
        self.closed_by_word_or_attempts(need, story)
        steps = [line.step for line in story]
        assert steps.count(Step.RETURNED) <= 1, "it bounced twice"
        assert len(story) == 1 + self.steps and need.text == "想有人来坐坐"
        self.decided_stays_decided(story)
        self.stands_still_for_a_reason(need)
        assert need.due_at is not None
        assert need.lead_org is not None or need.state not in (State.DISPATCHED, State.ANSWERED)

    def somebody_can_read_it(self, need):
        assert {need.desk_org, need.waits_for} <= set(need.seen_by)
        if need.waits_for == self.district.other.id:
            return  # works in another place, and was chosen with a reason
        reader = self.actor("desk", need)
        with scope(reader):
            assert Need.objects.filter(pk=need.pk).exists(), "its desk cannot read it"
        if need.state == State.CLOSED:
            return
        holder = self.actor("desk" if need.waits_for == need.desk_org else "lead", need)
        with scope(holder):
            waiting = queries.queue(holder).rows
        assert need.pk in {row.id for row in waiting}, "it is in nobody's queue"

    def decided_stays_decided(self, story):
        """After somebody above named the lead, nobody gives it back or sends it elsewhere; only
        what may not be seen any more changes hands."""
        fixed = False
        for one in story:
            assert not fixed or one.step not in (Step.RETURNED, Step.DISPUTED)
            named = one.step == Step.DECIDED and one.data["verdict"] != "declined"
            fixed = named or (fixed and not (one.step == Step.HIDDEN and one.data["lost"]))

    def stands_still_for_a_reason(self, need):
        assert (need.paused_since is None) == (need.pause_why == "")
        if need.paused_since is not None:
            assert need.state == State.DISPATCHED and need.urgency not in ("P0", "P1")
        with scope(self.district.job):
            outside = Handover.objects.filter(need=need.pk, ended_at__isnull=True).first()
        if need.lead_org == self.district.police.id and need.state == State.DISPATCHED:
            assert outside is None or need.ask_back_on == outside.ask_on

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
            max_examples=16, stateful_step_count=15, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip
    # a machine that never gets anywhere proves nothing
    assert reached >= {Step.SORTED, Step.DISPATCHED, Step.RETURNED, Step.ANSWERED, Step.CONFIRMED,
                       Step.CLOSED, Step.DISPUTED, Step.DECIDED}, reached  # fmt: skip
    assert len(reached) >= 16, reached
