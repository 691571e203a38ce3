"""Lists: masked, found by sound and place, at a constant cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people.actions import (
    add_part,
    form_household,
    keep_person,
    mark_moved,
)
from sanshe.registry.people.ages import age_on, at_least
from sanshe.registry.people.masking import masked_name
from sanshe.registry.people.models import Person
from sanshe.registry.people.queries import buildings, find, get, listing, names_of
from sanshe.trust.policy.scope import scope
from tests.factories.district import FX


@pytest.fixture
def granny(district):
    return keep_person(
        district.worker, community=FX, name="周奶奶", building="3栋", birth_year=1938,
        phone="100-0000-0042", tier="A",
    )  # fmt: skip


def test_found_by_name_sound_initials_and_building(district, granny):
    keep_person(district.worker, community=FX, name="段秀芬", building="5栋")
    with scope(district.worker):
        for text in ("周", "周奶", "zhou", "ZNN", "3栋", "周 3栋", "znn 3", "\uff13栋"):
            assert [row.id for row in find(district.worker, text)] == [granny.id], text
        for text in ("", "  ", "周 5栋", "%", "_", "nobody"):
            assert find(district.worker, text) == [], text


def test_lists_are_masked(district, granny):
    keep_person(district.worker, community=FX, name="段秀芬", building="5栋")
    with scope(district.worker):
        rows = listing(district.worker).rows
        assert [row.called for row in rows] == ["段**, 5栋", "周奶奶, 3栋"]
        assert rows[1].phone == "····42" and "0000" not in repr(rows)
        assert names_of(district.worker, [granny.id]) == {granny.id: "周奶奶, 3栋"}
        assert "0000" not in repr(get(district.worker, granny.id))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("段秀芬", "段**"), ("欧阳修", "欧阳*"), ("周奶奶", "周奶奶"), ("老杨", "老杨"),
        ("何姐", "何姐"), ("豆豆", "豆*"), ("东北的宋姨", "东北的宋姨"), ("的云飞", "的**"),
        ("Anna Smith", "A**"),
        ("欧阳阿姨", "欧阳阿姨"), ("王", "王"),
    ],
)  # fmt: skip
def test_a_form_of_address_stays_a_full_name_does_not(name, shown):
    assert masked_name(name) == shown


def test_who_sees_whom(district, granny):
    sealed = keep_person(district.worker, community=FX, name="阿兰", privacy="sealed")
    quiet = keep_person(district.worker, community=FX, name="小刘", privacy="confidential")
    for actor, seen in [
        (district.worker, {granny.id, sealed.id, quiet.id}),
        (district.colleague, {granny.id, sealed.id, quiet.id}),
        (district.clerk, {granny.id}),
        (district.other_agency, set()),
        (district.stranger, set()),
        (district.other_district, set()),
    ]:
        with scope(actor):
            assert {row.id for row in listing(actor).rows} == seen, actor
            if granny.id not in seen:
                with pytest.raises(NotFound):
                    get(actor, granny.id)
    for actor in (district.bureau, district.street, district.auditor, district.security,
                  district.system, district.resident):  # fmt: skip
        with scope(actor), pytest.raises(NotAllowed):
            listing(actor)


def test_filters(district, granny):
    yang = keep_person(district.worker, community=FX, name="老杨", building="10栋", birth_year=1952)
    form_household(district.worker, members=[granny.id])
    add_part(district.worker, person=yang.id, role="volunteer", since=date(2026, 1, 1))
    with scope(district.worker):
        for given, who in [
            ({"tier": "A"}, [granny.id]),
            ({"building": "10栋"}, [yang.id]),
            ({"role": "volunteer"}, [yang.id]),
            ({"role": "teacher"}, []),
            ({"advanced": True}, [granny.id]),
            ({"alone": True}, [granny.id]),
            ({"gone": True}, []),
            ({"community": FX + 1}, []),
        ]:
            assert [row.id for row in listing(district.worker, **given).rows] == who, given
        assert buildings(district.worker) == ["3栋", "10栋"]
    mark_moved(district.worker, person=granny.id, on=date(2026, 1, 1))
    with scope(district.worker):
        assert [row.id for row in listing(district.worker).rows] == [yang.id]
        assert [row.id for row in listing(district.worker, gone=True).rows] == [granny.id]


def test_pages_follow_each_other_without_gap(district):
    for number in range(7):
        keep_person(district.worker, community=FX, name=f"王{'一二三四五六七'[number]}")
        keep_person(
            district.worker, community=FX, name="同名", building=f"{number}栋", even_so=True
        )
    with scope(district.worker):
        whole = [row.id for row in listing(district.worker).rows]
        pages, after = [], ""
        while True:
            page = listing(district.worker, after=after, size=3)
            pages += [row.id for row in page.rows]
            if not (after := page.after):
                break
        assert pages == whole and len(set(pages)) == 14
        assert [r.id for r in listing(district.worker, after="not an id").rows] == whole


def test_a_longer_list_asks_no_more_questions(district, granny):
    def cost():
        with (
            scope(district.worker),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            listing(district.worker)
            find(district.worker, "znn")
        return len(asked)

    one = cost()
    for number in range(12):
        other = keep_person(district.worker, community=FX, name=f"周奶{number}", building="4栋",
                            even_so=True)  # fmt: skip
        form_household(district.worker, members=[other.id])
        add_part(district.worker, person=other.id, role="client")
    assert cost() == one


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 2, 28), date(2026, 3, 1)])
@pytest.mark.parametrize(
    "born", [date(1948, 2, 28), date(1948, 2, 29), date(1948, 3, 1), date(1946, 2, 28),
             date(1946, 3, 1), date(1946, 3, 2)],
)  # fmt: skip
def test_the_database_counts_years_as_we_do(district, today, born):
    keep_person(district.worker, community=FX, name="某", birth_date=born)
    with scope(district.worker):
        assert Person.objects.filter(at_least(80, today)).exists() == (
            age_on(today, born, None) >= 80
        )


def test_age_from_the_year_alone():
    assert age_on(timezone.localdate().replace(year=2026), None, 1938) == 88
    assert age_on(date(2026, 1, 1), None, None) is None
