"""Desk pages: visits."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import one, planning, week

urlpatterns: list[URLPattern] = [
    path("visits/", week.week, name="visits"),
    path("visits/call-backs/", week.call_backs, name="visit_call_backs"),
    path("visits/new/", planning.plan, name="visit_plan"),
    path("visits/<uuid:id>/", one.visit, name="visit"),
    path("visits/<uuid:id>/record/", one.record, name="visit_record"),
    path("visits/<uuid:id>/code/", one.code, name="visit_code"),
    path("visits/<uuid:id>/cancel/", one.cancel, name="visit_cancel"),
    path("visits/<uuid:id>/slip/", one.slip, name="visit_slip"),
    path("visits/<uuid:id>/call-back/", one.call_back, name="visit_call_back"),
]
