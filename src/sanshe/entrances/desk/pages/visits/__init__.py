"""Desk pages: visits."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import after, escorts, ladders, one, paper, planning, week

urlpatterns: list[URLPattern] = [
    path("visits/", week.week, name="visits"),
    path("visits/call-backs/", week.call_backs, name="visit_call_backs"),
    path("visits/new/", planning.plan, name="visit_plan"),
    path("visits/unreached/", week.unreached, name="visit_unreached"),
    path("visits/paper/", paper.paper, name="visit_paper"),
    path("visits/ladders/<uuid:id>/", ladders.ladder, name="visit_ladder"),
    path("visits/cautions/<uuid:person>/", escorts.cautions, name="visit_cautions"),
    path("visits/<uuid:id>/", one.visit, name="visit"),
    path("visits/<uuid:id>/record/", one.record, name="visit_record"),
    path("visits/<uuid:id>/code/", one.code, name="visit_code"),
    path("visits/<uuid:id>/cancel/", one.cancel, name="visit_cancel"),
    path("visits/<uuid:id>/slip/", one.slip, name="visit_slip"),
    path("visits/<uuid:id>/call-back/", one.call_back, name="visit_call_back"),
    path("visits/<uuid:id>/depart/", escorts.depart, name="visit_depart"),
    path("visits/<uuid:id>/home/", escorts.home, name="visit_home"),
    path("visits/<uuid:id>/follow-up/", after.follow_up, name="visit_follow_up"),
    path("visits/<uuid:id>/leave/", after.leave, name="visit_leave"),
    path("visits/<uuid:id>/correct/", after.correct, name="visit_correct"),
]
