"""Desk pages: residents."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import family, lists, one

urlpatterns: list[URLPattern] = [
    path("people/", lists.people, name="people"),
    path("people/new/", lists.keep, name="person_new"),
    path("people/<uuid:id>/", one.person, name="person"),
    path("people/<uuid:id>/reveal/", one.reveal, name="person_reveal"),
    path("people/<uuid:id>/correct/", one.correct, name="person_correct"),
    path("people/<uuid:id>/parts/", one.add_part, name="person_part"),
    path("people/<uuid:id>/parts/<int:part>/", one.change_part, name="person_part_change"),
    path("people/<uuid:id>/home/", one.home, name="person_home"),
    path("people/<uuid:id>/leave/", one.leave, name="person_leave"),
    path("people/<uuid:id>/family/", family.family, name="person_family"),
    path("people/<uuid:id>/family/<uuid:consent>/end/", family.end, name="person_family_end"),
    path("people/<uuid:id>/share/", one.share, name="person_share"),
    path("people/<uuid:id>/share/<uuid:org>/end/", one.stop_sharing, name="person_share_end"),
]
