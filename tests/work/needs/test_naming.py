"""Whom a matter is about: desk or lead say so; nobody sees anybody by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.registry.people import errors as people_errors
from sanshe.registry.people import queries as people
from sanshe.registry.people.actions import correct_person, keep_person, share_with
from sanshe.registry.people.models import Person
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, errors, queries
from sanshe.work.needs.enums import Step
from tests.factories.district import FX, GF

PHONE = "100-0000-0042"
CAST = ("worker", "colleague", "supervisor", "manager", "other_agency", "clerk", "secretary",
        "other_district", "street", "stranger")  # fmt: skip


@pytest.fixture
def keep(district):
    def kept(who="worker", name="周奶奶", community=FX, **more):
        return keep_person(
            getattr(district, who), community=community, name=name, building="3栋", **more
        )

    return kept


def link(actor, need, person, version=None):
    return actions.link_person(
        actor, need=need, version=need.version if version is None else version, person=person
    )


def told(district, need):
    """Who of the cast is told whose matter it is."""
    seen = set()
    for name in CAST:
        actor = getattr(district, name)
        with scope(actor):
            row = queries.visible(actor).filter(pk=need.pk).first()
            if row is not None and queries.about(actor, row) is not None:
                seen.add(name)
    return seen


def test_the_desk_says_who_it_is(desk, district, keep):
    need, person = desk.heard(), keep("clerk")
    linked = link(district.clerk, need, person)
    assert linked.person_id == person.id and linked.version == need.version + 1
    (line,) = [line for line in desk.story(need) if line.step == Step.PERSON]
    assert line.by_name == "李干事" and line.data == {"linked": True} and not line.text
    with scope(district.job):
        entry = Entry.objects.filter(deed=Deed.SORT_NEED, subject_id=str(need.id)).latest("seq")
        assert entry.detail["did"] == "linked" and entry.detail["person"] == str(person.id)


def test_the_lead_says_who_it_is(desk, district, keep):
    linked = link(district.colleague, desk.dispatched(), keep())
    assert linked.person_id and linked.state == "dispatched"


def test_only_desk_and_lead_do(desk, district, keep):
    person, need = keep(), desk.sorted()
    with pytest.raises(NotFound):  # not the lead yet, and does not see it
        link(district.worker, need, person)
    need = desk.dispatch(need)
    for name in ("other_agency", "other_district", "stranger"):
        with pytest.raises(NotFound):
            link(getattr(district, name), need, person)
    for name in ("bureau", "auditor", "security", "resident"):
        with pytest.raises(NotAllowed):
            link(getattr(district, name), need, person)
    with pytest.raises(errors.NotYourTurn):  # sees it, but reads no register
        link(district.street, need, person)


def test_a_helper_does_not(desk, district, keep):
    need = desk.dispatch(
        desk.sorted(), lead=district.committee.id, helpers=[district.agency.id], reason="就近"
    )
    with pytest.raises(errors.NotYourTurn):
        link(district.worker, need, keep())


def test_somebody_out_of_sight_is_not_found(desk, district, keep):
    quiet = keep(privacy="confidential")
    with pytest.raises(NotFound):
        link(district.clerk, desk.heard(), quiet)


def test_somebody_of_another_place(desk, district):
    elsewhere = keep_person(district.other_agency, community=GF, name="宋姨")
    need = desk.heard()
    with pytest.raises(NotFound):
        link(district.clerk, need, elsewhere)
    of_both = replace(district.clerk, lo=min(FX, GF), hi=max(FX, GF))
    with pytest.raises(errors.OtherPlace):
        link(of_both, need, elsewhere)


def test_a_late_form_finds_that_somebody_was_faster(desk, district, keep):
    need, person = desk.heard(), keep()
    link(district.clerk, need, person)
    with pytest.raises(OutOfDate):
        link(district.secretary, need, person, version=need.version)


def test_a_closed_matter_stays_as_it_is(desk, district, keep):
    closed = desk.closed()
    with pytest.raises(errors.WrongState):
        link(district.clerk, closed, keep())


def test_unlinked_again(desk, district, keep):
    need = link(district.clerk, desk.heard(), keep())
    free = actions.unlink_person(district.clerk, need=need, version=need.version)
    assert free.person_id is None
    assert desk.story(need)[-1].data == {"unlinked": True}
    with pytest.raises(NotFound):
        actions.unlink_person(district.clerk, need=free, version=free.version)


def test_an_open_person_is_seen_by_the_place_and_not_by_the_lead_who_knows_them_not(
    desk, district, keep
):
    need = desk.dispatch(link(district.clerk, desk.sorted(), keep("clerk")))
    assert told(district, need) == {"clerk", "secretary"}
    with scope(district.worker), pytest.raises(NotFound):
        people.get(district.worker, need.person_id)


def test_who_agreed_is_shown_to_the_lead(desk, district, keep):
    person = keep("clerk")
    need = desk.dispatch(link(district.clerk, desk.sorted(), person))
    with pytest.raises(people_errors.NotAgreed):
        share_with(district.clerk, person=person.id, org=need.lead_org, agreed=False)
    share_with(district.clerk, person=person.id, org=need.lead_org, agreed=True)
    assert {"worker", "colleague", "clerk"} <= told(district, need)


@pytest.mark.parametrize(
    ("kept", "privacy", "fits"),
    [
        ("normal", "normal", True),
        ("third_party", "normal", True),
        ("confidential", "normal", False),
        ("sealed", "normal", False),
        ("normal", "sealed", True),
        ("confidential", "confidential", True),
        ("sealed", "confidential", False),
        ("confidential", "sealed", True),
        ("sealed", "sealed", True),
    ],
)
def test_nobody_is_named_by_a_matter_more_open_than_they(desk, district, keep, kept, privacy, fits):
    need, person = desk.sort(desk.heard(), privacy=privacy), keep(privacy=kept)
    desk_of_it = district.worker if need.desk_org == district.agency.id else district.clerk
    need = actions.dispatch(desk_of_it, need=need, version=need.version, lead=district.agency.id)
    if not fits:
        with pytest.raises(errors.KeptCloser):
            link(district.worker, need, person)
        return
    need = link(district.worker, need, person)
    seen = told(district, need)
    assert {"worker", "colleague"} <= seen
    open_both = kept in ("normal", "third_party") and privacy == "normal"
    assert ("clerk" in seen) == open_both and "stranger" not in seen


def test_a_matter_made_more_open_lets_go_of_who_is_kept_closer(desk, district, keep):
    need = desk.sort(desk.heard(), privacy="sealed")
    need = link(district.worker, need, keep(privacy="sealed"))
    still = desk.sort(need, actor=district.worker, privacy="sealed", urgency="P1")
    assert still.person_id
    opened = desk.sort(still, actor=district.worker, privacy="confidential")
    assert opened.person_id is None and desk.story(need)[-1].data["unlinked"]


def test_a_matter_made_more_open_keeps_an_open_person(desk, district, keep):
    need = link(district.worker, desk.sort(desk.heard(), privacy="sealed"), keep())
    assert desk.sort(need, actor=district.worker, privacy="confidential").person_id


def test_whoever_is_closed_off_later_is_hidden_at_once(desk, district, keep):
    person = keep()
    need = link(district.clerk, desk.heard(), person)
    assert "clerk" in told(district, need)
    correct_person(
        district.worker, person=person.id, version=person.version, privacy="confidential"
    )
    assert told(district, need) == set()


def test_the_resident_reads_nothing_of_it(desk, district, keep):
    need = link(district.clerk, desk.heard(), keep())
    holder = district.holding(need.receipt)
    with scope(holder):
        assert [line.step for line in queries.story(holder, need.pk)] == [Step.HEARD]
        assert queries.about(holder, queries.mine(holder)) is None


def register(actor, need, **more):
    return actions.register_person(
        actor, need=need, version=need.version, **{"name": "张阿姨", "building": "3栋", **more}
    )


def test_written_into_the_register_from_the_matter(desk, district):
    need = register(district.clerk, desk.heard(contact_phone=PHONE))
    with scope(district.job):
        person = Person.objects.get(pk=need.person_id)
        assert (person.name, person.building, person.community) == ("张阿姨", "3栋", FX)
        assert person.phone == "" and person.seen_by == [district.committee.id]
        assert not Entry.objects.filter(deed=Deed.ASK_RESIDENT).exists()
    assert desk.story(need)[-1].data == {"registered": True}


def test_what_they_left_is_copied_if_they_agreed_and_audited(desk, district):
    heard = desk.heard(contact_phone=PHONE, contact_address="3栋2单元")
    need = register(district.clerk, heard, copy_contact=True)
    with scope(district.job):
        person = Person.objects.get(pk=need.person_id)
        assert (person.phone, person.address) == (PHONE, "3栋2单元")
        entry = Entry.objects.get(deed=Deed.ASK_RESIDENT)
        assert entry.subject_id == str(need.id) and entry.purpose


def test_what_others_left_is_not_copied(desk, district):
    for more in ({"on_behalf": True, "contact_phone": PHONE}, {"contact_phone": "问邻居"}):
        with pytest.raises(errors.CannotCopy):
            register(district.clerk, desk.heard(**more), copy_contact=True)
    with scope(district.job):
        assert not Person.objects.exists()
        assert not Entry.objects.filter(deed=Deed.ASK_RESIDENT).exists()


def test_kept_as_close_as_the_matter(desk, district):
    need = register(district.worker, desk.sort(desk.heard(), privacy="sealed"))
    with scope(district.job):
        assert Person.objects.get(pk=need.person_id).privacy == "sealed"
    assert told(district, need) == {"worker", "colleague", "supervisor", "manager"}


def test_somebody_alike_is_asked_about(desk, district, keep):
    keep("clerk", name="张阿姨")
    need = desk.heard()
    with pytest.raises(people_errors.MaybeKnown):
        register(district.clerk, need)
    assert register(district.clerk, need, even_so=True).person_id
