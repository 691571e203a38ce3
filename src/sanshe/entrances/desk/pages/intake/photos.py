"""Photos of a matter, for whoever sees the matter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanshe.entrances.shared.photos import picture
from sanshe.entrances.shared.request import DeskRequest
from sanshe.entrances.shared.uploads import takes_files
from sanshe.ground.kit.errors import Problem
from sanshe.work.intake import actions, queries

from .forms import OnePhoto


@require_GET
def show(request: DeskRequest, id: UUID, photo: UUID) -> HttpResponse:
    return picture(queries.photo(request.actor, need=id, id=photo))


@require_POST
@takes_files(megabytes=queries.PHOTO_MEGABYTES)
def add(request: DeskRequest, id: UUID) -> HttpResponse:
    form = OnePhoto(request.POST, request.FILES)
    if form.is_valid():
        try:
            for file in form.cleaned_data["photos"]:
                actions.add_photo(request.actor, need=id, file=file)
            if form.cleaned_data["photos"]:
                messages.success(request, _("照片放进去了,拍照的地点已经去掉。"))
        except Problem as problem:
            messages.error(request, str(problem))
    else:
        messages.error(request, str(form.errors["photos"][0]))
    return redirect("desk:need", id)


@require_POST
def take_back(request: DeskRequest, id: UUID, photo: UUID) -> HttpResponse:
    actions.take_photo_back(request.actor, need=id, photo=photo)
    messages.success(request, _("照片撤下了。"))
    return redirect("desk:need", id)
