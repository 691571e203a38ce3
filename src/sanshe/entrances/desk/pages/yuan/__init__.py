"""Desk pages: one yuan from its source to the record it paid for, and back."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import back, draw, sheet, way

urlpatterns: list[URLPattern] = [
    path("agreements/<uuid:id>/yuan/", way.yuan, name="yuan"),
    path("agreements/<uuid:id>/yuan/records/", way.records, name="yuan_records"),
    path("agreements/<uuid:id>/yuan/draw/", draw.draw, name="yuan_draw"),
    path("agreements/<uuid:id>/yuan.xlsx", sheet.yuan_xlsx, name="yuan_xlsx"),
    path("ledger/<int:county>/<uuid:id>/yuan/", back.record, name="yuan_record"),
]
