"""Loaded before Django's settings are (``-p tests.early``): they need to know the database."""

import os

from sanshe.ground.kit.texts import compile_texts
from tests import database

os.environ.setdefault("SANSHE_STATIC", "plain")
database.start()
compile_texts()
