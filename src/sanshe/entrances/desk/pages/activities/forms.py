"""What is asked about an activity: opening it, its sessions, its list, its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.pages.visits.forms import at
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.enums import Privacy
from sanshe.work.activities.enums import Every, Goal, Kind, Part

PRIVACIES = (
    (Privacy.NORMAL, _("大家可见")),
    (Privacy.CONFIDENTIAL, _("保密:居委会看得到名字和日期,看不到名单")),
    (Privacy.SEALED, _("封存:只有带组的社工看得到名单")),
)


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _clock(**more: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


class ChangeForm(HouseForm):
    """What it is called, what for, where and by whom."""

    personal = {"workers": "activities.Activity.workers"}
    plain = {"version", "name", "aim", "room", "capacity", "for_children", "public", "measure"}

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name = forms.CharField(label=_("叫什么"), max_length=60)
    aim = forms.CharField(
        label=_("为了什么"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    workers = forms.TypedMultipleChoiceField(
        label=_("谁带"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    room = forms.CharField(label=_("在哪里"), max_length=60, required=False)
    capacity = forms.IntegerField(
        label=_("名额"), min_value=1, max_value=5_000, required=False
    )  # fmt: skip
    for_children = forms.BooleanField(
        label=_("孩子参加"), required=False,
        help_text=_("监护人同意了才能来,每次要有两位大人在场。"),
    )  # fmt: skip
    public = forms.BooleanField(
        label=_("登在社区公开页上"), required=False,
        help_text=_("只登名字、时间、地点。小组不登。"),
    )  # fmt: skip
    measure = forms.CharField(
        label=_("前后各量什么"), max_length=60, required=False,
        help_text=_("比如“孤独量表”。填了,结束时就要填前后两个分数。"),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workers"].choices = staff  # type: ignore[attr-defined]


class NewForm(ChangeForm):
    """The same, with the service it counts for and its dates."""

    personal = {"privacy": "activities.Activity.privacy"}
    plain = {"id", "kind", "service", "first", "starts", "ends", "every", "count"}

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    kind = forms.ChoiceField(label=_("是什么"), choices=Kind.choices, widget=forms.RadioSelect)
    service = forms.TypedChoiceField(label=_("记在哪项服务"), coerce=int)
    first = _day(label=_("第一次是哪天"))
    starts = _clock(label=_("几点开始"))
    ends = _clock(label=_("几点结束"))
    every = forms.ChoiceField(
        label=_("多久一次"), choices=Every.choices, initial=Every.WEEK,
        help_text=_("遇到放假的日子往后排。"),
    )  # fmt: skip
    count = forms.IntegerField(label=_("一共几次"), initial=8)
    privacy = forms.ChoiceField(label=_("谁看得到"), choices=PRIVACIES, initial=Privacy.NORMAL)

    def __init__(self, *args: Any, services: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", "—"), *services]  # type: ignore[attr-defined]


class SessionForm(HouseForm):
    """One more time."""

    plain = {"day", "starts", "ends"}

    day = _day(label=_("哪一天"))
    starts = _clock(label=_("几点开始"))
    ends = _clock(label=_("几点结束"))


class AttendForm(HouseForm):
    """Who came, from when to when. ``members`` and ``staff`` are (key, name) pairs."""

    personal = {
        "present": "activities.Session.present",
        "workers": "activities.Session.workers",
        "happened": "activities.Session.happened",
    }
    plain = {"version", "started_at", "ended_at", "guests"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    started_at = _clock(label=_("几点开始"))
    ended_at = _clock(label=_("几点结束"))
    present = forms.TypedMultipleChoiceField(
        label=_("谁来了"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.IntegerField(
        label=_("名单外来了几位"), initial=0, min_value=0, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    workers = forms.TypedMultipleChoiceField(
        label=_("哪位社工在场"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    happened = forms.CharField(
        label=_("做了什么"), required=False, max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, day: Any, members: list[tuple[str, str]], staff: list[tuple[str, str]],
        closed: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["workers"].choices = staff  # type: ignore[attr-defined]
        self.fields["present"].choices = members  # type: ignore[attr-defined]
        if not members:
            del self.fields["present"]
        if closed:  # a group's membership
            del self.fields["guests"]

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **said, "present": said.get("present", []), "guests": said.get("guests") or 0,
            "started_at": self._at("started_at"), "ended_at": self._at("ended_at"),
        }  # fmt: skip

    def _at(self, name: str) -> datetime:
        return at(self.day, self.cleaned_data[name])


class CorrectForm(AttendForm):
    """The same once more, with the reason."""

    personal = {"reason": "activities.Correction.reason"}

    reason = forms.CharField(label=_("为什么改"), max_length=200)


class MemberForm(HouseForm):
    """Somebody taken in, of the register or by a name."""

    personal = {
        "called": "activities.Member.called",
        "guardian": "activities.Member.guardian",
    }
    plain = {"person", "part"}

    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    called = forms.CharField(label=_("怎么称呼"), max_length=40, required=False)
    part = forms.ChoiceField(label=_("来做什么"), choices=Part.choices, initial=Part.MEMBER)
    guardian = forms.CharField(label=_("监护人(孩子才填)"), max_length=40, required=False)


class ReasonForm(HouseForm):
    """Why it is not held."""

    plain = {"version", "reason"}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("为什么不办了"), max_length=200, required=False)


class CloseForm(HouseForm):
    """What came of it. A group's evaluation is asked for in full."""

    plain = {"version", "goal", "before", "after", "asked", "content", "learned"}

    version = forms.IntegerField(widget=forms.HiddenInput)
    goal = forms.ChoiceField(
        label=_("目标做到没有"), choices=Goal.choices, required=False, widget=forms.RadioSelect
    )
    before = forms.DecimalField(
        label=_("开始时平均分"), max_digits=6, decimal_places=2, required=False
    )
    after = forms.DecimalField(
        label=_("结束时平均分"), max_digits=6, decimal_places=2, required=False
    )
    asked = forms.IntegerField(label=_("问了几位"), min_value=0, max_value=5_000, required=False)
    content = forms.IntegerField(
        label=_("其中几位满意"), min_value=0, max_value=5_000, required=False
    )
    learned = forms.CharField(
        label=_("下次怎么做更好"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
