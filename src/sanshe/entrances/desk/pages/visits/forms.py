"""What is asked about a visit: planning it, writing it down, asking the resident afterwards."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.ids import new_id
from sanshe.work.visits.enums import Check, EscortRisk, Finding, Outcome, Said, Transport, Way


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _clock(**more: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


def at(day: date, clock: time) -> datetime:
    """A day and a time of the clock, as they are in Shanghai."""
    return timezone.make_aware(datetime.combine(day, clock))


def lately(clock: time | None) -> datetime | None:
    """The last time it was that late: of one that lies ahead, yesterday's. None stays None."""
    if clock is None:
        return None
    moment = at(timezone.localdate(), clock)
    return moment if moment <= timezone.now() else moment - timedelta(days=1)


def soon(clock: time | None) -> datetime | None:
    """The next time it will be that late: over midnight, tomorrow's. None stays None."""
    if clock is None:
        return None
    moment = at(timezone.localdate(), clock)
    return moment if moment > timezone.now() else moment + timedelta(days=1)


def from_till(
    day: date, began: time | None, left: time | None
) -> tuple[datetime | None, datetime | None]:
    """Both times of a visit. One that ended after midnight ended the next day."""
    started = at(day, began) if began else None
    ended = at(day, left) if left else None
    if started and ended and ended < started - timedelta(hours=12):
        ended += timedelta(days=1)
    return started, ended


class PlanForm(HouseForm):
    """Who goes where and when. ``services`` and ``staff`` are (key, name) pairs."""

    personal = {
        "worker": "visits.Visit.worker",
        "whom": "visits.Visit.whom",
        "companions": "visits.Visit.companions",
        "alone_because": "visits.Visit.alone_because",
        "destination": "visits.Escort.destination",
        "risk": "visits.Escort.risk",
        "contact": "visits.Escort.contact",
    }
    plain = {"id", "service", "day", "start", "end", "way", "transport", "insured", "back_by"}

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    whom = forms.CharField(label=_("去看谁"), max_length=40, required=False)
    service = forms.TypedChoiceField(label=_("哪项服务"), coerce=int)
    worker = forms.ChoiceField(label=_("谁去"))
    day = _day(label=_("哪一天"))
    start = _clock(label=_("几点起"))
    end = _clock(label=_("几点前结束"))
    way = forms.ChoiceField(label=_("怎么去"), choices=Way.choices, initial=Way.HOME)
    companions = forms.MultipleChoiceField(
        label=_("谁一起去"), required=False, widget=forms.CheckboxSelectMultiple
    )
    alone_because = forms.CharField(
        label=_("该两个人去,为什么一个人"), max_length=200, required=False
    )
    destination = forms.CharField(label=_("陪着去哪里"), max_length=80, required=False)
    risk = forms.ChoiceField(
        label=_("走得稳不稳"), choices=[("", "—"), *EscortRisk.choices], required=False
    )
    contact = forms.CharField(label=_("紧急时打给谁"), max_length=80, required=False)
    transport = forms.ChoiceField(
        label=_("怎么走"), choices=[("", "—"), *Transport.choices], required=False
    )
    insured = forms.BooleanField(label=_("私家车问过了:有保险"), required=False)
    back_by = _clock(
        label=_("说好几点前回到家"), required=False, help_text=_("不填就是上面的结束时间。")
    )

    def __init__(
        self, *args: Any, services: list, staff: list, others: list | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]
        self.fields["worker"].choices = staff  # type: ignore[attr-defined]
        self.fields["companions"].choices = [*staff, *(others or [])]  # type: ignore[attr-defined]

    def escort(self) -> dict[str, Any] | None:
        """What belongs to an escort; None for any other visit."""
        said = self.cleaned_data
        if said["way"] != Way.ESCORT:
            return None
        names = ("destination", "risk", "contact", "transport", "insured")
        back_by = at(said["day"], said["back_by"]) if said["back_by"] else None
        return {**{name: said[name] for name in names}, "back_by": back_by}


