"""What is asked when something is judged, heard and accepted."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.opinions import five, took_part
from sanshe.work.settlement.enums import Asked, Judge, Outcome, ReviewKind

USUAL_SHEET = _("项目实施 40\n项目管理 20\n财务管理 20\n服务成效 20")
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ASKED = [one for one in Asked.choices if one[0] != Asked.SLIP]
_YES_NO = [("yes", _("通过")), ("no", _("不通过"))]


def _short(label: Any, *, required: bool = False, length: int = 300, rows: int = 2) -> Any:
    return forms.CharField(
        label=label, max_length=length, required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class ReviewForm(HouseForm):
    plain = frozenset({"kind", "sheet"})
    kind = forms.ChoiceField(label=_("哪一次"), choices=ReviewKind.choices)
    sheet = forms.CharField(
        label=_("评分表"), widget=forms.Textarea(attrs={"rows": 5}), initial=USUAL_SHEET,
        help_text=_("一行一条,后面写满分。加起来要100分。"),
    )  # fmt: skip

    def clean_sheet(self) -> list[tuple[str, Decimal]]:
        lines = [one.rsplit(maxsplit=1) for one in self.cleaned_data["sheet"].splitlines() if one]
        try:
            return [(name, Decimal(points)) for name, points in lines]
        except (ValueError, InvalidOperation):
            raise forms.ValidationError(_("每行写:题目、空格、满分。")) from None


class InviteForm(HouseForm):
    personal = {"user": "settlement.Evaluator.user"}
    plain = frozenset({"kind"})
    user = forms.CharField(label=_("请谁评(姓名或登录名)"), max_length=60)
    kind = forms.ChoiceField(label=_("以什么身份"), choices=Judge.choices)


class DeclareForm(HouseForm):
    personal = {
        "interest": "settlement.Evaluator.interest",
        "tied_until": "settlement.Evaluator.tied_until",
    }
    interest = _short(_("和承接方有什么关系"))
    tied_until = forms.DateField(
        label=_("最后一次在承接方工作、拿钱是哪天"), required=False, widget=_DAY,
    )  # fmt: skip


class FileForm(HouseForm):
    personal = {"words": "settlement.FileCheck.words"}
    plain = frozenset({"order", "good"})
    order = forms.IntegerField(widget=forms.HiddenInput)
    good = forms.ChoiceField(label=_("材料"), choices=[("yes", _("齐全")), ("no", _("有问题"))])
    words = forms.CharField(label=_("哪里不对"), max_length=300, required=False)

    def clean_good(self) -> bool:
        return bool(self.cleaned_data["good"] == "yes")


class PointsForm(HouseForm):
    """A field and words for each line of the sheet."""

    def __init__(self, *args: Any, lines: Any = (), given: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines = {str(line.pk): line for line in lines}
        for id, line in self.lines.items():
            had = (given or {}).get(line.pk)
            self.fields[id] = forms.DecimalField(
                label=f"{line.name} (0–{line.weight:g})", min_value=0, max_digits=5,
                decimal_places=2, initial=had.points if had else None,
            )  # fmt: skip
            self.fields[f"words-{id}"] = forms.CharField(
                label=_("理由"), max_length=300, required=False, initial=had.words if had else ""
            )
        self.plain = frozenset(self.fields)  # type: ignore[misc]

    def points(self) -> dict[Any, tuple[Decimal, str]]:
        said = self.cleaned_data
        return {line.pk: (said[id], said[f"words-{id}"]) for id, line in self.lines.items()}


class WordsForm(HouseForm):
    """What is published with a result."""

    plain = frozenset({"words"})
    words = _short(_("一起公布的话"), length=2000, rows=3)


class SurveyForm(HouseForm):
    plain = frozenset({"least", "live"})
    least = forms.IntegerField(
        label=_("服务过的居民至少答几人"), min_value=30, required=False,
        help_text=_("不填:合同里有满意度指标的120人,没有的30人;都不少于一成。"),
    )  # fmt: skip
    live = forms.IntegerField(
        label=_("电话和上门至少占百分之几"), min_value=0, max_value=100, required=False,
        help_text=_("不填:合同里有满意度指标的百分之四十,没有的不限。"),
    )  # fmt: skip


class AskForm(HouseForm):
    personal = {"words": "settlement.Answer.words"}
    plain = frozenset(
        {"by", "outcome", "alone", "satisfaction", "recognition", "participation"}
    )  # fmt: skip
    by = forms.ChoiceField(label=_("怎么问的"), choices=_ASKED)
    outcome = forms.ChoiceField(label=_("结果"), choices=Outcome.choices[1:])
    alone = forms.BooleanField(label=_("服务人员当时不在场"), required=False)
    satisfaction = five(_("服务做得好不好"))
    recognition = five(_("信不信得过这家机构和社区"))
    participation = took_part()
    words = _short(_("还想说什么"), length=600)


class LineForm(HouseForm):
    plain = frozenset({"indicator", "accepted", "words"})
    indicator = forms.UUIDField(widget=forms.HiddenInput)
    accepted = forms.ChoiceField(label=_("验收"), choices=_YES_NO)
    words = forms.CharField(label=_("说明"), max_length=300, required=False)

    def clean_accepted(self) -> bool:
        return bool(self.cleaned_data["accepted"] == "yes")


class AnswerForm(HouseForm):
    plain = frozenset({"objection", "answer"})
    objection = forms.UUIDField(widget=forms.HiddenInput)
    answer = _short(_("答复"), required=True, length=2000, rows=3)


class ObjectForm(HouseForm):
    personal = {"text": "settlement.Objection.text"}
    text = _short(_("有什么意见"), required=True, length=2000, rows=3)
