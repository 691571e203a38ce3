"""One line: how it is counted and from which records; or who told it, from which paper."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.areas import queries as areas
from sanshe.insight.statutory import actions, queries
from sanshe.trust.accounts import queries as accounts

from .asking import Ask, facts
from .forms import Tell
from .shown import number, opens, row


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: DeskRequest, code: str) -> HttpResponse:
    """The line in the address; a number from outside is written here, too."""
    found = queries.sheet(request.actor, **Ask(request.GET).said(), only=code)
    figure, asked = found.figures[code], found.asked
    shown: dict[str, Any] = {**facts(asked), "sheet": found, "row": row(figure)}
    if not figure.line.is_told:
        return render(request, "desk/statutory_line.html", shown | _behind(request, found, figure))
    form = Tell(request.POST if request.method == "POST" else None)
    told = partial(actions.tell, request.actor, line=code, area=asked.area, year=asked.year)
    if request.method == "POST" and form.carries(told):
        messages.success(request, _("记下了。"))
        return redirect(f"{reverse('desk:statutory_line', args=[code])}?{shown['query']}")
    shown |= _told(found, figure) | {
        "form": form,
        "may_keep": queries.may_keep(request.actor, asked.area),
    }
    return render(request, "desk/statutory_told.html", shown, status=400 if form.errors else 200)


def _behind(request: DeskRequest, found: queries.Sheet, figure: queries.Figure) -> dict[str, Any]:
    """The records behind a number; growth has two numbers and their tables behind it."""
    one = figure.line
    if one.growth_of:
        of = found.figures[one.growth_of]
        return {"of": row(of), "before": found.before, "rows": []}
    page = queries.behind(
        request.actor, one.code, area=found.asked.area, year=found.asked.year,
        after=request.GET.get("after", ""),
    )  # fmt: skip
    names = areas.short_names_of({each.place for each in page.rows if each.place})
    here: Decimal = sum((each.amount for each in page.rows), Decimal(0))
    return {
        "rows": [
            (each, opens(each), names.get(each.place, ""), number(one.measure, each.amount))
            for each in page.rows
        ],
        "here": number(one.measure, here),
        "whole": not page.after and not request.GET.get("after"),
        "page": page,
    }


def _told(found: queries.Sheet, figure: queries.Figure) -> dict[str, Any]:
    """The words that make up the number, and every word of this area before."""
    history = queries.told_history(found.asked, found.form, figure.line)
    words = [*figure.words, *history]
    people = accounts.names_of({word.by_user for word in words if word.by_user})
    names = areas.short_names_of({word.area for word in words})

    def said(word: queries.Told) -> tuple[queries.Told, str, str, str]:
        return (
            word, names.get(word.area, ""), people.get(word.by_user, "") if word.by_user else "",
            number(figure.line.measure, word.number),
        )  # fmt: skip

    return {
        "words": [said(word) for word in figure.words],
        "history": [said(word) for word in history],
    }
