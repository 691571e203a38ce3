"""Areas are written by the owner only, so these tests have a database of their own."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from sanshe.ground.areas import actions
from sanshe.ground.areas.models import Area
from tests import database

HEAD = "code,name,level,parent\n"
COUNTRY = """530000000000,云南省,province,
530100000000,昆明市,prefecture,530000000000
530112000000,西山区,county,530100000000
530112003000,前卫街道,township,530112000000
530112003008,复兴社区居委会,community,530112003000
530112005000,马街街道,township,530112000000
530112005005,广福小区社区居委会,community,530112005000
530112005200,明朗村民委员会,community,530112005000
530111000000,官渡区,county,530100000000
530111003000,长水街道,township,530111000000
530111003008,复兴社区居民委员会,community,530111003000
"""


@pytest.fixture(scope="module")
def own_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One for all tests of a file: making one for each would cost more than the tests."""
    name = f"test_{os.getpid()}_areas"
    with django_db_blocker.unblock():
        database.drop(name)
        database.copy_of_template(name)
        with database.pointed_at(name):
            yield
        database.drop(name)


@pytest.fixture
def empty(own_database: None) -> None:
    Area.objects.using("owner").all().delete()


def take(text: str) -> actions.Report:
    """Import rows written below one another."""
    return actions.import_csv(io.StringIO(HEAD + text))


def faults_of(report: actions.Report) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.code, fault.fault.value) for fault in report.faults]
