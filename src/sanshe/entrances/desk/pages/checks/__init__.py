"""Desk pages: what was odd in the book, what became of it, and residents asked by lot."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import calls, lists, one, spots

urlpatterns: list[URLPattern] = [
    path("checks/", lists.checks, name="checks"),
    path("checks/how/", lists.how, name="checks_how"),
    path("checks/draws/", calls.draws, name="checks_draws"),
    path("checks/calls/", calls.calls, name="checks_calls"),
    path("checks/calls/<uuid:id>/", calls.call, name="checks_call"),
    path("checks/spots/", spots.spots, name="checks_spots"),
    path("checks/spots/list/", spots.spots_list, name="checks_spots_list"),
    path("checks/<uuid:id>/", one.flag, name="checks_flag"),
    path("checks/<uuid:id>/<slug:what>/", one.step, name="checks_step"),
]
