"""The tables of an area and year: what is counted, what was told, never added to one another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.paging import Page
from sanshe.ground.kit.places import span_of
from sanshe.trust.policy.actor import Actor, demand
from sanshe.trust.policy.enums import Deed

from .. import rules
from ..forms import FORMS, form_for
from ..models import Edition, Told
from ..shape import Form, Line, Table
from ..sources import SOURCES, Asked, Cell, number
from .closed import editions
from .told import told_in

Ratio = Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A line with its number: ``counted`` by the platform or ``told`` from outside, never both.
    ``grown``: percent against last year's closed table; ``closed``: as this year's newest edition
    has it, None where it has none."""

    line: Line
    counted: Decimal | None = None
    told: Decimal | None = None
    words: tuple[Told, ...] = ()
    grown: Ratio = None
    closed: Decimal | None = None

    @property
    def shown(self) -> Decimal | None:
        return self.told if self.line.is_told else self.counted


@dataclass(frozen=True, slots=True)
class Check:
    """Whether parts add up to their total, told in figures."""

    total: Line
    parts: tuple[Line, ...]
    is_: Decimal
    should: Decimal

    @property
    def holds(self) -> bool:
        return self.is_ == self.should


@dataclass(frozen=True, slots=True)
class Sheet:
    """All tables of a form. ``newest``: this year's last edition; ``before``: last year's."""

    asked: Asked
    form: Form
    figures: dict[str, Figure]
    checks: list[Check]
    newest: Edition | None
    before: Edition | None

    @property
    def tables(self) -> list[tuple[Table, list[Figure], list[Check]]]:
        return [
            (
                table,
                [self.figures[line.code] for line in table.lines],
                [check for check in self.checks if check.total in table.lines],
            )
            for table in self.form.tables
        ]


def years() -> list[int]:
    """From this year back to the first that any form is for."""
    return list(range(timezone.localdate().year, min(form.first_year for form in FORMS) - 1, -1))


def asked_for(actor: Actor, *, area: int = 0, year: int = 0) -> tuple[Asked, Form]:
    """What is asked, and in which form: without an area the actor's own, without a year this one.
    Raises NotFound for an area that is not the actor's or a year that has not come."""
    demand(actor, Deed.READ_STATUTORY)
    today = timezone.localdate()
    area, year = area or actor.lo, year or today.year
    lo, hi = span_of(area)
    if not actor.lo <= lo <= hi <= actor.hi or year > today.year:
        raise NotFound()
    return Asked(actor, area, year, rules.as_of(year, today)), form_for(year)


def sheet(actor: Actor, *, area: int = 0, year: int = 0, only: str = "") -> Sheet:
    """The whole form, one question a source however many lines there are; or ``only`` one line,
    with what it grew from. Raises NotFound for a line that the form does not have."""
    asked, form = asked_for(actor, area=area, year=year)
    lines = _lines(form, only)
    sources = {line.source for line in lines.values() if line.source}
    cells = {name: SOURCES[name].cells(asked) for name in sources}
    told = told_in(asked, form)
    held = editions(actor, area=asked.area, years=(asked.year, asked.year - 1))
    newest = next((one for one in held if one.year == asked.year), None)
    before = next((one for one in held if one.year == asked.year - 1), None)
    then, closed = _numbers(before, form), _numbers(newest, form)
    figures = {
        code: _figure(line, cells, tuple(told.get(code, ())), then, closed)
        for code, line in lines.items()
    }
    for code, line in lines.items():
        if line.growth_of:
            grown = figures[line.growth_of].grown
            figures[code] = Figure(line, counted=grown, closed=closed.get(code))
    checks = [] if only else _checks(form, figures)
    return Sheet(asked, form, figures, checks, newest, before)


def behind(actor: Actor, line: str, *, area: int = 0, year: int = 0, after: str = "") -> Page:
    """The records that a counted line adds up; ``Page.rows`` are ``Behind``. Raises NotFound for a
    line that is not counted."""
    asked, form = asked_for(actor, area=area, year=year)
    one = form.lines.get(line)
    if one is None or not one.source:
        raise NotFound()
    return SOURCES[one.source].behind(asked, one.picks, after)


def _lines(form: Form, only: str) -> dict[str, Line]:
    if not only:
        return form.lines
    if only not in form.lines:
        raise NotFound()
    wanted = {only, form.lines[only].growth_of}
    return {code: line for code, line in form.lines.items() if code in wanted}


def _figure(
    line: Line,
    cells: dict[str, list[Cell]],
    words: tuple[Told, ...],
    then: dict[str, Decimal],
    closed: dict[str, Decimal],
) -> Figure:
    counted = number(cells[line.source], line.picks) if line.source else None
    told = sum((row.number or Decimal(0) for row in words), Decimal(0)) if words else None
    now = told if line.is_told else counted
    return Figure(
        line, counted, told if line.is_told else None, words, _grown(now, then.get(line.code)),
        closed.get(line.code),
    )  # fmt: skip


def _grown(now: Decimal | None, then: Decimal | None) -> Ratio:
    """In percent, one decimal; from nothing there is no growth to tell."""
    if now is None or not then:
        return None
    return ((now - then) * 100 / then).quantize(Decimal("0.1"))


def _numbers(edition: Edition | None, form: Form) -> dict[str, Decimal]:
    """An edition's numbers, where it is of the same form in the same version."""
    if edition is None or (edition.form, edition.version) != (form.code, form.version):
        return {}
    return {
        row["code"]: Decimal(value)
        for row in edition.lines
        if (value := row["counted"] if row["counted"] is not None else row["told"]) is not None
    }


def _checks(form: Form, figures: dict[str, Figure]) -> list[Check]:
    found = []
    for table in form.tables:
        for same in table.same:
            parts = tuple(form.lines[code] for code in same.parts)
            should = sum((figures[p.code].shown or Decimal(0) for p in parts), Decimal(0))
            total = figures[same.total]
            found.append(Check(total.line, parts, total.shown or Decimal(0), should))
    return found
