"""Desk pages: what residents say."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import hearing, lists, one

urlpatterns: list[URLPattern] = [
    path("needs/", lists.queue, name="queue"),
    path("needs/hear/", hearing.hear, name="hear"),
    path("needs/hear/danger/", hearing.danger, name="hear_danger"),
    path("needs/<uuid:id>/", one.need, name="need"),
    path("needs/<uuid:id>/contact/", one.contact, name="need_contact"),
    path("needs/<uuid:id>/<slug:step>/", one.take_step, name="need_step"),
]
