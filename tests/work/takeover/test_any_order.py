"""Whatever the sides do in whatever order: nobody's file goes without a yes, no matter is lost, the
platform has one operator, and the way is the one that is drawn."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from signal import SIGKILL

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.ground.kit.errors import Problem
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people.models import Person
from sanshe.trust.policy.scope import scope
from sanshe.work.needs.models import Need
from sanshe.work.takeover import actions, carrying, errors
from sanshe.work.takeover.models import Client, Event, Matter, Signature, Takeover
from sanshe.work.takeover.transitions import MOVES
from tests.factories.district import make_district
from tests.laws.house import dotted, sources
from tests.work.takeover.conftest import make_handing

WHO = ("manager", "comes", "street", "clerk", "holder", "bureau")
STEPS = (
    "draw", "ask", "ask_all", "decide", "decide_all", "introduce", "write", "tell_all", "listed",
    "told", "sign", "sign_all", "answer", "need", "back", "finish", "off",
)  # fmt: skip


class Undo(Exception):
    """Ends an example: what it wrote goes with its savepoint."""


class Way:
    """One example: a fresh take-over, and tries that may be refused."""

    def __init__(self, district):
        self.handing = make_handing(district)
        self.names = ["周奶奶", "老杨"]
        for name in self.names:
            self.handing.person(name)
        self.needs = [self.handing.need("想有人来坐坐", "周奶奶")]
        self.handing.visit("老杨", 10)
        self.handing.announce()

    def actor(self, who):
        cast = self.handing.district
        if who == "holder":
            return cast.holding(self.needs[0].receipt)
        return {"manager": self.handing.manager, "comes": self.handing.comes}.get(who) or getattr(
            cast, who
        )

    def attempt(self, step, who, pick):
        try:
            with transaction.atomic():
                self.do(step, self.actor(who), pick)
        except Problem:
            pass
        self.check()

    def do(self, step, actor, pick):
        handing, on = self.handing, {"takeover": self.handing.row.pk}
        clients, matters = handing.all(Client), handing.all(Matter)
        answer = ("yes", "no", "unreached")[pick % 3]
        if step == "draw":
            actions.draw(actor, **on)
        elif step == "ask" and clients:
            one = clients[pick % len(clients)]
            actions.ask(actor, client=one.pk, answer=answer, how="phone", notice_read=True)
        elif step == "ask_all":
            for one in clients:
                actions.ask(
                    handing.manager, client=one.pk, answer=answer, how="home", notice_read=True
                )
        elif step == "decide" and matters:
            one = matters[pick % len(matters)]
            fate = ("taken", "ended", "referred")[pick % 3]
            actions.decide(actor, matter=one.pk, fate=fate, words="再见")
        elif step == "decide_all":
            handing.decide_all()
        elif step == "introduce":
            handing.introduce()
        elif step == "write":
            actions.write_farewell(actor, text="再见", **on)
        elif step == "tell_all":
            handing.tell_all()
        elif step == "listed":
            actions.finish_lists(actor, version=handing.now().version, **on)
        elif step == "told":
            actions.finish_farewell(actor, version=handing.now().version, **on)
        elif step == "finish":
            handing.draw()
            for one in handing.all(Client):
                if one.answer == "waiting":
                    actions.ask(handing.manager, client=one.pk, answer="no", how="phone")
            handing.finish()
        elif step == "sign":
            actions.sign(actor, **on)
        elif step == "sign_all":
            handing.sign()
        elif step == "answer":
            actions.answer_online(actor, yes=bool(pick % 2))
        elif step == "need":
            self.needs.append(handing.need("又来一件"))
        elif step == "back":
            actions.send_back(actor, version=handing.now().version, reason="还差", **on)
        elif step == "off" and pick == 7:  # rarely, else no example gets anywhere
            actions.break_off(actor, version=handing.now().version, reason="算了", **on)

    def check(self):
        handing = self.handing
        cast, row = handing.district, handing.now()
        over = row.state in ("handed_over", "closed")
        runs = organisations.operator_of(cast.station.pk)
        assert runs.pk == (cast.other.pk if over else cast.agency.pk)
        with scope(cast.job):
            yes = set(Client.objects.filter(answer="yes").values_list("person_id", flat=True))
            for person in Person.objects.filter(pk__in=[p.id for p in handing.kept.values()]):
                assert (cast.other.pk in person.seen_by) == (over and person.pk in yes)
                assert (cast.agency.pk in person.seen_by) == (not over)
            rows = Need.objects.filter(pk__in=[one.pk for one in self.needs])
            assert len(rows) == len(self.needs)
            for need in rows:
                assert need.waits_for in need.seen_by
                if over and need.heard_at <= row.handed_at:
                    assert cast.agency.pk not in need.seen_by
            assert Signature.objects.count() <= 3
            steps = list(Event.objects.order_by("at", "id").values_list("step", flat=True))
        drawn = {move.by for move in MOVES} | {"announced"}
        assert set(steps) <= drawn and steps.count("handed_over") == int(over)


END = (("finish", "manager", 0), ("sign_all", "street", 0), ("answer", "holder", 0))
WALK = st.lists(
    st.tuples(st.sampled_from(STEPS), st.sampled_from(WHO), st.integers(0, 7)),
    min_size=5, max_size=9,
)  # fmt: skip


def test_nothing_is_lost_whatever_the_order(district):
    reached: set[str] = set()

    @settings(
        max_examples=4,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(WALK)
    def walked(walk):
        try:
            with transaction.atomic():
                way = Way(district)
                for step, who, pick in [*walk[:3], ("draw", "manager", 0), *walk[3:], *END]:
                    way.attempt(step, who, pick)
                with scope(district.job):
                    reached.update(Event.objects.values_list("step", flat=True))
                raise Undo
        except Undo:
            pass

    walked()
    # a walk that never gets anywhere proves nothing
    assert reached >= {"drawn", "listed", "told", "signed", "handed_over"}, reached


def test_signatures_at_once_and_a_machine_that_dies(committed):
    """Two sides click at the same moment, one of them twice. Whoever signs last dies while things
    move: nothing has moved. Then it is signed twice at once: handed over once."""
    handing = make_handing(make_district())
    person = handing.person("周奶奶")
    handing.announce()
    handing.draw()
    handing.ask("周奶奶", "yes")
    handing.finish()
    street, agency = handing.district.street, handing.district.agency

    def sign(actor):
        try:
            return actions.sign(actor, takeover=handing.row.pk)
        except Problem as problem:
            return problem
        finally:
            connections.close_all()

    def refused(*actors):
        with ThreadPoolExecutor(len(actors)) as pool:
            return [type(one) for one in pool.map(sign, actors) if isinstance(one, Problem)]

    def stands():
        with scope(handing.district.job):
            kept = Person.objects.get(pk=person.pk).seen_by
            return handing.now().state, Signature.objects.count(), kept

    assert refused(handing.manager, handing.comes, handing.comes) == [errors.SignedAlready]
    connections.close_all()
    child = os.fork()
    if child == 0:
        carrying.organisations.hand_over_platform = lambda *_, **__: os.kill(os.getpid(), SIGKILL)
        actions.sign(street, takeover=handing.row.pk)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == SIGKILL
    assert stands() == ("ready", 2, [agency.pk])
    assert refused(street, street) == [errors.SignedAlready]
    assert stands() == ("handed_over", 3, [handing.district.other.pk])
    assert len(organisations.history_of(handing.district.station).stays) == 2
    with scope(handing.district.job):
        assert Event.objects.filter(step="handed_over").count() == 1
        assert Takeover.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["change_operator(", "pass_file(", "pass_closed(", "hand_over_platform("]
)
def test_only_the_take_over_moves_what_neither_side_sees(name):
    """``Deed.CARRY_TAKEOVER`` is held by whoever signs or answers: no entrance calls it itself."""
    callers = {dotted(path) for path in sources() if name in path.read_text(encoding="utf-8")}
    made = ("sanshe.work.takeover.", "sanshe.registry.organisations.actions.platforms")
    own = {one for one in callers if one.endswith("actions.changing")}
    own.add("sanshe.trust.consent.actions")
    assert {one for one in callers - own if not one.startswith(made)} == set()
