"""What staff bring in by file. A file is looked at by the action; the rest is about no person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanshe.entrances.desk.places import PlaceField
from sanshe.entrances.shared.forms import HouseForm
from sanshe.entrances.shared.photos import PhotosField
from sanshe.ground.areas.enums import Level
from sanshe.ground.kit import sheets
from sanshe.trust.policy.actor import Actor
from sanshe.work.intake.enums import System
from sanshe.work.intake.queries import LIST_COLUMNS
from sanshe.work.needs.enums import Channel

SHEET_MEGABYTES = sheets.MAX_BYTES // 1024**2
LIST_CHANNELS = (Channel.WALK_IN, Channel.PAPER, Channel.PHONE, Channel.GRID, Channel.VISIT)


class Here(HouseForm):
    """For a place: asked only of whoever works in several."""

    plain = frozenset({"community"})
    community = PlaceField(label=_("社区"), level=Level.COMMUNITY)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = actor.lo if actor.lo == actor.hi else None
        if self.here is not None:
            del self.fields["community"]
        else:
            self.fields["community"].near = actor  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if self.here is not None:
            self.cleaned_data["community"] = self.here
        return self.cleaned_data


class OrdersFile(Here):
    plain = frozenset({"file", "system"})
    system = forms.ChoiceField(label=_("从哪里来"), choices=System.choices)
    file = forms.FileField(
        label=_("文件"), help_text=_(".xlsx、.csv,或者一行一条的 JSON。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.jsonl,.json,.txt"}),
    )  # fmt: skip


class ListFile(Here):
    plain = frozenset({"file", "channel"})
    channel = forms.ChoiceField(
        label=_("怎么来的"), choices=[(c.value, c.label) for c in LIST_CHANNELS]
    )
    file = forms.FileField(
        label=_("文件"), help_text=_(".xlsx 或 .csv,最多一万行。先看再登记,现在什么都不会存。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip


class Mended(HouseForm):
    """A row kept aside, cell by cell, as it stood in the sheet."""

    personal = {
        "text": "needs.Need.text",
        "contact_name": "needs.Need.contact_name",
        "contact_phone": "needs.Need.contact_phone",
        "contact_address": "needs.Need.contact_address",
        "on_behalf": "needs.Need.on_behalf",
        "keep_from_committee": "needs.Need.privacy",
    }
    plain = frozenset({"said_at"})

    text = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    said_at = forms.CharField(required=False, max_length=40)
    contact_name = forms.CharField(required=False, max_length=40)
    contact_phone = forms.CharField(required=False, max_length=40)
    contact_address = forms.CharField(required=False, max_length=120)
    on_behalf = forms.CharField(required=False, max_length=10)
    keep_from_committee = forms.CharField(required=False, max_length=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in LIST_COLUMNS:
            self.fields[column.key].label = column.names[0]
            self.fields[column.key].widget.attrs["autocomplete"] = "off"


class OnePhoto(HouseForm):
    personal = {"photos": "intake.Photo.picture"}
    photos = PhotosField()
