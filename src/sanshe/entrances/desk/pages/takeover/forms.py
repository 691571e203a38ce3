"""What is asked while a platform changes hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.work.takeover.enums import (
    Answer,
    Asked,
    Condition,
    Fate,
    Money,
    ThingKind,
    Told,
    Why,
)

REPLIES = [one for one in Answer.choices if one[0] != Answer.WAITING]
WAYS = [one for one in Asked.choices if one[0] != Asked.ONLINE]
FATES = [one for one in Fate.choices if one[0] != Fate.OPEN]

LIST_DAYS = 20


def _blank(choices: Any) -> list[tuple[str, Any]]:
    return [("", "—"), *choices]


class AnnounceForm(HouseForm):
    plain = frozenset({"platforms", "coming", "day", "why", "words"})
    platforms = forms.TypedMultipleChoiceField(
        label=_("哪些平台"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    coming = forms.UUIDField(label=_("由谁接手"), widget=forms.Select)
    day = forms.DateField(
        label=_("哪天交接"), help_text=_("最好留出20天:清点、问居民、告别都要时间。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    why = forms.ChoiceField(label=_("为什么换"), choices=Why.choices)
    words = forms.CharField(
        label=_("补充说明"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("两边都看得到,不写人名。"),
    )  # fmt: skip

    def __init__(self, *args: Any, platforms: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if platforms is None:
            del self.fields["platforms"]
        else:
            self.fields["platforms"].choices = platforms  # type: ignore[attr-defined]
        self.fields["coming"].widget.choices = _blank(bodies)  # type: ignore[attr-defined]
        self.fields["day"].initial = timezone.localdate() + timedelta(days=LIST_DAYS)


class ThingForm(HouseForm):
    plain = frozenset({"kind", "name", "count", "condition", "money", "where"})
    kind = forms.ChoiceField(label=_("哪一类"), choices=ThingKind.choices)
    name = forms.CharField(label=_("名称"), max_length=80)
    count = forms.IntegerField(label=_("几件"), min_value=1, initial=1)
    condition = forms.ChoiceField(
        label=_("好不好用"), choices=_blank(Condition.choices), required=False
    )
    money = forms.ChoiceField(label=_("谁的钱买的"), choices=_blank(Money.choices), required=False)
    where = forms.CharField(label=_("放在哪里"), max_length=120, required=False)


class MeetForm(HouseForm):
    plain = frozenset({"thing", "count", "difference"})
    thing = forms.UUIDField(widget=forms.HiddenInput)
    count = forms.IntegerField(label=_("点到几件"), min_value=0)
    difference = forms.CharField(
        label=_("和清单有什么不一样"), max_length=200, required=False,
        help_text=_("一样就空着。不写人名。"),
    )  # fmt: skip


class DropForm(HouseForm):
    plain = frozenset({"thing"})
    thing = forms.UUIDField(widget=forms.HiddenInput)


class DecideForm(HouseForm):
    plain = frozenset({"matter", "fate", "words"})
    matter = forms.UUIDField(widget=forms.HiddenInput)
    fate = forms.ChoiceField(label=_("怎么办"), choices=_blank(FATES))
    words = forms.CharField(
        label=_("告别的话,或者交给了谁"), max_length=300, required=False,
        help_text=_("接着办就空着。居民会读到。"),
    )  # fmt: skip


class AssignForm(HouseForm):
    personal = {"worker": "takeover.Matter.worker"}
    plain = frozenset({"matter"})
    matter = forms.UUIDField(widget=forms.HiddenInput)
    worker = forms.UUIDField(label=_("由谁去"), widget=forms.Select, required=False)

    def __init__(self, *args: Any, team: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"].widget.choices = _blank(team)  # type: ignore[attr-defined]


class IntroduceForm(HouseForm):
    personal = {"worker": "takeover.Takeover.worker"}
    plain = frozenset({"greeting"})
    worker = forms.UUIDField(label=_("以后由谁来"), widget=forms.Select)
    greeting = forms.CharField(
        label=_("想对居民说的话"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"].widget.choices = _blank(team)  # type: ignore[attr-defined]


class FarewellForm(HouseForm):
    plain = frozenset({"text"})
    text = forms.CharField(
        label=_("告别的话"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("用居民听得懂的话:谢谢,以后谁来,怎么找。"),
    )  # fmt: skip


class VersionForm(HouseForm):
    plain = frozenset({"version"})
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    plain = frozenset({"reason"})
    reason = forms.CharField(label=_("为什么"), max_length=300)


class LookBackForm(VersionForm):
    plain = frozenset({"text"})
    text = forms.CharField(
        label=_("看下来怎样,还要做什么"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AskForm(HouseForm):
    personal = {
        "answer": "takeover.Client.answer",
        "how": "takeover.Reply.how",
        "vouched": "takeover.Reply.vouched",
    }
    plain = frozenset({"client", "notice_read"})
    client = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("怎么说"), choices=_blank(REPLIES))  # nothing said before
    how = forms.ChoiceField(label=_("怎么问的"), choices=_blank(WAYS))
    vouched = forms.CharField(label=_("见证人或监护人"), max_length=40, required=False)
    notice_read = forms.BooleanField(label=_("告知的话念过了"), required=False)


class TellForm(HouseForm):
    personal = {"told": "takeover.Client.told"}
    plain = frozenset({"clients"})
    told = forms.ChoiceField(label=_("怎么告诉的"), choices=Told.choices)
    clients = forms.TypedMultipleChoiceField(
        label=_("告诉了谁"), error_messages={"required": _("请先勾上告诉过的人。")}
    )

    def __init__(self, *args: Any, ids: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["clients"].choices = [(str(one), str(one)) for one in ids]  # type: ignore[attr-defined]
