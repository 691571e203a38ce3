"""What is asked on the ladder, on the way with somebody, and after a visit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.work.visits.enums import Check, Found, Outcome, PaidBy, Risk

from .forms import _clock, _day, from_till


class ClimbForm(HouseForm):
    """What was done on a rung and what came of it."""

    personal = {
        "found": "visits.Rung.found",
        "text": "visits.Rung.text",
        "source": "visits.Rung.source",
    }
    plain = {"version", "rung", "clock", "why_skipped"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    rung = forms.ChoiceField(label=_("做了哪一步"))
    found = forms.ChoiceField(
        label=_("结果"), widget=forms.RadioSelect,
        choices=[choice for choice in Found.choices if choice[0] != Found.DANGER],
        error_messages={"required": _("请选一个。没有下落也选。")},
    )  # fmt: skip
    text = forms.CharField(label=_("问了谁、看到什么"), max_length=300)
    source = forms.CharField(label=_("下落是谁说的"), max_length=100, required=False)
    clock = _clock(label=_("几点做的"), required=False, help_text=_("不填就是现在。"))
    why_skipped = forms.CharField(
        label=_("跳过了中间的,为什么"), max_length=300, required=False,
        help_text=_("跳过要写原因,大家都看得到。怀疑有危险不用写,点上面的红按钮。"),
    )  # fmt: skip

    def __init__(self, *args: Any, rungs: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = rungs  # type: ignore[attr-defined]


class DepartForm(HouseForm):
    """Leaving: when, and by when home again."""

    personal = {"left": "visits.Escort.departed_at"}
    plain = {"back"}

    left = _clock(label=_("几点出门"), required=False, help_text=_("不填就是现在。"))
    back = _clock(label=_("说好几点前到家"), required=False)


class HomeForm(HouseForm):
    """Home again, and what the way cost."""

    personal = {
        "clock": "visits.Escort.home_at",
        "how": "visits.Escort.home_how",
        "fare": "visits.Escort.fare",
        "paid_by": "visits.Escort.paid_by",
        "fare_note": "visits.Escort.fare_note",
    }

    clock = _clock(label=_("几点到家"), required=False, help_text=_("不填就是现在。"))
    how = forms.CharField(label=_("怎么到家的"), max_length=100, required=False)
    fare = forms.DecimalField(
        label=_("车费(元)"), max_digits=8, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )  # fmt: skip
    paid_by = forms.ChoiceField(label=_("谁付的"), choices=PaidBy.choices, required=False)
    fare_note = forms.CharField(label=_("票据说明"), max_length=100, required=False)


class LeaveForm(HouseForm):
    """The day somebody died or moved, and what is done for the family."""

    personal = {"on": "people.Person.died_on"}
    plain = {"condolence", "sure"}

    on = _day(label=_("哪一天"), required=False)
    condolence = forms.CharField(
        label=_("接下来为家人做什么"), max_length=300, required=False,
        help_text=_("写了就记成一件事,有人接着办。"),
    )  # fmt: skip
    sure = forms.BooleanField(
        label=_("我核实过了"), error_messages={"required": _("请先向家人或居委会核实。")}
    )


class CautionForm(HouseForm):
    """What whoever goes must know."""

    personal = {"risk": "visits.Caution.risk", "note": "visits.Caution.note"}

    risk = forms.ChoiceField(label=_("要当心什么"), choices=Risk.choices)
    note = forms.CharField(label=_("怎么当心"), max_length=200, required=False)


class PaperRowForm(HouseForm):
    """One row of a paper sheet. A row without an outcome was left out."""

    personal = {
        "outcome": "visits.Visit.outcome",
        "started_at": "visits.Visit.started_at",
        "ended_at": "visits.Visit.ended_at",
        "noticed": "visits.Visit.noticed",
        "concerns": "visits.Visit.health",
    }
    plain = {"version", "day", "odd_but_so"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("怎么样"), choices=[("", _("这一行不录")), *Outcome.choices], required=False
    )
    day = _day(label=_("哪一天"))
    started_at = _clock(label=_("几点到"), required=False)
    ended_at = _clock(label=_("几点走"), required=False)
    concerns = forms.MultipleChoiceField(
        label=_("要留意的(不勾就是好)"), choices=Check.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    noticed = forms.CharField(label=_("要跟进的"), max_length=500, required=False)
    odd_but_so = forms.BooleanField(label=_("时间看着不寻常,但确实是这样"), required=False)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        started, ended = from_till(said["day"], said["started_at"], said["ended_at"])
        checks = {c: "concern" if c in said["concerns"] else "fine" for c in Check.values}
        return {
            "version": said["version"],
            "outcome": said["outcome"],
            "started_at": started,
            "ended_at": ended,
            "checks": checks,
            "noticed": said["noticed"],
            "from_paper": True,
        }
