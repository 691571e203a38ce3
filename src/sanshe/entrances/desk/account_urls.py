"""Signing in and keeping one's own account, by allauth."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
