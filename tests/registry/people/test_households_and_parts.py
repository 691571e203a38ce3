"""Who lives together; which roles somebody has had; moving away, dying, sharing, revealing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people import errors
from sanshe.registry.people.actions import (
    add_part,
    correct_person,
    end_part,
    form_household,
    hide_part,
    keep_person,
    mark_died,
    mark_moved,
    move_in,
    move_out,
    reveal,
    share_with,
    stop_sharing,
)
from sanshe.registry.people.enums import PersonRole
from sanshe.registry.people.models import Household
from sanshe.registry.people.queries import get, listing
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Deed, Role
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX, make_district

PAST = date(2026, 1, 5)


def keep(actor, name, **more):
    return keep_person(actor, community=FX, name=name, **more)


def alone(actor, person):
    with scope(actor):
        return get(actor, person.id).row.alone


def test_living_alone_is_counted(district):
    granny, son = keep(district.worker, "周奶奶", building="3栋"), keep(district.worker, "周大哥")
    assert alone(district.worker, granny) is None  # nobody has said
    home = form_household(district.worker, members=[granny.id], room="402")
    assert home.building == "3栋" and alone(district.worker, granny) is True
    move_in(district.worker, person=son.id, household=home.id)
    assert alone(district.worker, granny) is False
    with scope(district.worker):
        assert [mate.id for mate in get(district.worker, granny.id).housemates] == [son.id]
    mark_moved(district.worker, person=son.id, on=PAST)
    assert alone(district.worker, granny) is True
    move_out(district.worker, person=granny.id)
    assert alone(district.worker, granny) is None


def test_a_household_takes_the_strictest_privacy(district):
    open_one = keep(district.worker, "老杨")
    quiet = keep(district.worker, "小刘", privacy="confidential")
    home = form_household(district.worker, members=[open_one.id, quiet.id])
    assert home.privacy == "confidential"


def test_the_sealed_stand_in_no_household(district):
    sealed, other = keep(district.worker, "阿兰", privacy="sealed"), keep(district.worker, "老杨")
    with pytest.raises(errors.SealedStaysAlone):
        form_household(district.worker, members=[other.id, sealed.id])
    with pytest.raises(errors.SealedStaysAlone):
        share_with(district.worker, person=sealed.id, org=district.other.id, agreed=True)


def test_a_household_of_strangers_is_not_formed(district):
    mine = keep(district.worker, "老杨")
    for members in ([], [mine.id, district.agency.id]):
        with pytest.raises(NotFound):
            form_household(district.worker, members=members)
    with pytest.raises(NotFound):
        form_household(district.stranger, members=[mine.id])


def test_four_roles_at_once_and_she_can_hide_any(district):
    song = keep(district.worker, "东北的宋姨")
    for role, where in [
        ("client", ""), ("teacher", "剪纸班"), ("student", "太极拳班"), ("volunteer", "巾帼队"),
    ]:  # fmt: skip
        part = add_part(district.worker, person=song.id, role=role, where=where, since=PAST)
    with scope(district.worker):
        assert len(get(district.worker, song.id).row.roles) == 4
    hide_part(district.worker, part=part.id)
    with scope(district.worker):
        card = get(district.worker, song.id)
        assert PersonRole.VOLUNTEER not in card.row.roles and len(card.parts) == 3
        assert listing(district.worker, role="volunteer").rows == []
    assert len(reveal(district.worker, person=song.id, purpose="mend").parts) == 4
    hide_part(district.worker, part=part.id, hidden=False)
    with scope(district.worker):
        assert listing(district.worker, role="volunteer").rows


def test_a_role_once_at_a_time_and_in_order(district):
    song = keep(district.worker, "宋姨")
    part = add_part(district.worker, person=song.id, role="teacher", where="剪纸班", since=PAST)
    with pytest.raises(errors.SamePart):
        add_part(district.worker, person=song.id, role="teacher", where="剪纸班")
    add_part(district.worker, person=song.id, role="teacher", where="书法班")
    with pytest.raises(errors.BadDay):
        end_part(district.worker, part=part.id, until=PAST - timedelta(days=1))
    end_part(district.worker, part=part.id, until=PAST)
    add_part(district.worker, person=song.id, role="teacher", where="剪纸班")
    with pytest.raises(errors.BadChoice):
        add_part(district.worker, person=song.id, role="king")
    with pytest.raises(NotFound):
        end_part(district.stranger, part=part.id)


def test_dying_ends_the_roles(district):
    granny = keep(district.worker, "周奶奶", birth_date=date(1938, 3, 1))
    add_part(district.worker, person=granny.id, role="client", since=PAST)
    with pytest.raises(errors.BadDay):
        mark_died(district.worker, person=granny.id, on=date(1937, 1, 1))
    with pytest.raises(errors.BadDay):
        mark_died(district.worker, person=granny.id, on=timezone.localdate() + timedelta(days=1))
    mark_died(district.worker, person=granny.id, on=date(2026, 2, 1))
    with scope(district.worker):
        card = get(district.worker, granny.id)
        assert card.row.gone and card.parts[0].until == date(2026, 2, 1)
        assert listing(district.worker).rows == []


def test_sharing_needs_a_yes_and_is_seen_from_then_on(district):
    granny = keep(district.worker, "周奶奶")
    partner = Actor.staff(
        user=district.other_agency.user, name="外", role=Role.WORKER, org=district.other.id, area=FX
    )
    with scope(partner):
        assert listing(partner).rows == []
    with pytest.raises(errors.NotAgreed):
        share_with(district.worker, person=granny.id, org=district.other.id, agreed=False)
    share_with(district.worker, person=granny.id, org=district.other.id, agreed=True)
    with scope(partner):
        assert len(listing(partner).rows) == 1
    with scope(district.job):
        line = Entry.objects.filter(subject_id=str(granny.id)).order_by("seq").last()
        assert line.detail == {"did": "shared", "org": str(district.other.id)}
    stop_sharing(district.worker, person=granny.id, org=district.other.id)
    with scope(partner):
        assert listing(partner).rows == []
    with pytest.raises(errors.KeeperStays):
        stop_sharing(district.clerk, person=granny.id, org=district.worker.org)


def test_a_household_follows_its_people(district):
    granny = keep(district.worker, "周奶奶")
    form_household(district.worker, members=[granny.id])
    share_with(district.worker, person=granny.id, org=district.other.id, agreed=True)
    correct_person(district.worker, person=granny.id, version=2, privacy="confidential")
    with scope(district.job):
        home = Household.objects.get()
    assert home.privacy == "confidential" and district.other.id in home.seen_by
    with pytest.raises(errors.SealedStaysAlone):
        correct_person(district.worker, person=granny.id, version=3, privacy="sealed")


def test_revealing_needs_a_purpose_and_leaves_a_line(district):
    granny = keep(district.worker, "周奶奶", phone="100-0000-0042", address="3栋402")
    for purpose in ("", "curious", "other"):
        with pytest.raises(errors.WhyReveal):
            reveal(district.worker, person=granny.id, purpose=purpose)
    full = reveal(district.worker, person=granny.id, purpose="other", why="送药")
    assert (full.phone, full.address) == ("100-0000-0042", "3栋402")
    with scope(district.job):
        line = Entry.objects.get(deed=Deed.REVEAL_PERSON)
        assert line.purpose == "other 送药" and line.subject_id == str(granny.id)
        assert line.actor == district.worker.user


def test_who_may_not_have_it_revealed(district):
    granny = keep(district.worker, "周奶奶")
    quiet = keep(district.worker, "小刘", privacy="confidential")
    assert reveal(district.clerk, person=granny.id, purpose="danger").name == "周奶奶"
    for actor, person, refusal in [
        (district.clerk, quiet, NotFound),
        (district.stranger, granny, NotFound),
        (district.other_district, granny, NotFound),
        (district.bureau, granny, NotAllowed),
        (district.auditor, granny, NotAllowed),
        (district.security, granny, NotAllowed),
        (district.system, granny, NotAllowed),
        (district.job, granny, NotAllowed),
    ]:
        with pytest.raises(refusal):
            reveal(actor, person=person.id, purpose="danger")


def test_revealing_while_only_reading_still_leaves_its_line(committed):
    district = make_district()
    granny = keep(district.worker, "周奶奶", phone="100-0000-0042")
    with scope(district.worker, read_only=True):
        assert reveal(district.worker, person=granny.id, purpose="serve").phone
    with scope(district.job):
        assert Entry.objects.filter(deed=Deed.REVEAL_PERSON).count() == 1
