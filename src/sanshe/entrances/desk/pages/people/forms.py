"""What staff are asked about a resident. Only how they are called is needed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit.places import COMMUNITY, step_of
from sanshe.registry.organisations import queries as organisations
from sanshe.registry.people.enums import PersonRole, Purpose, Sex, Tier
from sanshe.trust.consent.enums import GivenHow, Relation, Shown
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import OPEN, Privacy, Sight


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Facts(HouseForm):
    """What may be kept of a person."""

    personal = {
        "name": "people.Person.name",
        "building": "people.Person.building",
        "birth_year": "people.Person.birth_year",
        "birth_date": "people.Person.birth_date",
        "sex": "people.Person.sex",
        "phone": "people.Person.phone",
        "address": "people.Person.address",
        "tier": "people.Person.tier",
        "wish": "people.Person.wish",
        "privacy": "people.Person.privacy",
    }
    name = forms.CharField(label=_("怎么称呼"))
    building = forms.CharField(label=_("几栋"), required=False, help_text=_("比如「3栋」。"))
    birth_year = forms.IntegerField(
        label=_("哪年生"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    birth_date = forms.DateField(label=_("生日"), required=False, widget=_day())
    sex = forms.ChoiceField(
        label=_("性别"), required=False, choices=[("", _("没说")), *Sex.choices]
    )
    phone = forms.CharField(
        label=_("电话"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label=_("地址"), required=False)
    tier = forms.ChoiceField(
        label=_("探访级别"), required=False, choices=[("", _("不定期探访")), *Tier.choices]
    )
    wish = forms.CharField(
        label=_("本人的意愿"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    privacy = forms.ChoiceField(label=_("谁能看到"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = OPEN if actor.sight == Sight.AREA else Privacy
        self.fields["privacy"].choices = [(p.value, p.label) for p in levels]  # type: ignore[attr-defined]

    def clean_privacy(self) -> str:
        return self.cleaned_data["privacy"] or Privacy.NORMAL


class Keep(Facts):
    """A new person. ``even_so`` appears once somebody alike was found."""

    plain = frozenset({"community", "even_so"})
    community = PlaceField(label=_("社区"), level=Level.COMMUNITY)
    even_so = forms.BooleanField(
        label=_("是另一个人,照样登记"), required=False, widget=forms.HiddenInput
    )
    field_order = ["community", *Facts.personal]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.here = actor.lo if step_of(actor.lo) == COMMUNITY and actor.lo == actor.hi else None
        if self.here is not None:  # only one place to choose from
            del self.fields["community"]

    def clean(self) -> dict[str, Any]:
        if self.here is not None:
            self.cleaned_data["community"] = self.here
        return self.cleaned_data

    def ask_if_other(self) -> None:
        """Offer to keep them all the same."""
        self.fields["even_so"].widget = forms.CheckboxInput()


class Correct(Facts):
    plain = frozenset({"version"})
    version = forms.IntegerField(widget=forms.HiddenInput)


class Reveal(HouseForm):
    plain = frozenset({"purpose", "why"})
    purpose = forms.ChoiceField(
        label=_("看来做什么"), choices=[("", _("请选用途")), *Purpose.choices],
        help_text=_("看过会留下记录:谁、什么时候、做什么用。"),
    )  # fmt: skip
    why = forms.CharField(label=_("补充一句"), required=False, max_length=200)


class AddPart(HouseForm):
    personal = {
        "role": "people.Part.role",
        "where": "people.Part.where",
        "since": "people.Part.since",
    }
    role = forms.ChoiceField(label=_("身份"), choices=PersonRole.choices)
    where = forms.CharField(label=_("在哪里"), required=False, max_length=80)
    since = forms.DateField(label=_("从哪天起"), required=False, widget=_day())


class Home(HouseForm):
    """With whom somebody lives: into a household that is there, or a new one."""

    personal = {"members": "people.Person.household", "room": "people.Household.room"}
    plain = frozenset({"household"})
    household = forms.ChoiceField(label=_("哪一户"), required=False)
    members = forms.MultipleChoiceField(
        label=_("和谁同住"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("一个也不选,就是独居。"),
    )  # fmt: skip
    room = forms.CharField(label=_("几号房"), required=False, max_length=20)

    def __init__(
        self, *args: Any, neighbours: list[tuple[str, str]], homes: list[tuple[str, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["members"].choices = neighbours  # type: ignore[attr-defined]
        self.fields["household"].choices = [("", _("新记一户")), *homes]  # type: ignore[attr-defined]


class Leave(HouseForm):
    """Moved away or died, and when."""

    personal = {"on": "people.Person.moved_on"}
    plain = frozenset({"what"})
    what = forms.ChoiceField(
        label=_("怎么了"), choices=[("moved", _("搬走了")), ("died", _("过世了"))]
    )
    on = forms.DateField(label=_("哪一天"), widget=_day(), initial=timezone.localdate)


class Share(HouseForm):
    plain = frozenset({"org", "agreed"})
    org = forms.ChoiceField(label=_("给哪个组织看"))
    agreed = forms.BooleanField(label=_("问过本人,本人同意给它看"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(id), name) for id, name in organisations.choices()]
        self.fields["org"].choices = [("", _("请选")), *rows]  # type: ignore[attr-defined]


def _in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


class Family(HouseForm):
    """A yes to one relative, as the person said it."""

    personal = {
        "to_name": "consent.Consent.to_name",
        "relation": "consent.Consent.relation",
        "to_contact": "consent.Consent.to_contact",
        "shares": "consent.Consent.shares",
        "how": "consent.Consent.how",
        "vouched": "consent.Consent.vouched",
    }
    plain = frozenset({"notice_read", "asked_alone", "until"})
    notice_read = forms.BooleanField(label=_("上面的话已经念给本人听"), required=False)
    asked_alone = forms.BooleanField(label=_("是单独问的,旁边没有别人"), required=False)
    to_name = forms.CharField(label=_("给谁看"), max_length=40)
    relation = forms.ChoiceField(label=_("是本人的什么人"), choices=Relation.choices)
    to_contact = forms.CharField(label=_("家人的电话"), required=False, max_length=80)
    shares = forms.MultipleChoiceField(
        label=_("本人愿意让家人知道"), choices=Shown.choices, initial=[Shown.TIMES, Shown.OUTCOME],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    how = forms.ChoiceField(label=_("怎样同意的"), choices=GivenHow.choices)
    vouched = forms.CharField(label=_("见证人或监护人"), required=False, max_length=40)
    until = forms.DateField(label=_("到哪天为止"), widget=_day(), initial=_in_a_year)
