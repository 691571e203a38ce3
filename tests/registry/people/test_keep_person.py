"""Writing somebody into the register, and mending it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.registry.people import errors
from sanshe.registry.people.actions import correct_person, keep_person
from sanshe.registry.people.models import Person
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from tests.factories.district import COUNTY, FX, GF


def keep(actor, **more):
    return keep_person(actor, community=FX, **{"name": "张阿姨", "building": "3栋", **more})


def test_a_name_and_a_building_are_enough(district):
    person = keep(district.worker)
    assert (person.pinyin, person.initials) == ("zhangayi", "zay")
    assert person.seen_by == [district.worker.org] and person.age is None


def test_full_width_digits_become_ordinary(district):
    person = keep(district.worker, phone="\uff11\uff13\uff18\u3000-0001", building="\uff13栋")
    assert (person.phone, person.building) == ("138 -0001", "3栋")


@pytest.mark.parametrize(
    "phone", ["110", "0871-0000000", "(0871) 0000000转12", "+86 100-0000-0001"]
)
def test_a_phone_number_may_be_written_as_people_write_it(district, phone):
    assert keep(district.worker, phone=phone).phone == phone


@pytest.mark.parametrize(
    ("given", "problem", "field"),
    [
        ({"name": "  "}, errors.BadName, "name"),
        ({"name": "很" * 41}, errors.BadName, "name"),
        ({"birth_year": 1700}, errors.BadBirth, "birth_year"),
        ({"birth_year": 9999}, errors.BadBirth, "birth_year"),
        ({"birth_date": date(9999, 1, 1)}, errors.BadBirth, "birth_year"),
        ({"birth_year": 1940, "birth_date": date(1941, 1, 1)}, errors.BirthDiffers, "birth_year"),
        ({"phone": "问邻居"}, errors.BadPhone, "phone"),
        ({"tier": "D"}, errors.BadTier, "tier"),
        ({"sex": "x"}, errors.BadChoice, "sex"),
        ({"privacy": "x"}, errors.NotForCommittee, "privacy"),
        ({"wish": "证号 530112193801010011"}, errors.NoIdNumber, "wish"),
        ({"address": "很" * 121}, errors.TooLong, "address"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(district, given, problem, field):
    with pytest.raises(problem) as refused:
        keep(district.clerk, **given)
    assert refused.value.field == field and str(refused.value)
    with scope(district.job):
        assert not Person.objects.exists()


def test_a_date_brings_its_year(district):
    assert keep(district.worker, birth_date=date(1938, 3, 1)).birth_year == 1938


def test_a_person_lives_in_a_community_not_a_district(district):
    with pytest.raises(NotFound):
        keep_person(district.worker, community=GF, name="某")
    wide = replace(district.worker, lo=COUNTY, hi=COUNTY + 999_999)
    with pytest.raises(errors.NotACommunity):
        keep_person(wide, community=COUNTY, name="某")


def test_who_may_not(district):
    for actor in (district.bureau, district.auditor, district.security, district.system,
                  district.resident, district.street, district.job):  # fmt: skip
        with pytest.raises(NotAllowed):
            keep(actor)


def test_the_same_name_is_asked_about_and_masked(district):
    keep(district.worker, name="段秀芬", building="5栋")
    with pytest.raises(errors.MaybeKnown) as refused:
        keep(district.worker, name="段秀芬", building="9栋")
    assert "段**, 5栋" in str(refused.value) and "秀" not in str(refused.value)
    keep(district.worker, name="段秀芬", building="9栋", even_so=True)
    keep(district.worker, name="段秀分", building="1栋")  # same sound, another building
    with pytest.raises(errors.MaybeKnown):
        keep(district.worker, name="段绣芬", building="1栋")


def test_a_lookalike_nobody_may_see_is_not_betrayed(district):
    keep(district.worker, name="阿兰", privacy="sealed")
    keep(district.clerk, name="阿兰")


def test_the_committee_keeps_nobody_from_itself(district):
    with pytest.raises(errors.NotForCommittee):
        keep(district.clerk, privacy="confidential")


def test_correcting_keeps_no_former_value(district):
    person = keep(district.worker, phone="100-0000-0001")
    correct_person(
        district.colleague, person=person.id, version=0, phone="100-0000-0002", name="张大姐",
        building="3栋",
    )  # fmt: skip
    with scope(district.worker):
        now = Person.objects.get()
    assert (now.phone, now.pinyin, now.version) == ("100-0000-0002", "zhangdajie", 1)
    with scope(district.job):
        lines = Entry.objects.filter(deed=Deed.KEEP_PEOPLE).order_by("seq")
        assert lines.last().detail == {"did": "corrected", "fields": ["name", "phone"]}
        assert not any("0001" in str(line.detail) or "张" in str(line.detail) for line in lines)


def test_correcting_the_year_alone_is_held_against_the_date(district):
    person = keep(district.worker, birth_date=date(1938, 3, 1))
    with pytest.raises(errors.BirthDiffers):
        correct_person(district.worker, person=person.id, version=0, birth_year=1940)
    row = correct_person(
        district.worker, person=person.id, version=0, birth_date=None, birth_year=1940
    )
    assert (row.birth_date, row.birth_year) == (None, 1940)


def test_somebody_else_was_faster(district):
    person = keep(district.worker)
    correct_person(district.colleague, person=person.id, version=0, wish="上午")
    with pytest.raises(OutOfDate):
        correct_person(district.worker, person=person.id, version=0, wish="下午")


def test_a_stranger_finds_nobody_to_correct(district):
    person = keep(district.worker)
    for stranger in (district.other_agency, district.other_district, district.stranger):
        with pytest.raises(NotFound):
            correct_person(stranger, person=person.id, version=0, wish="x")


def test_ages_are_counted_never_typed(district):
    this_year = timezone.localdate().year
    granny = keep(district.worker, name="周奶奶", birth_year=this_year - 88)
    song = keep(district.worker, name="东北的宋姨", birth_year=this_year - 53)
    assert (granny.age, granny.elder, granny.advanced_age) == (88, True, True)
    assert (song.age, song.elder, song.advanced_age) == (53, False, False)