class RecordForm(HouseForm):
    """One screen: how it went, when, the five checks, and the code if it was said."""

    personal = {
        "outcome": "visits.Visit.outcome",
        "started_at": "visits.Visit.started_at",
        "ended_at": "visits.Visit.ended_at",
        **{check: f"visits.Visit.{check}" for check in Check.values},
        "noticed": "visits.Visit.noticed",
        "talked_about": "visits.Visit.talked_about",
        "spoken_code": "visits.Visit.spoken_code",
        "came_along": "visits.Visit.companions",
        "alone_because": "visits.Visit.alone_because",
    }
    plain = {"version", "day", "all_fine", "follow_up", "from_paper"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("怎么样"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选一个。没见到也是结果。")},
    )  # fmt: skip
    day = _day(label=_("哪一天"), help_text=_("见面的那一天。不记定位。"))
    started_at = _clock(label=_("几点到"), required=False)
    ended_at = _clock(label=_("几点走"), required=False)
    noticed = forms.CharField(
        label=_("要跟进的"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    talked_about = forms.CharField(
        label=_("聊了什么"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    spoken_code = forms.CharField(
        label=_("居民报的四位数"), max_length=12, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    all_fine = forms.BooleanField(label=_("五样都好"), required=False)
    follow_up = forms.BooleanField(label=_("把要跟进的记成一件事"), required=False)
    from_paper = forms.BooleanField(label=_("当时记在纸上,现在补录"), required=False)
    alone_because = forms.CharField(label=_("为什么一个人去的"), max_length=200, required=False)

    def __init__(self, *args: Any, along: list | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if along:
            self.fields["came_along"] = forms.MultipleChoiceField(
                label=_("一起去的人"), choices=along, required=False,
                widget=forms.CheckboxSelectMultiple, initial=[key for key, _name in along],
            )  # fmt: skip
        for check in Check:
            self.fields[check.value] = forms.ChoiceField(
                label=check.label, choices=Finding.choices, required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip

    def checks(self) -> list[Any]:
        """The five rows, bound, for the template."""
        return [self[check] for check in Check.values]

    def clean(self) -> dict[str, Any]:
        """「五样都好」 fills what was not chosen, so that it works without a script too."""
        said = super().clean() or self.cleaned_data
        if said.get("all_fine"):
            said.update({check: said.get(check) or Finding.FINE for check in Check.values})
        return said

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        started, ended = from_till(said["day"], said["started_at"], said["ended_at"])
        return {
            "version": said["version"],
            "outcome": said["outcome"],
            "started_at": started,
            "ended_at": ended,
            "checks": {check: said[check] for check in Check.values},
            "noticed": said["noticed"],
            "talked_about": said["talked_about"],
            "spoken_code": said["spoken_code"],
            "came_along": _keys(said["came_along"]) if "came_along" in self.fields else None,
            "alone_because": said["alone_because"],
            "from_paper": said["from_paper"],
        }


def _keys(said: list[str]) -> list[UUID]:
    return [UUID(one) for one in said]


class CorrectForm(RecordForm):
    """The same once more, with the reason."""

    personal = {"reason": "visits.Correction.reason"}

    reason = forms.CharField(
        label=_("为什么改"), max_length=200,
        error_messages={"required": _("请写一句原因。")},
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        facts = {**super().facts(), "reason": self.cleaned_data["reason"]}
        facts.pop("spoken_code")
        return facts


class CodeForm(HouseForm):
    """The code once more, after a slip."""

    personal = {"spoken_code": "visits.Visit.spoken_code"}

    spoken_code = forms.CharField(
        label=_("居民报的四位数"), max_length=12, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class CancelForm(HouseForm):
    personal = {"reason": "visits.Visit.why_cancelled"}
    plain = {"version"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("为什么不去了"), max_length=200, required=False)


class CallBackForm(HouseForm):
    """What the resident said on the telephone."""

    personal = {"remark": "visits.Word.note"}
    plain = {"result"}

    result = forms.ChoiceField(
        label=_("居民怎么说"), choices=Said.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选一个。没联系上也选。")},
    )  # fmt: skip
    remark = forms.CharField(label=_("原话"), max_length=200, required=False)
