"""A relative far away follows an elder's visits with her consent, and loses sight of them the
moment she takes it back: on the page, in the query, and in the database itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sanshe.ground.kit.errors import NotAllowed, NotFound, TooManyTries
from sanshe.registry.people import actions as people
from sanshe.registry.people import queries as people_queries
from sanshe.trust.audit.models import Entry
from sanshe.trust.consent import actions, errors, queries
from sanshe.trust.consent.models import Consent, Line
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.visits import queries as visits
from sanshe.work.visits.models import Visit
from tests.work.visits.cast import granny, planned, recorded

SAID = {
    "to_name": "小周", "relation": "child", "shares": ["outcome", "checks"], "how": "spoken",
    "notice_read": True, "asked_alone": True,
}  # fmt: skip


@pytest.fixture
def elder(district):
    return granny(district)


def give(actor, person, **more):
    with scope(actor):
        subject = people_queries.subject(actor, person.id)
    until = timezone.localdate() + timedelta(days=90)
    return actions.give(actor, about=subject, **{**SAID, "until": until, **more})


def eyes(consent) -> Actor:
    return Actor.relative(community=consent.community, consent=consent.id)


def sees(consent) -> list[Visit]:
    with scope(eyes(consent), read_only=True) as actor:
        return visits.followed(actor)


def in_database(consent) -> int:
    """What the database shows a relative who asks it without any of our code."""
    with scope(eyes(consent), read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM visits_visit")
        return cursor.fetchone()[0]


def test_with_her_yes_the_family_sees_when_somebody_comes(district, elder):
    visit = planned(district, person=elder.id, hours=3)
    other = granny(district)
    planned(district, person=other.id, hours=5)
    given = give(district.worker, elder)
    consent = queries.follow(given.consent.number, given.secret)
    assert [row.pk for row in sees(consent)] == [visit.pk]
    assert in_database(consent) == 1


def test_from_the_moment_it_is_taken_back_nothing_is_seen(district, elder):
    planned(district, person=elder.id, hours=3)
    given = give(district.worker, elder)
    actions.end(district.colleague, consent=given.consent.id, how="spoken")
    assert sees(given.consent) == [] and in_database(given.consent) == 0
    with scope(eyes(given.consent)), pytest.raises(errors.NoLonger):
        queries.mine(eyes(given.consent))
    with pytest.raises(errors.NoLonger):
        queries.follow(given.consent.number, given.secret)


def test_she_takes_it_back_herself_by_her_half_of_the_slip(district, elder):
    given = give(district.worker, elder)
    number = given.consent.number
    with pytest.raises(NotFound):
        queries.held_by(number, given.secret, own=True)  # the relative's half does not end it
    held = queries.held_by(number, given.own, own=True)
    actions.take_back(Actor.resident(community=held.community, receipt=number), number=number)
    with scope(district.job):
        row = Consent.objects.get(pk=given.consent.pk)
    assert row.ended_how == "self" and not queries.stands(row)


def test_nobody_takes_back_what_is_not_theirs(district, elder):
    given = give(district.worker, elder)
    with pytest.raises(NotFound):
        actions.take_back(district.holding("123456786"), number=given.consent.number)
    for stranger in (district.other_agency, district.stranger, district.other_district):
        with pytest.raises(NotFound):
            actions.end(stranger, consent=given.consent.id, how="spoken")
    with pytest.raises(NotAllowed):
        actions.end(district.bureau, consent=given.consent.id, how="spoken")


def test_a_run_out_yes_shows_nothing(district, elder):
    planned(district, person=elder.id, hours=3)
    given = give(district.worker, elder, until=timezone.localdate())
    assert len(sees(given.consent)) == 1
    with scope(district.job):
        Consent.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert in_database(given.consent) == 0


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"notice_read": False}, errors.NotesUnread),
        ({"asked_alone": False}, errors.NotAskedAlone),
        ({"to_name": " "}, errors.NobodyNamed),
        ({"how": "thumb"}, errors.WitnessMissing),
        ({"how": "guardian", "vouched": " "}, errors.WitnessMissing),
        ({"until": timezone.localdate() + timedelta(days=400)}, errors.TooLong),
    ],
)
def test_a_yes_that_was_not_free_and_clear_is_refused(district, elder, said, refused):
    with pytest.raises(refused):
        give(district.worker, elder, **said)


@pytest.mark.parametrize("privacy", ["confidential", "sealed"])
def test_whoever_is_kept_closed_is_not_opened(district, privacy):
    with pytest.raises(errors.KeptClosed):
        give(district.worker, granny(district, privacy=privacy))


def test_marking_her_confidential_closes_the_window(district, elder):
    planned(district, person=elder.id, hours=3)
    given = give(district.worker, elder)
    people.correct_person(
        district.worker, person=elder.id, version=elder.version, privacy="confidential"
    )
    assert in_database(given.consent) == 0
    for actor, count in ((district.worker, 1), (district.clerk, 0), (district.street, 0)):
        with scope(actor):  # nor does the committee read any longer that she and he are family
            assert Consent.objects.count() == count


def test_the_desk_ends_it_under_the_person_it_is_about(district, elder, as_):
    other, given = granny(district), give(district.worker, elder)
    for person, status in ((other, 404), (elder, 302)):
        answer = as_(district.worker).post(
            f"/desk/people/{person.id}/family/{given.consent.id}/end/", {"how": "spoken"}
        )
        assert answer.status_code == status
        with scope(district.job):
            over = Consent.objects.get(pk=given.consent.pk).ended_at is not None
        assert over == (person is elder)


def test_her_death_closes_the_window(district, elder):
    given = give(district.worker, elder)
    people.mark_died(district.worker, person=elder.id, on=timezone.localdate())
    with scope(district.job):
        assert Consent.objects.get(pk=given.consent.pk).ended_how == "gone"


def test_a_relative_reads_no_word_and_no_code(district, elder):
    recorded(district, planned(district, person=elder.id), talked_about="想儿子", noticed="瘦了")
    given = give(district.worker, elder)
    (row,) = sees(given.consent)
    assert {"talked_about", "noticed", "spoken_code", "whom"} <= row.get_deferred_fields()


def test_each_look_is_written_down(district, elder):
    given = give(district.worker, elder)
    actions.look(eyes(given.consent))
    with scope(district.worker) as actor:
        (row,) = queries.of_person(actor, elder.id)
    assert row.looked_at is not None
    with scope(district.job):
        assert list(Line.objects.order_by("at").values_list("step", flat=True)) == [
            "given", "opened",
        ]  # fmt: skip
        assert Entry.objects.filter(deed="consent.follow", subject_id=elder.id).exists()


def test_who_else_may_know_of_it(district, elder):
    give(district.worker, elder)
    for one, count in [
        (district.colleague, 1),
        (district.clerk, 1),  # open, in their place
        (district.other_agency, 0),
        (district.other_district, 0),
        (district.stranger, 0),
    ]:
        with scope(one):
            assert len(queries.of_person(one, elder.id)) == count


def test_wrong_secrets_are_counted(district, elder):
    number = give(district.worker, elder).consent.number
    for _ in range(5):
        with pytest.raises(NotFound):
            queries.follow(number, "0")
    with pytest.raises(TooManyTries):
        queries.follow(number, "0")


def test_the_secrets_are_kept_as_hashes_only(district, elder):
    given = give(district.worker, elder)
    with scope(district.job), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM consent_consent c")
        kept = cursor.fetchone()[0]
    assert given.secret not in kept and given.own not in kept


def test_on_the_page_from_yes_to_taken_back(district, elder, as_, client):
    planned(district, person=elder.id, hours=3)
    desk = as_(district.worker)
    typed = {
        "to_name": "小周", "relation": "child", "shares": ["times"], "how": "spoken",
        "until": timezone.localdate() + timedelta(days=30), "vouched": "", "to_contact": "",
    }  # fmt: skip
    refused = desk.post(f"/desk/people/{elder.id}/family/", typed)
    assert refused.status_code == 400 and "小周" in refused.content.decode()
    slip = desk.post(
        f"/desk/people/{elder.id}/family/", {**typed, "notice_read": "on", "asked_alone": "on"}
    )
    given = slip.context["given"]
    shown = f"{given.secret[:3]} {given.secret[3:]}"
    assert shown in slip.content.decode() and "no-store" in slip["Cache-Control"]
    assert "小周" in desk.get(f"/desk/people/{elder.id}/").content.decode()

    opened = client.post("/family/", {"number": given.consent.number, "secret": shown})
    assert opened.status_code == 302
    page = client.get("/family/").content.decode()
    assert "孟社工" in page and "周奶奶" in page
    desk.post(f"/desk/people/{elder.id}/family/{given.consent.id}/end/", {"how": "spoken"})
    assert client.get("/family/").status_code == 410
    assert client.get("/family/").status_code == 200  # asks for the numbers again
