"""Photos in a form: a few, optional, and the answer that shows one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from sanshe.work.intake.queries import MOST_PHOTOS, PHOTO_MEGABYTES


class Files(forms.FileInput):
    """An input for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PhotosField(forms.Field):
    """Gives a list of opened files. What they hold is looked at by the action."""

    widget = Files

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("照片"))
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"multiple": True, "accept": "image/jpeg,image/png,image/webp"}

    def clean(self, value: Any) -> list[Any]:
        files = [file for file in value or [] if file and file.name]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("一件事最多%(most)s张照片。"), params={"most": MOST_PHOTOS}
            )
        if any(file.size > PHOTO_MEGABYTES * 1024**2 for file in files):
            raise forms.ValidationError(
                _("照片太大了(最大%(megabytes)s MB)。"), params={"megabytes": PHOTO_MEGABYTES}
            )
        return files


def picture(jpeg: bytes) -> HttpResponse:
    """A photo for a page of ours; kept nowhere, and nothing but a picture to any browser."""
    answer = HttpResponse(jpeg, content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = "inline"
    return answer
