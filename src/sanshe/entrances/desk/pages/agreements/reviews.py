"""Reviews, what residents say and the acceptance of an agreement: one page for all, one for a
review."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.request import DeskRequest
from sanshe.ground.kit.errors import Problem
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.enums import Paper
from sanshe.registry.organisations import queries as organisations
from sanshe.trust.accounts import queries as accounts
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed
from sanshe.work.settlement import actions, errors, queries
from sanshe.work.settlement.enums import Task

from .review_forms import (
    DeclareForm,
    FileForm,
    InviteForm,
    PointsForm,
    ReviewForm,
    SurveyForm,
    WordsForm,
)
from .steps import Forms, JustDo, Step, take


def buys(actor: Actor, row: Any) -> bool:
    return actor.may(Deed.KEEP_AGREEMENTS) and actor.org == row.purchaser_id


@require_GET
def judging(request: DeskRequest, id: UUID) -> HttpResponse:
    """How an agreement was judged: reviews, surveys, acceptance, papers that were taken."""
    return judging_page(request, id, {})


def judging_page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    row = agreements.get(actor, id)
    taken = queries.taken_papers(row)
    shown = {
        "agreement": row,
        "buys": buys(actor, row),
        "reviews": queries.reviews_of(actor, id),
        "surveys": queries.results(queries.surveys_of(actor, id)),
        "acceptance": queries.acceptance_of(actor, id),
        "papers": [
            (one, one.pk in taken)
            for one in agreements.papers_of(actor, row)
            if one.kind in (Paper.PLAN, Paper.AUDIT)
        ],
        "package": queries.package_of(actor, id),
        "may_archive": any(one.task == Task.ARCHIVE for one in queries.awaited(actor, id)),
        "may_ask": actor.may(Deed.ASK_OPINION) and actor.org != row.supplier_id,
        "review_form": forms.get("review", ReviewForm()),
        "survey_form": forms.get("survey", SurveyForm()),
        "wrong": [form for form in forms.values() if isinstance(form, JustDo)],
    }
    return render(request, "desk/judging.html", shown, status=400 if forms else 200)


@require_POST
def judging_step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Open a review, a survey or the acceptance; take a paper; lay the archive down."""
    steps = {
        "review": Step(
            ReviewForm, lambda a, **said: actions.open_review(a, agreement=id, **said),
            _("评估开好了。下一步:请评估的人。"),
        ),
        "survey": Step(
            SurveyForm, lambda a, **said: actions.open_survey(a, agreement=id, **said),
            _("系统抽好人了。请居委会去问。"),
        ),
        "acceptance": Step(
            JustDo, lambda a: actions.open_acceptance(a, agreement=id), _("验收开好了。")
        ),
        "paper": Step(
            JustDo,
            lambda a: actions.take_paper(a, agreement=id, document=_key(request)),
            _("认可了。"),
        ),
        "archive": Step(
            JustDo, lambda a: actions.archive(a, agreement=id), _("归档了,可以下载和核验。")
        ),
    }  # fmt: skip
    return take(
        request, steps, what, lambda forms: judging_page(request, id, forms),
        "desk:judging", id,
    )  # fmt: skip


def _key(request: DeskRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise errors.NotOfThisAgreement() from None


@require_GET
def review(request: DeskRequest, id: UUID) -> HttpResponse:
    """One review: who judges, the sheet, the files, the result."""
    return review_page(request, id, {})


def review_page(request: DeskRequest, id: UUID, forms: Forms) -> HttpResponse:
    actor = request.actor
    one = queries.review(actor, id)
    judges = queries.evaluators(actor, one)
    me = next((judge for judge in judges if judge.user == actor.user), None)
    sheet = queries.sheet(one)
    open_ = one.published_on is None
    mine = me if me is not None and me.withdrawn_at is None and open_ else None
    buyer = buys(actor, one.agreement)
    shown: dict[str, Any] = {
        "review": one, "agreement": one.agreement, "sheet": sheet, "me": me, "mine": mine,
        "buys": buyer, "open": open_,
        "judges": _named(judges),
        "files": [
            (file, forms.get(f"file{file.order}", FileForm(initial={"order": file.order})))
            for file in queries.files(actor, one)
        ],
        "lacks": queries.lacks(one) if open_ and buyer else [],
        "invite_form": forms.get("invite", InviteForm()),
        "declare_form": forms.get("declare", DeclareForm()),
        "points_form": forms.get("points") or (
            PointsForm(lines=[s.line for s in sheet], given=queries.points_by(actor, one))
        ),
        "publish_form": forms.get("publish", WordsForm()),
        "wrong": [form for form in forms.values() if isinstance(form, JustDo)],
    }  # fmt: skip
    return render(request, "desk/review.html", shown, status=400 if forms else 200)


def _named(judges: Any) -> list[tuple[Any, str, str]]:
    """(evaluator, name, organisation) each."""
    people = accounts.names_of({judge.user for judge in judges})
    bodies = organisations.names_of({judge.org for judge in judges})
    return [(one, people.get(one.user, ""), bodies.get(one.org, "")) for one in judges]


@require_POST
def review_step(request: DeskRequest, id: UUID, what: str) -> HttpResponse:
    """Invite, declare, draw, check a file, publish."""
    steps = {
        "invite": Step(InviteForm, lambda a, **said: _invite(a, id, **said), _("请好了。")),
        "declare": Step(
            DeclareForm, lambda a, **said: actions.declare(a, review=id, **said), _("记下了。")
        ),
        "draw": Step(JustDo, lambda a: actions.draw_files(a, review=id), _("抽好了。")),
        "file": Step(
            FileForm, lambda a, **said: actions.check_file(a, review=id, **said), _("记下了。")
        ),
        "publish": Step(
            WordsForm, lambda a, **said: actions.publish_review(a, review=id, **said),
            _("结果公布了。"),
        ),
    }  # fmt: skip
    return take(
        request, steps, what, lambda forms: review_page(request, id, forms), "desk:review", id
    )


def _invite(actor: Actor, review: UUID, *, user: str, kind: str) -> Any:
    found = accounts.ids_named(user.strip())
    if len(found) != 1:
        raise errors.NoSuchAccount(field="user")
    return actions.invite(actor, review=review, user=found[0], kind=kind)


@require_POST
def points(request: DeskRequest, id: UUID) -> HttpResponse:
    """An evaluator's points: the form is made of the sheet's lines."""
    one = queries.review(request.actor, id)
    lines = [row.line for row in queries.sheet(one)]

    form = PointsForm(request.POST, lines=lines)
    if form.is_valid():
        try:
            actions.give_points(request.actor, review=id, points=form.points())
        except Problem as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("分数记下了。"))
            return redirect("desk:review", id)
    return review_page(request, id, {"points": form})
