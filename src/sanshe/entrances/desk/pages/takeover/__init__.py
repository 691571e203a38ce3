"""Desk pages: another organisation takes a platform over."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import announcing, asking, one

urlpatterns: list[URLPattern] = [
    path("takeovers/", announcing.takeovers, name="takeovers"),
    path("takeovers/new/", announcing.announce, name="takeover_new"),
    path("takeovers/<uuid:id>/", one.takeover, name="takeover"),
    path("takeovers/<uuid:id>/people/", asking.people, name="takeover_people"),
    path("takeovers/<uuid:id>/people/<slug:what>/", asking.step, name="takeover_asking"),
    path("takeovers/<uuid:id>/letters/", asking.letters, name="takeover_letters"),
    path("takeovers/<uuid:id>/<slug:what>/", one.step, name="takeover_step"),
]
