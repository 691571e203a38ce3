"""Keeping an account: rename, password, second factor, unlock, deactivate; never one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts import actions, errors, queries
from sanshe.trust.accounts.models import User
from sanshe.trust.policy.scope import at_the_door, scope

from .signing import PASSWORD, account_of, with_app

KEEPING = [
    (actions.rename, {"name": "改了名"}),
    (actions.set_password, {"password": PASSWORD}),
    (actions.reset_second_factor, {}),
    (actions.unlock, {}),
    (actions.deactivate, {}),
    (actions.reactivate, {}),
]


@pytest.mark.parametrize("keep, given", KEEPING)
def test_who_may(district, keep, given):
    keep(district.security, user=district.worker.user, **given)
    keep(district.job, user=district.security.user, **given)
    with pytest.raises(errors.NotYourself):
        keep(district.security, user=district.security.user, **given)
    with pytest.raises(NotFound):  # rights in another county
        keep(district.security, user=district.other_district.user, **given)
    with pytest.raises(NotFound):
        keep(district.security, user=new_id(), **given)
    for actor in (district.worker, district.system, district.auditor, district.resident):
        with pytest.raises(NotAllowed):
            keep(actor, user=district.colleague.user, **given)


def test_an_account_with_wider_rights_is_out_of_reach(district):
    """A street's administrator does not set the password of the county's."""
    street = replace(district.security, lo=530112003000, hi=530112003999, user=new_id())
    with pytest.raises(NotFound):
        actions.set_password(street, user=district.bureau.user, password=PASSWORD)
    actions.set_password(street, user=district.worker.user, password=PASSWORD)


def test_a_given_password_is_a_first_one(district):
    actions.set_password(district.security, user=district.worker.user, password=PASSWORD)
    with scope(district.job):
        user = User.objects.get(pk=district.worker.user)
    assert user.first_password and user.check_password(PASSWORD)


def test_a_reset_takes_every_factor(district):
    user = account_of(district.worker)
    with_app(user)
    assert queries.has_second_factor(user)
    assert actions.reset_second_factor(district.security, user=user.id) == 1
    assert not queries.has_second_factor(user)


def test_factors_are_their_owners_and_the_doors(district):
    user = account_of(district.worker)
    with_app(user)
    for actor, seen in [(district.worker, 1), (district.colleague, 0), (district.security, 0)]:
        with scope(actor):
            assert Authenticator.objects.count() == seen, actor
    assert Authenticator.objects.count() == 0
    with at_the_door():
        assert Authenticator.objects.count() == 1


def test_the_listing_is_of_ones_own_area(district):
    with scope(district.security):
        rows = queries.listing(district.security).rows
        names = {account.user.name for account in rows}
        assert "孟社工" in names and "王干事" not in names
        mine = {a.user.name: a.kept_by_reader for a in rows}
        assert mine["孟社工"] and not mine["安全"]
        with pytest.raises(NotFound):
            queries.get(district.security, district.other_district.user)
    with pytest.raises(NotAllowed), scope(district.worker):
        queries.listing(district.worker)


def test_found_by_a_part_of_the_name(district):
    with scope(district.security):
        rows = queries.listing(district.security, text="孟").rows
    assert [account.user.name for account in rows] == ["孟社工"]


def test_page_after_page(district):
    seen, after = [], ""
    with scope(district.security):
        total = len(queries.listing(district.security).rows)
        for _ in range(total):
            page = queries.listing(district.security, after=after, size=3)
            seen += [account.id for account in page.rows]
            after = page.after
            if not after:
                break
    assert len(seen) == len(set(seen)) == total
