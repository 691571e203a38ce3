"""Desk pages: groups, classes and events."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import ending, many, members, one, sitting

urlpatterns: list[URLPattern] = [
    path("activities/", many.activities, name="activities"),
    path("activities/new/", many.new, name="activity_new"),
    path("activities/<uuid:id>/", one.activity, name="activity"),
    path("activities/<uuid:id>/edit/", many.edit, name="activity_edit"),
    path("activities/<uuid:id>/sessions/", one.add_session, name="activity_session_add"),
    path("activities/<uuid:id>/members/", members.members, name="activity_members"),
    path("activities/<uuid:id>/close/", ending.close, name="activity_close"),
    path("activities/<uuid:id>/cancel/", ending.cancel, name="activity_cancel"),
    path("activities/members/<uuid:id>/", members.member, name="activity_member"),
    path("activities/sessions/<uuid:id>/", sitting.session, name="activity_session"),
    path("activities/sessions/<uuid:id>/correct/", sitting.correct, name="activity_correct"),
    path("activities/sessions/<uuid:id>/drop/", sitting.drop, name="activity_drop"),
    path("activities/sessions/<uuid:id>/bear-out/", sitting.bear_out, name="activity_bear_out"),
]
