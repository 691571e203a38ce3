"""Desk pages: the ledger."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import lists, one, sheet

urlpatterns: list[URLPattern] = [
    path("ledger/", lists.ledger, name="ledger"),
    path("ledger/ledger.xlsx", sheet.ledger_xlsx, name="ledger_xlsx"),
    path("ledger/<int:county>/<uuid:id>/", one.entry, name="ledger_entry"),
    path("ledger/<int:county>/<uuid:id>/<slug:step>/", one.remark, name="ledger_remark"),
]
