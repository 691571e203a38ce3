"""Desk pages: organisations and the platforms they run."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import bodies, platforms, workforce

urlpatterns: list[URLPattern] = [
    path("organisations/", bodies.organisations, name="organisations"),
    path("organisations/new/", bodies.register, name="organisation_new"),
    path("organisations/<uuid:id>/", bodies.organisation, name="organisation"),
    path("organisations/<uuid:id>/rename/", bodies.rename, name="organisation_rename"),
    path("organisations/<uuid:id>/describe/", bodies.describe, name="organisation_describe"),
    path("organisations/certificates/", workforce.certificates, name="certificates"),
    path("organisations/certificates/<uuid:id>/remove/", workforce.uncertify, name="uncertify"),
    path("organisations/platforms/", platforms.platforms, name="platforms"),
    path("organisations/platforms/new/", platforms.open_platform, name="platform_new"),
    path("organisations/platforms/<int:id>/", platforms.platform, name="platform"),
    path("organisations/platforms/<int:id>/settle/", platforms.settle, name="platform_settle"),
    path("organisations/platforms/<int:id>/correct/", platforms.correct, name="platform_correct"),
    path("organisations/platforms/<int:id>/close/", platforms.close, name="platform_close"),
]
