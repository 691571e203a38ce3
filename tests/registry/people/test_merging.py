"""Two entries that are one person: nothing is lost in merging, and taking apart gives all back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sanshe.ground.kit.errors import NotFound
from sanshe.registry.people import errors
from sanshe.registry.people.actions import (
    add_part,
    correct_person,
    form_household,
    keep_person,
    merge_people,
    share_with,
    unmerge_people,
)
from sanshe.registry.people.actions.merging import CHOOSABLE, WRITTEN
from sanshe.registry.people.models import Merge, Person
from sanshe.registry.people.queries import (
    canonical,
    canonical_ids,
    find,
    get,
    ids_of,
    listing,
    names_of,
)
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, make_district


def keep(actor, name="张桂花", **more):
    return keep_person(actor, community=FX, name=name, even_so=True, **more)


def test_merged_with_a_trace_and_taken_apart(district):
    worker = district.worker
    kept = keep(worker, phone="100-0000-0042", birth_year=1946)
    gone = keep(worker, "张阿姨", building="3栋", birth_year=1945, tier="A")
    add_part(worker, person=gone.id, role="volunteer", where="复兴队")
    merge_people(worker, survivor=kept.id, other=gone.id, take=["building", "birth_year", "tier"])
    with scope(worker):
        card = get(worker, gone.id)
        assert card.row.id == kept.id and card.row.advanced_age and card.row.tier == "A"
        assert [part.where for part in card.parts] == ["复兴队"]
        assert [row.id for row in listing(worker).rows] == [kept.id]
        assert find(worker, "张阿姨") == [] and [row.id for row in find(worker, "3栋")] == [kept.id]
        assert set(ids_of(worker, gone.id)) == {kept.id, gone.id} == set(ids_of(worker, kept.id))
        assert names_of(worker, [gone.id]) == {gone.id: "张**, 3栋"}
        (trace,) = Merge.objects.all()
        assert trace.fields == ["birth_year", "building", "tier"]
    with pytest.raises(errors.MergedAway):
        correct_person(worker, person=gone.id, version=2, wish="x")
    unmerge_people(district.colleague, merge=trace.id)
    with scope(worker):
        rows = {row.id: row for row in Person.objects.all()}
        assert (rows[kept.id].building, rows[kept.id].birth_year, rows[kept.id].tier) == (
            "", 1946, "",
        )  # fmt: skip
        assert rows[gone.id].merged_into_id is None
        assert len(listing(worker).rows) == 2
    with pytest.raises(errors.NotMerged):
        unmerge_people(worker, merge=trace.id)


def test_living_alone_is_counted_after_the_merge(district):
    worker = district.worker
    one, other, twin = keep(worker, "周奶奶"), keep(worker, "周爷爷"), keep(worker, "周大爷")
    form_household(worker, members=[one.id, other.id, twin.id])
    merge_people(worker, survivor=other.id, other=twin.id)
    merge_people(worker, survivor=one.id, other=other.id)  # it was one person all the time
    with scope(worker):
        assert get(worker, twin.id).row.id == one.id and get(worker, one.id).row.alone
        assert [row.id for row in listing(worker, alone=True).rows] == [one.id]


def test_merging_shows_nobody_to_others_unasked(district):
    clerk, worker = district.clerk, district.worker
    theirs, ours = keep(worker, birth_year=1940), keep(clerk)
    with pytest.raises(errors.NotAgreed):
        merge_people(clerk, survivor=ours.id, other=theirs.id)
    row = merge_people(clerk, survivor=ours.id, other=theirs.id, agreed=True)
    assert set(row.seen_by) == {clerk.org, worker.org}
    with scope(worker):
        assert get(worker, theirs.id).row.id == ours.id
    with scope(clerk):
        trace = Merge.objects.get()
    unmerge_people(clerk, merge=trace.id)
    with scope(worker), pytest.raises(NotFound):
        get(worker, ours.id)


def test_what_cannot_be_merged(district):
    worker = district.worker
    one, sealed = keep(worker), keep(worker, privacy="sealed")
    with pytest.raises(errors.CannotMerge):
        merge_people(worker, survivor=one.id, other=sealed.id)
    with pytest.raises(NotFound):
        merge_people(worker, survivor=one.id, other=one.id)
    for stranger in (district.other_agency, district.other_district, district.stranger):
        with pytest.raises(NotFound):
            merge_people(stranger, survivor=one.id, other=sealed.id)


def test_crosswise_at_once(committed):
    cast = make_district()
    one, other = keep(cast.worker), keep(cast.worker)

    def merge(pair):
        try:
            return merge_people(cast.worker, survivor=pair[0].id, other=pair[1].id)
        except errors.Problem as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(merge, [(one, other), (other, one)]))
    assert sorted(type(result).__name__ for result in results) == ["MergedAway", "Person"]
    with scope(cast.job):
        assert Person.objects.filter(merged_into__isnull=False).count() == 1


@pytest.mark.usefixtures("db")
def test_any_order_of_merging_keeps_everybody_findable(district):
    """Merges, taking apart, corrections and sharing in any order: every entry stands for one
    person; and once all are apart and nobody corrected, each is what it was."""

    class Register(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.before = transaction.savepoint()
            self.actor = district.worker
            self.people = [
                keep(self.actor, f"张{n}花", building=f"{n}栋", birth_year=1930 + n,
                     wish=f"w{n}" if n % 2 else "", phone=f"100-0000-000{n}",
                     privacy="confidential" if n == 3 else "normal")
                for n in range(1, 5)
            ]  # fmt: skip
            share_with(self.actor, person=self.people[1].id, org=district.other.id, agreed=True)
            self.ids = [row.id for row in self.people]
            self.first = self.rows()
            self.corrected = set()
            self.merges = []

        def rows(self):
            with scope(self.actor):
                found = Person.objects.filter(id__in=self.ids)
                return {row.id: {f: getattr(row, f) for f in WRITTEN} for row in found}

        @rule(pair=st.permutations(range(4)), take=st.sets(st.sampled_from(CHOOSABLE)))
        def merge(self, pair, take):
            a, b = self.ids[pair[0]], self.ids[pair[1]]
            take -= {"birth_date", "household_id"}
            try:
                merge_people(self.actor, survivor=a, other=b, take=take, agreed=True)
            except errors.MergedAway:
                return
            with scope(self.actor):
                self.merges.append(Merge.objects.latest("at").id)

        @precondition(lambda self: self.merges)
        @rule(data=st.data())
        def unmerge(self, data):
            merge = data.draw(st.sampled_from(self.merges))
            unmerge_people(self.actor, merge=merge)
            self.merges.remove(merge)

        @rule(who=st.integers(0, 3))
        def correct(self, who):
            with scope(self.actor):
                row = Person.objects.get(id=self.ids[who])
            if row.merged_into_id is None:
                correct_person(self.actor, person=row.id, version=row.version, tier="B")
                self.corrected.add(row.id)

        @invariant()
        def everybody_is_found(self):
            with scope(self.actor):
                roots = canonical_ids(self.actor, self.ids)
                assert set(roots) == set(self.ids)
                for id, root in roots.items():
                    assert id in ids_of(self.actor, root) and canonical(self.actor, id) == root
                    assert get(self.actor, id).row.id == root
                listed = {row.id for row in listing(self.actor).rows}
                assert listed >= set(roots.values())
                assert len(set(roots.values())) == 4 - len(self.merges)

        @invariant()
        def apart_they_are_what_they_were(self):
            if not self.merges:
                now = self.rows()
                for id, was in self.first.items():
                    for field, value in was.items():
                        if field != "tier":
                            assert now[id][field] == value, field

        def teardown(self):
            for merge in reversed(self.merges):
                unmerge_people(self.actor, merge=merge)
            self.merges = []
            self.apart_they_are_what_they_were()
            transaction.savepoint_rollback(self.before)

    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=6, stateful_step_count=8, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
