"""Desk pages: accounts, for the security administrator."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.create, name="account_new"),
    path("accounts/<uuid:id>/", views.account, name="account"),
    path("accounts/<uuid:id>/grant/", views.grant, name="account_grant"),
    path("accounts/<uuid:id>/revoke/", views.revoke, name="account_revoke"),
    path("accounts/<uuid:id>/rename/", views.rename, name="account_rename"),
    path("accounts/<uuid:id>/password/", views.password, name="account_password"),
    path("accounts/<uuid:id>/<slug:step>/", views.step, name="account_step"),
]
