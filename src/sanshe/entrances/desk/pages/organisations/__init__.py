"""Desk pages: organisations and the platforms they run."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import bodies, platforms

urlpatterns: list[URLPattern] = [
    path("organisations/", bodies.organisations, name="organisations"),
    path("organisations/new/", bodies.register, name="organisation_new"),
    path("organisations/<uuid:id>/", bodies.organisation, name="organisation"),
    path("organisations/<uuid:id>/rename/", bodies.rename, name="organisation_rename"),
    path("platforms/", platforms.platforms, name="platforms"),
    path("platforms/new/", platforms.open_platform, name="platform_new"),
    path("platforms/<int:id>/", platforms.platform, name="platform"),
    path("platforms/<int:id>/settle/", platforms.settle, name="platform_settle"),
    path("platforms/<int:id>/hand-over/", platforms.hand_over, name="platform_hand_over"),
    path("platforms/<int:id>/correct/", platforms.correct, name="platform_correct"),
    path("platforms/<int:id>/close/", platforms.close, name="platform_close"),
]
