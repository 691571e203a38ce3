"""Desk pages: reports made from the book, looked at, handed over."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import making, one

urlpatterns: list[URLPattern] = [
    path("reports/", making.reports, name="reports"),
    path("reports/<uuid:id>/", one.report, name="report"),
    path("reports/<uuid:id>/go/", one.go, name="report_go"),
    path("reports/<uuid:id>/again/", one.again, name="report_again"),
    path("reports/<uuid:id>/hand/", one.hand, name="report_hand"),
    path("reports/<uuid:id>/report.<slug:form>", one.file, name="report_file"),
]
