"""What is asked in a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.ids import new_id
from sanshe.work.casework import queries
from sanshe.work.casework.enums import (
    BY_HAND,
    Agreed,
    Attainment,
    ContactWay,
    Opinion,
    ReferralGround,
)

from ..visits.forms import at

GOALS = range(1, queries.MOST_GOALS + 1)
USUAL_MINUTES = 30
SCALE = [("", "—"), *Attainment.choices]


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _text(rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **more)


class OpenForm(HouseForm):
    """A case for somebody. ``services``, ``leads`` (who may answer for it) and ``staff`` are
    (key, name) pairs."""

    personal = {
        "agreed_how": "casework.File.agreed_how",
        "why": "casework.File.why",
        "worker": "casework.Case.worker",
        "second": "casework.Case.second",
    }
    plain = {"id", "service"}

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    service = forms.TypedChoiceField(label=_("哪项服务"), coerce=int)
    agreed_how = forms.ChoiceField(label=_("怎么同意的"), choices=Agreed, widget=forms.RadioSelect)
    why = _text(label=_("为什么来"), required=False)
    worker = forms.UUIDField(label=_("谁负责"))
    second = forms.UUIDField(label=_("搭档"), required=False)

    def __init__(
        self, *args: Any, services: list, leads: list[tuple[Any, str]],
        staff: list[tuple[Any, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]
        self.fields["worker"].widget = forms.Select(choices=leads)
        self.fields["second"].widget = forms.Select(choices=[("", "—"), *staff])


class ContactForm(HouseForm):
    """Three questions in a stairwell; the time is proposed, and folded away."""

    personal = {
        "way": "casework.Contact.way",
        "note": "casework.Contact.note",
        "clock": "casework.Contact.started_at",
    }
    plain = {"id", "next_on", "day", "minutes"}

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    way = forms.ChoiceField(
        label=_("怎么见的"), choices=ContactWay, widget=forms.RadioSelect, initial=ContactWay.VISIT
    )
    note = _text(label=_("记几句"))
    next_on = _day(label=_("下次什么时候联系"), required=False)
    day = _day(label=_("哪一天"))
    clock = forms.TimeField(
        label=_("几点开始"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("多少分钟"), min_value=1, max_value=720)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        began = timezone.localtime() - timedelta(minutes=USUAL_MINUTES)
        proposed = {
            "day": began.date(), "clock": began.time(), "minutes": USUAL_MINUTES,
            "next_on": queries.proposed()["next_on"],
        }  # fmt: skip
        kwargs["initial"] = proposed | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        said = super().clean() or {}
        if "day" in said and "clock" in said:
            said["started_at"] = at(said.pop("day"), said.pop("clock"))
        return said

    def refuse(self, problem: Any) -> None:
        if problem.field == "started_at":
            problem.field = "clock"
        super().refuse(problem)

    @property
    def began(self) -> str:
        """「14:05」, typed or proposed."""
        return str(self["clock"].value() or "")[:5]

    @property
    def time_is_wrong(self) -> bool:
        return bool({"day", "clock", "minutes"} & set(self.errors))


class CorrectForm(ContactForm):
    """A contact mended, with the reason."""

    personal = {"reason": "casework.Correction.reason"}
    plain = {"version"}

    id = None  # type: ignore[assignment]
    next_on = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("为什么改"), max_length=200)


class StepForm(HouseForm):
    """One step of a case; ``goals`` are those of the plan."""

    plain = {"version"}
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = _("保存")

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: Iterable[Any] = (), staff: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.goals, self.staff = list(goals), list(staff)
        for name, day in queries.proposed().items():
            if name in self.fields:
                self.fields[name].initial = day
        self.prepare()

    def prepare(self) -> None:
        """Fields that only this case has."""


class AssessForm(StepForm):
    title = _("预估")
    personal = {"assessment": "casework.File.assessment"}
    assessment = _text(rows=10, label=_("处境和长处"))


class PlanForm(StepForm):
    title = _("目标和计划")
    personal = {
        "plan": "casework.File.plan",
        **{f"goal_{n}": "casework.Goal.text" for n in GOALS},
        **{f"scale_{n}": "casework.Goal.before" for n in GOALS},
    }
    plain = {"review_by", "next_on"}

    plan = _text(label=_("怎么做"))
    review_by = _day(label=_("最晚哪天复核计划"))
    next_on = _day(label=_("下次什么时候联系"))

    def prepare(self) -> None:
        for n in GOALS:
            self.fields[f"goal_{n}"] = forms.CharField(
                label=format_lazy("{} {}", pgettext_lazy("个案", "目标"), n),
                max_length=200,
                required=n == 1,
            )
            self.fields[f"scale_{n}"] = forms.TypedChoiceField(
                label=_("现在到了哪一步"), choices=Attainment, coerce=int, required=n == 1
            )
        first = [name for n in GOALS for name in (f"goal_{n}", f"scale_{n}")]
        self.order_fields([*first, "plan", "review_by", "next_on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        pairs = [(said.pop(f"goal_{n}", ""), said.pop(f"scale_{n}", None)) for n in GOALS]
        return said | {"goals": [(text, scale) for text, scale in pairs if text]}


class ReviewForm(StepForm):
    title = _("复核计划")
    personal = {"words": "casework.Review.words", "plan": "casework.File.plan"}
    plain = {"review_by"}

    words = _text(label=_("一起看下来怎么样"))
    plan = _text(label=_("以后怎么做"), required=False, help_text=_("不改就不用动。"))
    review_by = _day(label=_("下次最晚哪天复核"))


class CloseForm(StepForm):
    title = _("结案")
    button = _("结案")
    personal = {
        **{f"goal_{n}": "casework.Goal.after" for n in GOALS},
        "evaluation": "casework.File.evaluation",
        "opinion": "casework.File.opinion",
        "opinion_words": "casework.File.opinion_words",
    }
    plain = {"follow_up_on"}

    evaluation = _text(label=_("评估"))
    opinion = forms.ChoiceField(label=_("本人怎么说"), choices=Opinion, widget=forms.RadioSelect)
    opinion_words = _text(rows=2, label=_("本人的话"), required=False)
    follow_up_on = _day(label=_("哪天再打电话回访"))

    def prepare(self) -> None:
        for goal in self.goals:
            self.fields[f"goal_{goal.order}"] = forms.TypedChoiceField(
                label=goal.text, choices=SCALE, coerce=int,
                help_text=format_lazy("{} {}", _("定计划时:"), goal.get_before_display()),
            )  # fmt: skip
        self.order_fields([f"goal_{goal.order}" for goal in self.goals])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        scales = {goal.id: said.pop(f"goal_{goal.order}", None) for goal in self.goals}
        return said | {"scales": scales}


class EndForm(StepForm):
    title = _("提前结束")
    button = _("结束这个个案")
    personal = {"why": "casework.Case.why_ended", "words": "casework.File.evaluation"}

    why = forms.ChoiceField(
        label=_("为什么"), choices=[(one.value, one.label) for one in BY_HAND],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = _text(label=_("到现在为止"))


class ReferForm(StepForm):
    title = _("转介")
    button = _("转介出去")
    personal = {
        "to": "casework.Referral.to",
        "why": "casework.Referral.why",
        "ground": "casework.Referral.ground",
    }

    to = forms.CharField(label=_("转给谁"), max_length=80)
    why = _text(label=_("为什么转"))
    ground = forms.ChoiceField(
        label=_("本人同意吗"), choices=ReferralGround, widget=forms.RadioSelect
    )


class AnswerForm(StepForm):
    title = _("对方的答复")
    personal = {"words": "casework.Referral.words"}
    plain = {"accepted"}

    accepted = forms.TypedChoiceField(
        label=_("对方接了吗"), choices=[("yes", _("接了,这里结束")), ("no", _("没接,我们接着做"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, empty_value=None,
    )  # fmt: skip
    words = _text(rows=2, label=_("对方怎么说"), required=False)


class AssignForm(StepForm):
    title = _("换人负责")
    personal = {"worker": "casework.Case.worker", "second": "casework.Case.second"}

    worker = forms.UUIDField(label=_("谁负责"))
    second = forms.UUIDField(label=_("搭档"), required=False)

    def prepare(self) -> None:
        self.fields["worker"].widget = forms.Select(choices=self.staff)
        self.fields["second"].widget = forms.Select(choices=[("", "—"), *self.staff])
