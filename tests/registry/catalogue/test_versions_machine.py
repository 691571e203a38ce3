"""A community's versions over any sequence of deeds: never two in force, never an edit of what
is published, and withdrawing always brings back what was there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanshe.registry.catalogue import actions, errors, queries
from sanshe.registry.catalogue.models import CatalogueVersion
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX

START = date(2026, 1, 1)
STEPS = st.one_of(
    st.just(("begin", 0)),
    st.just(("discard", 0)),
    st.tuples(st.just("edit"), st.integers(0, 1)),
    st.tuples(st.just("publish"), st.integers(-5, 40)),
    st.tuples(st.just("withdraw"), st.integers(0, 3)),
)


class Undo(Exception):
    """Ends an example, so that the next one starts from the same district."""


class Model:
    """What ought to be: published versions in order, each with its lines, and perhaps a draft."""

    def __init__(self, district):
        self.district = district
        self.published = [(district.version.pk, START, frozenset({0, 1}))]
        self.draft: tuple[int, frozenset[int]] | None = None
        self.items = [district.visiting, district.referral]

    def step(self, name, value):
        getattr(self, name)(value)
        self.compare()

    def begin(self, _value):
        if self.draft is not None:
            with pytest.raises(errors.DraftExists):
                actions.draft(self.district.clerk, community=FX, why="x")
            return
        made = actions.draft(self.district.clerk, community=FX, why="x")
        self.draft = (made.pk, self.published[-1][2] if self.published else frozenset())

    def edit(self, which):
        if self.draft is None:
            if not self.published:
                return
            with pytest.raises(errors.NotADraft):
                self._toggle(self.published[-1][0], self.published[-1][2], which)
            return
        pk, lines = self.draft
        self.draft = (pk, self._toggle(pk, lines, which))

    def _toggle(self, pk, lines, which):
        if which in lines:
            actions.remove_line(self.district.clerk, version=pk, item=self.items[which])
            return lines - {which}
        line = (
            {"duty": "transferable", "lead": self.district.agency}
            if which == 0
            else {"duty": "refused", "lead": self.district.police, "reason": "公安的事"}
        )
        actions.set_line(self.district.clerk, version=pk, item=self.items[which], **line)
        return lines | {which}

    def discard(self, _value):
        if self.draft is not None:
            actions.discard_draft(self.district.clerk, version=self.draft[0])
            self.draft = None

    def publish(self, days):
        if self.draft is None:
            return
        pk, lines = self.draft
        day = self.published[-1][1] + timedelta(days=days) if self.published else START
        refusal = None
        if not lines:
            refusal = errors.NothingInIt
        elif self.published and days <= 0:
            refusal = errors.DateWrong
        if refusal:
            with pytest.raises(refusal):
                actions.publish(self.district.job, version=pk, effective_from=day)
            return
        actions.publish(self.district.job, version=pk, effective_from=day)
        self.published.append((pk, day, lines))
        self.draft = None

    def withdraw(self, back):
        if not self.published:
            return
        back = min(back, len(self.published) - 1)
        pk = self.published[-1 - back][0]
        if back:
            with pytest.raises(errors.NotTheLast):
                actions.withdraw(self.district.street, version=pk, why="x")
            return
        actions.withdraw(self.district.street, version=pk, why="x")
        self.published.pop()
        with pytest.raises(errors.NotPublished):
            actions.withdraw(self.district.street, version=pk, why="x")

    def compare(self):
        days = [START + timedelta(days=n) for n in (-1, 0, 20, 41, 90, 300)]
        days += [day + timedelta(days=n) for _pk, day, _lines in self.published for n in (-1, 0)]
        for day in days:
            found = queries.current_version(FX, day)
            due = [pk for pk, since, _lines in self.published if since <= day]
            assert (found.pk if found else None) == (due[-1] if due else None)
        for pk, _day, lines in self.published:
            held = queries.lines_of(CatalogueVersion.objects.get(pk=pk))
            assert {line.item for line in held} == {self.items[n] for n in lines}
        numbers = CatalogueVersion.objects.filter(community=FX).values_list("number", flat=True)
        assert len(set(numbers)) == len(numbers)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=14))
def test_versions_keep_their_promises(district, steps):
    with pytest.raises(Undo), scope(district.job):
        model = Model(district)
        for name, value in steps:
            model.step(name, value)
        raise Undo
