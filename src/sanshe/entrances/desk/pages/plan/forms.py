"""What is asked on the pages of planning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.registry.people.enums import Sex, Tier
from sanshe.work.planning.enums import (
    ONE_PERSON,
    WEATHER,
    Away,
    Contact,
    Group,
    Language,
    MarkSource,
    Per,
    Shock,
    Two,
)
from sanshe.work.planning.queries import Rule
from sanshe.work.visits.enums import Way

Staff = Iterable[tuple[str, str]]
WEEKDAYS = [(0, _("周一")), (1, _("周二")), (2, _("周三")), (3, _("周四")), (4, _("周五")),
            (5, _("周六")), (6, _("周日"))]  # fmt: skip


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _clock(**more: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


def _weekdays(**more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple, **more
    )


def _sex(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("都行")), *Sex.choices], required=False)


class LineForm(HouseForm):
    """One line of a draft, put elsewhere."""

    personal = {"worker": "planning.PlanLine.worker", "second": "planning.PlanLine.second"}
    plain = {"version", "day", "start", "way"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = _day(label=_("哪一天"))
    start = _clock(label=_("几点起"))
    worker = forms.TypedChoiceField(label=_("谁去"), coerce=UUID)
    second = forms.TypedChoiceField(
        label=_("谁一起去"), coerce=UUID, empty_value=None, required=False
    )
    way = forms.ChoiceField(
        label=_("怎么去"), choices=[(w.value, w.label) for w in (Way.HOME, Way.PHONE)]
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = staff  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", _("不用")), *staff]  # type: ignore[attr-defined]


class AbsenceForm(HouseForm):
    """Who is away from when to when."""

    personal = {
        "worker": "planning.Absence.user",
        "first": "planning.Absence.first",
        "last": "planning.Absence.last",
        "why": "planning.Absence.why",
    }

    worker = forms.TypedChoiceField(label=_("谁"), coerce=UUID)
    first = _day(label=_("从哪天"), initial=timezone.localdate)
    last = _day(label=_("到哪天"), initial=timezone.localdate)
    why = forms.ChoiceField(label=_("为什么"), choices=Away.choices)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = staff  # type: ignore[attr-defined]


class HoursForm(HouseForm):
    """A worker's week."""

    personal = {
        "weekdays": "planning.Working.weekdays",
        "start": "planning.Working.start",
        "end": "planning.Working.end",
        "most": "planning.Working.most",
        "sex": "planning.Working.sex",
        "languages": "planning.Working.languages",
    }

    weekdays = _weekdays(label=_("哪几天上班"))
    start = _clock(label=_("几点上班"))
    end = _clock(label=_("几点下班"))
    most = forms.IntegerField(label=_("一天最多几家"), min_value=1, max_value=20)
    sex = forms.ChoiceField(
        label=_("性别"), choices=[("", _("不写")), *Sex.choices], required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("还会说"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Language if one.value],
    )  # fmt: skip


class WishForm(HouseForm):
    """What somebody wants: it comes before every rule."""

    personal = {
        name: f"planning.Wish.{name}"
        for name in (
            "contact", "weekdays", "earliest", "latest", "worker_sex", "same_worker",
            "not_workers", "language", "two", "asked_on",
        )
    }  # fmt: skip
    plain = {"version"}

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    contact = forms.ChoiceField(
        label=_("愿意怎么联系"), choices=Contact.choices, widget=forms.RadioSelect,
        initial=Contact.ANY,
    )  # fmt: skip
    weekdays = _weekdays(label=_("哪几天方便"), required=False)
    earliest = _clock(label=_("几点以后"), required=False)
    latest = _clock(label=_("几点以前"), required=False)
    same_worker = forms.BooleanField(label=_("总是同一位来"), required=False)
    worker_sex = _sex(_("愿意谁来"))
    language = forms.ChoiceField(label=_("说什么话"), choices=Language.choices, required=False)
    two = forms.ChoiceField(label=_("几个人来"), choices=Two.choices, required=False)
    not_workers = forms.TypedMultipleChoiceField(
        label=_("不要谁来"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    asked_on = _day(label=_("哪天问的"), initial=timezone.localdate)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["not_workers"].choices = staff  # type: ignore[attr-defined]


class MarkForm(HouseForm):
    """A group of 特殊困难老人."""

    personal = {name: f"planning.GroupMark.{name}" for name in ("group", "source", "since")}

    group = forms.ChoiceField(label=_("哪一类"), choices=Group.choices)
    source = forms.ChoiceField(label=_("谁说的"), choices=MarkSource.choices)
    since = _day(label=_("从哪天起"), initial=timezone.localdate)


class WeatherForm(HouseForm):
    """An alarm over an area."""

    plain = {"shock", "area", "until"}

    shock = forms.ChoiceField(
        label=_("什么预警"), choices=[(one.value, one.label) for one in WEATHER]
    )
    area = forms.TypedChoiceField(label=_("哪里"), coerce=int)
    until = forms.DateTimeField(
        label=_("最迟什么时候走完"), required=False,
        help_text=_("不填就是24小时内。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class ShockForm(HouseForm):
    """Something happened to one person."""

    plain = {"shock"}

    shock = forms.ChoiceField(
        label=_("出了什么事"), choices=[(one.value, Shock(one).label) for one in ONE_PERSON]
    )


class TiersForm(HouseForm):
    """How often whom, tier by tier."""

    NAMES = ("times", "per", "home", "home_per")
    plain = {
        "effective_from", "why", "ask_again_months",
        *(f"{tier}_{name}" for tier in "ABC" for name in ("times", "per", "home", "home_per")),
    }  # fmt: skip

    effective_from = _day(label=_("从哪天起"), initial=timezone.localdate)
    ask_again_months = forms.IntegerField(
        label=_("说了“都不要”的,隔几个月再问"), min_value=1, max_value=12
    )
    why = forms.CharField(label=_("为什么改"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        often = [(one.value, one.label) for one in Per if one != Per.QUARTER]
        for tier in Tier.values:
            self.fields[f"{tier}_times"] = forms.IntegerField(
                label=_("联系几次"), min_value=1, max_value=7
            )
            self.fields[f"{tier}_per"] = forms.ChoiceField(label=_("每多久"), choices=often)
            self.fields[f"{tier}_home"] = forms.IntegerField(
                label=_("其中上门几次"), min_value=0, max_value=31
            )
            self.fields[f"{tier}_home_per"] = forms.ChoiceField(
                label=_("上门按多久算"), choices=Per.choices
            )

    def rows(self) -> list[tuple[str, list[Any]]]:
        """One row a tier, for the template."""
        return [(tier, [self[f"{tier}_{name}"] for name in self.NAMES]) for tier in Tier.values]

    def rules(self) -> dict[str, Rule]:
        said = self.cleaned_data
        return {
            tier: Rule(
                said[f"{tier}_times"], said[f"{tier}_per"], said[f"{tier}_home"],
                said[f"{tier}_home_per"],
            )
            for tier in Tier.values
        }  # fmt: skip
