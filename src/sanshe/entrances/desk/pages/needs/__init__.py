"""Desk pages: what residents say."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import bulk, following, hearing, lists, one, views

urlpatterns: list[URLPattern] = [
    path("needs/", lists.queue, name="queue"),
    path("needs/bulk/", bulk.bulk, name="bulk"),
    path("needs/bulk/send/", bulk.send, name="bulk_send"),
    path("needs/bulk/done/", bulk.done, name="bulk_done"),
    path("needs/bulk/undo/", bulk.undo, name="bulk_undo"),
    path("needs/views/", views.views, name="need_views"),
    path("needs/views/keep/", views.keep, name="need_view_keep"),
    path("needs/views/<uuid:id>/rename/", views.rename, name="need_view_rename"),
    path("needs/views/<uuid:id>/drop/", views.drop, name="need_view_drop"),
    path("needs/hear/", hearing.hear, name="hear"),
    path("needs/hear/danger/", hearing.danger, name="hear_danger"),
    path("needs/hear/caller/", hearing.caller, name="hear_caller"),
    path("needs/follow-up/", following.follow_up, name="follow_up"),
    path("needs/follow-up/<uuid:id>/", following.check, name="need_check"),
    path("needs/load/", following.load, name="load"),
    path("needs/<uuid:id>/", one.need, name="need"),
    path("needs/<uuid:id>/contact/", one.contact, name="need_contact"),
    path("needs/<uuid:id>/<slug:step>/", one.take_step, name="need_step"),
]
