"""Desk pages: the yearly civil-affairs tables."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import closing, line, papers, services, sheet, tables

urlpatterns: list[URLPattern] = [
    path("statutory/", tables.statutory, name="statutory"),
    path("statutory/statutory.xlsx", sheet.statutory_xlsx, name="statutory_xlsx"),
    path("statutory/close/", closing.close, name="statutory_close"),
    path("statutory/editions/<uuid:id>/", closing.edition, name="statutory_edition"),
    path("statutory/papers/", papers.papers, name="statutory_papers"),
    path("statutory/papers/<uuid:id>/withdraw/", papers.withdraw, name="statutory_withdraw"),
    path("statutory/services/", services.services, name="statutory_services"),
    path("statutory/line/<str:code>/", line.line, name="statutory_line"),
]
