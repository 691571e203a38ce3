"""The inbox: who finds a notice in it, and who can mark it as read."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from sanshe.ground.kit.errors import NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.ground.messages import actions, queries
from sanshe.ground.messages.enums import NoticeCode, State
from sanshe.ground.messages.errors import LinkTells
from sanshe.ground.messages.models import Notice, Outgoing

pytestmark = pytest.mark.django_db
ME, OTHER, ORG, ELSEWHERE = (new_id() for _ in range(4))


def tell(**whom: object) -> Notice:
    actions.tell(code=NoticeCode.WAITING, link="/desk/needs/1/", **whom)
    return Notice.objects.latest("id")


def inbox(user: object = ME, org: object = ORG, role: str = "worker") -> list[Notice]:
    return list(queries.inbox(user, org, role))


def test_for_a_person_whatever_they_act_as() -> None:
    notice = tell(user=ME)
    assert (
        inbox() == inbox(org=None, role="") == inbox(org=ELSEWHERE, role="supervisor") == [notice]
    )
    assert inbox(OTHER) == inbox(None) == []


def test_for_whoever_acts_for_an_organisation() -> None:
    notice = tell(org=ORG)
    assert inbox() == inbox(OTHER, role="supervisor") == [notice]
    assert inbox(org=ELSEWHERE) == inbox(org=None) == []


def test_for_a_role_in_an_organisation() -> None:
    notice = tell(org=ORG, role="supervisor")
    assert inbox(OTHER, role="supervisor") == [notice]
    assert inbox() == inbox(org=ELSEWHERE, role="supervisor") == []


def test_newest_first_and_counted() -> None:
    first, second = tell(user=ME), tell(org=ORG)
    assert inbox() == [second, first]
    assert queries.unread_count(ME, ORG, "worker") == 2
    assert actions.mark_read(ids=[first.id], user=ME, org=ORG, role="worker") == 1
    assert actions.mark_read(ids=[first.id], user=ME, org=ORG, role="worker") == 0
    assert queries.unread_count(ME, ORG, "worker") == 1
    first.refresh_from_db()
    assert first.read_by == ME
    assert actions.mark_all_read(user=ME, org=ORG, role="worker") == 1
    assert queries.unread_count(ME, ORG, "worker") == 0


def test_nobody_reads_anothers() -> None:
    mine, theirs = tell(user=ME), tell(user=OTHER)
    with pytest.raises(NotFound):
        actions.mark_read(ids=[mine.id, theirs.id], user=ME, org=ORG, role="worker")
    assert queries.unread_count(ME, None, "") == queries.unread_count(OTHER, None, "") == 1


def test_a_notice_is_for_somebody() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tell()


def test_only_a_person_is_written_to_and_only_once() -> None:
    tell(org=ORG)
    assert not Outgoing.objects.exists()
    for _ in range(3):
        tell(user=ME)
    assert [(row.user, row.state) for row in Outgoing.objects.all()] == [(ME, State.WAITING)]


def test_what_was_rolled_back_is_not_told() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(user=ME)
        raise ZeroDivisionError
    assert inbox() == []
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    "link",
    ["", "needs/1/", "//elsewhere/", "https://elsewhere/", "/desk/?about=falls", "/desk/张阿姨/",
     "/desk/a b/", "/desk/needs/1/\n", "/desk/../x/"],
)  # fmt: skip
def test_a_link_carries_nothing_but_a_path(link: str) -> None:
    with pytest.raises(LinkTells):
        actions.tell(code=NoticeCode.WAITING, link=link, user=ME)


def test_counting_uses_what_is_unread_only(django_assert_num_queries: object) -> None:
    tell(user=ME)
    with django_assert_num_queries(1):
        queries.unread_count(ME, ORG, "worker")
