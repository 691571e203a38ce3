"""Desk pages: alarms, the roster, the end of a shift."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import alarms, handover, live, roster

urlpatterns: list[URLPattern] = [
    path("live/", live.live, name="live"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/<uuid:id>/", alarms.alarm, name="alarm"),
    path("alarms/<uuid:id>/take/", alarms.take, name="alarm_take"),
    path("alarms/<uuid:id>/<slug:step>/", alarms.step, name="alarm_step"),
    path("duty/", roster.roster, name="duty"),
    path("duty/copy/", roster.copy, name="duty_copy"),
    path("duty/swap/", roster.swap, name="duty_swap"),
    path("duty/<uuid:id>/", roster.shift, name="duty_shift"),
    path("handover/", handover.end_of_shift, name="handovers"),
    path("handover/<uuid:id>/", handover.handover, name="handover"),
]
