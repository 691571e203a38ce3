"""Desk pages: what was bought, how far it is, and the records behind each figure."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import counting, lists, one

urlpatterns: list[URLPattern] = [
    path("agreements/", lists.agreements, name="agreements"),
    path("agreements/<uuid:id>/", one.agreement, name="agreement"),
    path("agreements/<uuid:id>/papers/", one.attach, name="agreement_attach"),
    path("agreements/<uuid:id>/papers/<uuid:paper>/", one.paper, name="agreement_paper"),
    path(
        "agreements/<uuid:id>/indicators/<uuid:indicator>/", counting.indicator, name="indicator"
    ),
    path(
        "agreements/<uuid:id>/indicators/<uuid:indicator>/rule/", counting.rule,
        name="indicator_rule",
    ),
]  # fmt: skip
