"""Loaded before Django's settings are (``-p tests.early``): they need to know the database."""

from tests import database

database.start()
