"""What staff type while a matter is on its way, and after its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.trust.policy.enums import Privacy
from sanshe.work.needs.enums import (
    CheckResult,
    Ground,
    Moving,
    PauseWhy,
    RulingKind,
    Verdict,
)

from .forms import _line, _lines


def _day(**attrs: str) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class Pause(HouseForm):
    personal = {"why": "needs.Need.pause_why"}
    plain = frozenset({"until", "text"})
    why = forms.ChoiceField(label=_("为什么停"), required=False, choices=PauseWhy.choices)
    until = forms.DateField(label=_("停到哪天"), widget=_day())
    text = forms.CharField(label=_("怎么跟居民说"), max_length=400, widget=_lines(2))


class Resume(HouseForm):
    plain = frozenset({"text"})
    text = forms.CharField(
        label=_("怎么跟居民说"), required=False, max_length=400, widget=_lines(2)
    )


class HandOver(HouseForm):
    plain = frozenset({"to", "spoken_to", "number", "ask_on", "text"})
    to = forms.ChoiceField(label=_("交给哪里"))
    spoken_to = forms.CharField(label=_("跟谁说的"), required=False, max_length=40, widget=_line())
    number = forms.CharField(label=_("对方的编号"), required=False, max_length=40, widget=_line())
    ask_on = forms.DateField(
        label=_("我们哪天回头问"), required=False, widget=_day(),
        help_text=_("不填就是5个工作日后。到那天会提醒。"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("怎么跟居民说"), required=False, max_length=1000, widget=_lines(2)
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选")), *bodies]  # type: ignore[attr-defined]


class AskBack(HouseForm):
    plain = frozenset({"result", "text", "ask_on"})
    result = forms.ChoiceField(
        label=_("那边怎么说"), widget=forms.RadioSelect,
        choices=[(m.value, m.label) for m in (Moving.GOING, Moving.STUCK, Moving.DONE)],
    )  # fmt: skip
    text = forms.CharField(label=_("问到了什么"), max_length=1000, widget=_lines(2))
    ask_on = forms.DateField(
        label=_("下次哪天再问"), required=False, widget=_day(),
        help_text=_("不填就是5个工作日后。"),
    )  # fmt: skip


class Dispute(HouseForm):
    personal = {"reason": "needs.Ruling.reason"}
    reason = forms.CharField(
        label=_("为什么不该由我们办"), required=False, max_length=1000, widget=_lines(3)
    )


class Appeal(HouseForm):
    plain = frozenset({"ground", "text"})
    ground = forms.ChoiceField(label=_("为什么"), choices=Ground.choices)
    text = forms.CharField(label=_("想说的话"), max_length=1000, widget=_lines(3))

    def __init__(self, *args: Any, grounds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one, Ground(one).label) for one in grounds
        ]


class Decide(HouseForm):
    plain = frozenset({"ruling", "verdict", "lead", "text"})
    ruling = forms.UUIDField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("怎么定"), widget=forms.RadioSelect)
    lead = forms.ChoiceField(
        label=_("由哪一家办"), required=False, help_text=_("选「指定一家来办」时要选。")
    )
    text = forms.CharField(label=_("为什么这样定"), max_length=1000, widget=_lines(3))
    VERDICTS = {
        RulingKind.DISPUTE: (Verdict.STAYS, Verdict.INSTRUCTS, Verdict.TAKES_OVER),
        RulingKind.APPEAL: (Verdict.INSTRUCTS, Verdict.TAKES_OVER, Verdict.DECLINED),
    }

    def __init__(
        self, *args: Any, kind: str, parties: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in self.VERDICTS[RulingKind(kind)]
        ]
        self.fields["lead"].choices = [("", "—"), *parties]  # type: ignore[attr-defined]


class Hide(HouseForm):
    plain = frozenset({"privacy", "reason"})
    privacy = forms.ChoiceField(
        label=_("以后谁能看到"),
        choices=[(p.value, p.label) for p in Privacy if p != Privacy.NORMAL],
    )
    reason = forms.CharField(
        label=_("理由"), max_length=400, widget=_line(),
        help_text=_("看不到的一方会马上失去它;牵头的看不到了,就退回来重派。"),
    )  # fmt: skip


class Complain(HouseForm):
    plain = frozenset({"about", "text"})
    about = forms.ChoiceField(label=_("对谁有意见"))
    text = forms.CharField(label=_("居民怎么说的"), max_length=2000, widget=_lines(3))

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = parts  # type: ignore[attr-defined]


class Lasting(HouseForm):
    plain = frozenset({"lasts", "text"})
    lasts = forms.TypedChoiceField(
        label=_("一直好着吗"), widget=forms.RadioSelect, coerce=lambda said: said == "1",
        choices=[("1", _("一直好着")), ("0", _("又不行了,重新打开"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("居民怎么说的"), required=False, max_length=1000, widget=_lines(2)
    )


class Check(HouseForm):
    plain = frozenset({"result", "text"})
    result = forms.ChoiceField(
        label=_("居民怎么说"), widget=forms.RadioSelect, choices=CheckResult.choices
    )
    text = forms.CharField(label=_("记几句"), required=False, max_length=1000, widget=_lines(2))
