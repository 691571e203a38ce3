"""Who sees a matter: by the queries, and by the database even where a query forgets to ask."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, queries
from sanshe.work.needs.models import Event, Need

EVERYBODY = ("worker", "colleague", "supervisor", "manager", "other_agency", "clerk", "secretary",
             "other_district", "street", "stranger", "resident")  # fmt: skip


def sight(district, need):
    """Who sees it: by the wall alone, and by the query."""
    seen = set()
    for name in EVERYBODY:
        actor = getattr(district, name)
        with scope(actor):
            wall = Need.objects.filter(pk=need.pk).exists()
            assert wall == Event.objects.filter(need=need.pk).exists()
            assert wall == queries.visible(actor).filter(pk=need.pk).exists(), name
        if wall:
            seen.add(name)
    return seen


AGENCY = {"worker", "colleague", "supervisor", "manager"}


@pytest.mark.parametrize(
    ("privacy", "seen"),
    [
        ("normal", {"clerk", "secretary", "street"}),
        ("third_party", {"clerk", "secretary", "street"}),
        ("confidential", AGENCY),
        ("sealed", AGENCY),
    ],
)
def test_who_sees_a_sorted_matter(desk, district, privacy, seen):
    assert sight(district, desk.sort(desk.heard(), privacy=privacy)) == seen


def test_a_dispatched_open_one_is_seen_by_its_parts_and_the_place(desk, district):
    assert sight(district, desk.dispatched()) == AGENCY | {"clerk", "secretary", "street"}


def test_sealed_is_not_for_roles_that_break_no_seal(desk, district):
    need = desk.sort(desk.heard(), privacy="sealed")
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(seen_by=[district.agency.id, district.committee.id])
    assert sight(district, need) == AGENCY


def test_only_the_sealed_desk_takes_the_seal_off(desk, district):
    need = desk.sort(desk.heard(), privacy="sealed")
    assert need.desk_org == district.agency.id
    opened = desk.sort(need, actor=district.worker, privacy="confidential")
    assert opened.privacy == "confidential" and opened.desk_org == district.agency.id


def test_a_sealed_matter_has_no_helpers_and_no_committee(desk, district):
    need = desk.sort(desk.heard(), privacy="sealed")
    for more in (
        {"lead": district.committee.id, "reason": "x"},
        {"lead": district.street_office.id, "reason": "x"},
        {"lead": district.agency.id, "helpers": [district.other.id], "reason": "x"},
    ):
        with pytest.raises(errors.MayNotSee):
            actions.dispatch(district.worker, need=need, version=need.version, **more)
    led = actions.dispatch(
        district.worker, need=need, version=need.version, lead=district.agency.id
    )
    assert led.seen_by == [district.agency.id]


def test_a_confidential_one_never_goes_to_a_committee(desk, district):
    need = desk.sort(desk.heard(), privacy="confidential")
    for more in (
        {"lead": district.committee.id, "reason": "x"},
        {"lead": district.agency.id, "helpers": [district.committee.id]},
    ):
        with pytest.raises(errors.MayNotSee):
            actions.dispatch(district.worker, need=need, version=need.version, **more)


def test_a_stranger_learns_nothing_from_any_step(desk, district):
    need = desk.dispatched()
    for actor in (district.stranger, district.other_agency, district.other_district):
        for step in (
            lambda a: actions.answer(a, need=need, text="x"),
            lambda a: actions.note(a, need=need, text="x"),
            lambda a: actions.confirm(a, need=need),
            lambda a: actions.send_back(a, need=need, version=need.version, reason="x"),
            lambda a: actions.reveal_contact(a, need=need, purpose="x"),
            lambda a: actions.thank(a, need=need, text="x"),
        ):
            with pytest.raises(NotFound):
                step(actor)
        with scope(actor), pytest.raises(NotFound):
            queries.story(actor, need.pk)


def test_administrators_and_auditors_read_no_matter(desk, district):
    need = desk.heard()
    for name in ("auditor", "security", "system", "bureau"):
        actor = getattr(district, name)
        with scope(actor):
            with pytest.raises(NotAllowed):
                queries.get(actor, need.pk)
            with pytest.raises(NotAllowed):
                queries.queue(actor)
            assert not Need.objects.exists()


def test_reading_what_is_kept_from_others_leaves_a_line(desk, district):
    open_one, sealed = desk.heard(), desk.heard(text="我不想活了")
    with scope(district.clerk):
        queries.get(district.clerk, open_one.pk)
    with scope(district.worker):
        queries.get(district.worker, sealed.pk)
    with scope(district.job):
        read = Entry.objects.filter(deed=Deed.READ_NEEDS).values_list("subject_id", flat=True)
        assert list(read) == [str(sealed.pk)]


def test_the_telephone_is_unreadable_in_the_table(desk, district):
    from django.db import connection

    need = desk.heard(contact_phone="100-0000-0042")
    with scope(district.job), connection.cursor() as cursor:
        cursor.execute("SELECT contact_phone FROM needs_need WHERE id = %s", [need.pk])
        assert "0042" not in cursor.fetchone()[0]


@pytest.mark.parametrize("privacy", ["normal", "confidential", "sealed"])
def test_the_audit_does_not_tell_a_seal(desk, district, privacy):
    """An auditor reads who did what when; whether it is one of the sealed ones stays inside."""
    desk.sort(desk.heard(), privacy=privacy)
    with scope(district.auditor):
        lines = {line.deed: line.detail for line in Entry.objects.filter(subject_kind="need")}
    assert set(lines[Deed.HEAR_NEED]) == {"channel", "urgency", "state", "version"}
    assert set(lines[Deed.SORT_NEED]) == {"urgency", "changed", "state", "version"}
    assert "privacy" not in lines[Deed.SORT_NEED]["changed"]
