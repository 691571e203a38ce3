"""Desk pages: orders of hotlines, lists, photos."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import lists, orders, photos

urlpatterns: list[URLPattern] = [
    path("orders/", orders.orders, name="orders"),
    path("orders/upload/", orders.upload, name="orders_upload"),
    path("orders/replies/", orders.replies, name="orders_replies"),
    path("orders/<uuid:id>/return/", orders.give_back, name="order_return"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<uuid:id>/", lists.one, name="list"),
    path("lists/<uuid:id>/aside.xlsx", lists.aside, name="list_aside"),
    path("lists/<uuid:id>/hear/", lists.go_on, name="list_hear"),
    path("lists/<uuid:id>/undo/", lists.undo, name="list_undo"),
    path("lists/<uuid:id>/row/<int:number>/", lists.row, name="list_row"),
    path("needs/<uuid:id>/photos/add/", photos.add, name="photo_add"),
    path("needs/<uuid:id>/photos/<uuid:photo>/", photos.show, name="photo"),
    path("needs/<uuid:id>/photos/<uuid:photo>/back/", photos.take_back, name="photo_back"),
]
