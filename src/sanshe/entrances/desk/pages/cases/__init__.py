"""Desk pages: casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import contacts, lists, one, opening, steps

urlpatterns: list[URLPattern] = [
    path("cases/", lists.cases, name="cases"),
    path("cases/new/", opening.new, name="case_new"),
    path("cases/contacts/<uuid:id>/", contacts.correct, name="case_correct"),
    path("cases/<uuid:id>/", one.case, name="case"),
    path("cases/<uuid:id>/contact/", contacts.contact, name="case_contact"),
    path("cases/<uuid:id>/<slug:what>/", steps.step, name="case_step"),
]
