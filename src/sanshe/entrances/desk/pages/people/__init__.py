"""Desk pages: residents."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import family, imports, kin, lists, merging, one, taking

urlpatterns: list[URLPattern] = [
    path("people/", lists.people, name="people"),
    path("people/new/", lists.keep, name="person_new"),
    path("people/twins/", merging.twins, name="people_twins"),
    path("people/merge/<uuid:one>/<uuid:other>/", merging.merge, name="person_merge"),
    path("people/apart/<uuid:one>/<uuid:other>/", merging.apart, name="person_apart"),
    path("people/imports/", imports.imports, name="people_imports"),
    path("people/imports/<uuid:id>/", imports.one, name="people_import"),
    path("people/imports/<uuid:id>/columns/", imports.columns, name="people_import_columns"),
    path("people/imports/<uuid:id>/choose/", imports.choose, name="people_import_choose"),
    path("people/imports/<uuid:id>/accept/", imports.accept, name="people_import_accept"),
    path("people/imports/<uuid:id>/go/", imports.go, name="people_import_go"),
    path("people/imports/<uuid:id>/rows/<int:row>/", imports.row, name="people_import_row"),
    path("people/imports/<uuid:id>/aside.xlsx", imports.aside, name="people_import_aside"),
    path("people/imports/<uuid:id>/mended/", imports.mended, name="people_import_mended"),
    path("people/imports/<uuid:id>/drop/", imports.drop, name="people_import_drop"),
    path("people/imports/<uuid:id>/undo/", imports.take_back, name="people_import_undo"),
    path("people/<uuid:id>/", one.person, name="person"),
    path("people/<uuid:id>/merges/<uuid:merge>/undo/", merging.unmerge, name="person_unmerge"),
    path("people/<uuid:id>/reveal/", one.reveal, name="person_reveal"),
    path("people/<uuid:id>/correct/", one.correct, name="person_correct"),
    path("people/<uuid:id>/parts/", one.add_part, name="person_part"),
    path("people/<uuid:id>/parts/<int:part>/", one.change_part, name="person_part_change"),
    path("people/<uuid:id>/home/", one.home, name="person_home"),
    path("people/<uuid:id>/kin/", kin.kin, name="person_kin"),
    path("people/<uuid:id>/kin/<uuid:other>/end/", kin.end, name="person_kin_end"),
    path("people/<uuid:id>/looked/", taking.looked, name="person_looked"),
    path("people/<uuid:id>/take/", taking.take, name="person_take"),
    path("people/<uuid:id>/leave/", one.leave, name="person_leave"),
    path("people/<uuid:id>/family/", family.family, name="person_family"),
    path("people/<uuid:id>/family/<uuid:consent>/end/", family.end, name="person_family_end"),
    path("people/<uuid:id>/share/", one.share, name="person_share"),
    path("people/<uuid:id>/share/<uuid:org>/end/", one.stop_sharing, name="person_share_end"),
]
