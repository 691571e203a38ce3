"""Desk pages: what a community hands to whom, in versions."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import place, versions

urlpatterns: list[URLPattern] = [
    path("catalogue/", place.catalogue, name="catalogue"),
    path("catalogue/begin/", place.begin, name="catalogue_begin"),
    path("catalogue/items/new/", place.item_new, name="catalogue_item_new"),
    path("catalogue/c/<int:code>/", place.catalogue_of, name="catalogue_of"),
    path("catalogue/c/<int:code>/draft/", place.draft, name="catalogue_draft"),
    path("catalogue/c/<int:code>/object/", place.object_to, name="catalogue_object"),
    path(
        "catalogue/c/<int:code>/objections/<int:objection>/", place.answer,
        name="catalogue_answer",
    ),
    path("catalogue/v/<int:id>/", versions.version, name="catalogue_version"),
    path("catalogue/v/<int:id>/line/", versions.line, name="catalogue_line_new"),
    path("catalogue/v/<int:id>/line/<int:item>/", versions.line, name="catalogue_line"),
    path(
        "catalogue/v/<int:id>/line/<int:item>/remove/", versions.remove,
        name="catalogue_line_remove",
    ),
    path("catalogue/v/<int:id>/publish/", versions.publish, name="catalogue_publish"),
    path("catalogue/v/<int:id>/withdraw/", versions.withdraw, name="catalogue_withdraw"),
    path("catalogue/v/<int:id>/discard/", versions.discard, name="catalogue_discard"),
]  # fmt: skip
