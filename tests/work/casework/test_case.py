"""A case is opened, planned, closed, passed on; who may know of it, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sanshe.entrances.jobs.demo.clock import at
from sanshe.ground.kit.errors import NotAllowed, NotFound, OutOfDate
from sanshe.ground.kit.ids import new_id
from sanshe.ledger.models import Record
from sanshe.registry.people.actions import correct_person, mark_died, mark_moved
from sanshe.registry.people.models import Person
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.enums import Deed
from sanshe.trust.policy.scope import scope
from sanshe.work.casework import actions, errors, queries
from sanshe.work.casework.enums import NextStep
from sanshe.work.casework.models import Case, Contact, File, Review
from tests.work.casework.cast import Work, a_service, half_a_year_ago, today

OTHERS = ("other_agency", "stranger", "clerk", "secretary", "other_district", "street", "bureau",
          "auditor", "security", "resident")  # fmt: skip


@pytest.fixture
def work(district):
    return Work(district)


def read(actor, query, *args, **more):
    with scope(actor, read_only=True):
        return query(actor, *args, **more)


def test_from_the_first_word_to_the_end(work):
    row = work.open()
    assert queries.next_step(row)[0] == NextStep.ASSESS
    with pytest.raises(errors.AssessFirst):
        work.plan()
    work.assess()
    assert queries.next_step(work.now())[0] == NextStep.PLAN
    with pytest.raises(errors.GoalsMissing):
        work.plan(goals=[(" ", 1)])
    with pytest.raises(errors.DayDoesNotFit):
        work.plan(review_by=today() + timedelta(days=184))
    work.plan()
    with pytest.raises(errors.NotThisFar):
        work.close()
    work.contact()
    with pytest.raises(errors.ScalesMissing):
        work.close(scales={})
    with pytest.raises(errors.TextMissing) as wrong:
        work.close(opinion="")
    assert wrong.value.field == "opinion"
    row = work.close(opinion="refused")
    assert (row.state, row.counted_by) == ("closed", "closed")
    assert queries.next_step(row)[:2] == (NextStep.FOLLOW_UP, today() + timedelta(days=30))
    work.contact(next_on=None)
    assert queries.next_step(work.now())[0] == NextStep.NOTHING
    assert [unit for unit, _ in work.book()] == ["person_times", "cases", "person_times"]


def test_who_may_know_and_who_may_read(work, district):
    row = work.running().now()
    for name in ("worker", "supervisor"):
        assert read(getattr(district, name), queries.read, row).file.why == "想有个人商量"
        (line,) = read(getattr(district, name), queries.listing)
        assert "周" in line.whom and line.case.contacts == 1
    (line,) = read(district.manager, queries.listing)
    assert (line.whom, line.case.contacts) == ("", 1)
    with pytest.raises(NotFound):
        read(district.manager, queries.read, row)
    with pytest.raises(NotAllowed):
        work.assess(actor=district.manager)
    assert read(district.colleague, queries.listing) == []
    for name in ("colleague", *OTHERS):
        actor = getattr(district, name)
        with pytest.raises((NotFound, NotAllowed)):
            read(actor, queries.get, row.id)
        with pytest.raises((NotFound, NotAllowed)):
            work.contact(actor)
        assert read(actor, queries.of_person, work.person.id) == []


def test_the_walls_say_the_same(work, district):
    work.running()
    tables = ("case", "file", "goal", "contact")

    def seen(actor):
        with scope(actor, read_only=True), connection.cursor() as cursor:
            found = []
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM casework_{table}")
                found.append(cursor.fetchone()[0])
        return found

    assert seen(district.worker) == seen(district.supervisor) == [1, 1, 2, 1]
    assert seen(district.manager) == [1, 0, 0, 0]
    for name in ("colleague", *OTHERS):
        assert seen(getattr(district, name)) == [0, 0, 0, 0], name
    with scope(district.manager):
        assert Case.objects.update(worker=district.manager.user) == 0
    with scope(district.job), connection.cursor() as cursor:
        cursor.execute("SELECT note FROM casework_contact")
        assert cursor.fetchone()[0].startswith("aesgcm256:")
    work.review()
    with pytest.raises(DatabaseError), scope(district.worker), transaction.atomic():
        Review.objects.update(by_name="谁")


def test_each_reading_leaves_its_line(work, district):
    row = work.open()

    def lines():
        with scope(district.job):
            return Entry.objects.filter(deed=Deed.READ_CASE_FILE, subject_id=str(row.id)).count()

    read(district.supervisor, queries.read, row)
    read(district.supervisor, queries.listing)
    assert lines() == 1
    read(district.worker, queries.read, row)
    assert lines() == 2


def test_what_is_not_opened(work, district):
    with pytest.raises(errors.NotAgreedToCase):
        work.open(agreed_how="")
    with pytest.raises(errors.NotForCases):
        work.open(service=district.service.id)
    with pytest.raises(errors.NotAWorker):
        work.open(second=district.worker.user)
    with pytest.raises(errors.NotAWorker):
        work.open(second=district.clerk.user)
    with pytest.raises(NotFound):  # a worker opens their own
        work.open(worker=district.colleague.user)
    with pytest.raises(errors.SealedNotHere):
        work.open(service=a_service(district, code="FX-09", sealed=True).id)
    row = work.open()
    assert work.open(id=row.id).id == row.id  # sent twice
    with pytest.raises(errors.AlreadyOpen):
        work.open(district.colleague)  # who does not see the first one
    mark_moved(district.worker, person=work.person.id, on=today())
    with pytest.raises(errors.PersonGone):
        work.open()


def test_sealed_is_refused_and_sealed_later_stays_shut(work, district):
    work.running()
    with scope(district.job):
        Person.objects.update(privacy="sealed")
    with pytest.raises(errors.SealedNotHere):
        work.open(service=a_service(district, code="FX-10").id)
    work.contact()
    with scope(district.job):
        assert list(Record.objects.order_by("seq").values_list("sealed", "persons")) == [
            (False, []), (True, [])]  # fmt: skip
        assert File.objects.count() == 1


def test_half_a_year_and_a_review_count_once(work):
    with at(half_a_year_ago()):
        work.running()
        work.review()
    assert work.now().record is None
    row = work.review(plan="改成每周去")
    assert row.counted_by == "reviewed"
    work.review()
    work.close()
    assert [unit for unit, _ in work.book()].count("cases") == 1
    with scope(work.district.job):
        assert [one.plan for one in Review.objects.order_by("id")] == ["", "每两周去一次", ""]


def test_ended_early_counts_nothing(work, district):
    work.running()
    with pytest.raises(errors.TextMissing):  # the other side says that
        work.step(actions.end, why="referred", words="转走了")
    row = work.step(actions.end, why="withdrew", words="不想继续了")
    assert (row.state, row.record, row.next_contact_on) == ("ended", None, None)
    with pytest.raises(errors.NotThisFar):
        work.contact()
    work.open()  # and may come back another day


def test_passed_on_only_when_taken(work):
    work.running()
    facts = {"to": "社区卫生服务中心", "why": "睡不好", "ground": "consent"}
    with pytest.raises(errors.NotAgreedToCase):
        work.step(actions.refer, **facts | {"ground": ""})
    work.step(actions.refer, **facts)
    assert queries.next_step(work.now())[0] == NextStep.REFERRAL
    for act, more in ((actions.refer, facts), (actions.end, {"why": "lost", "words": "x"})):
        with pytest.raises(errors.ReferralWaiting):
            work.step(act, **more)
    with pytest.raises(errors.ReferralWaiting):
        work.close()
    work.step(actions.answer_referral, accepted=False, words="没有名额")
    assert work.now().state == "working"
    with pytest.raises(NotFound):
        work.step(actions.answer_referral, accepted=True)
    work.step(actions.refer, **facts)
    row = work.step(actions.answer_referral, accepted=True)
    assert (row.state, row.why_ended, row.record) == ("ended", "referred", None)


def test_another_worker_takes_it_over(work, district):
    work.running()
    to = {"worker": district.colleague.user}
    with pytest.raises(NotFound):
        work.step(actions.assign, **to)
    before = work.now().version
    work.step(actions.assign, district.supervisor, **to)
    assert read(district.worker, queries.listing) == []
    assert read(district.colleague, queries.read, work.now()).file.plan == "每两周去一次"
    with pytest.raises(OutOfDate):
        actions.assign(district.supervisor, case=work.case, version=before, **to)


def test_what_is_due_stands_on_ones_day(work, district):
    work.running()
    assert read(district.worker, queries.overdue) == []
    with at(timezone.now() + timedelta(days=8)):
        (line,) = read(district.worker, queries.overdue)
        assert line.step == NextStep.CONTACT and line.overdue
        assert read(district.supervisor, queries.overdue) == []
        work.contact(next_on=today() + timedelta(days=92))
    with at(timezone.now() + timedelta(days=95)):
        (line,) = read(district.worker, queries.overdue)
        assert line.step == NextStep.REVIEW


def test_nobody_is_met_after_they_died(work, district):
    work.running()
    mark_died(district.worker, person=work.person.id, on=today() - timedelta(days=1))
    with pytest.raises(errors.ContactAfterDeath):
        work.contact()
    with scope(district.job):
        assert Contact.objects.count() == 1
    row = work.step(actions.end, why="died", words="走得安静")
    assert row.why_ended == "died"


def test_a_corrected_person_is_still_the_same_case(work, district):
    """The register may change how somebody is called; the mark that forbids two cases holds."""
    work.open()
    with scope(district.job):
        version = Person.objects.get(pk=work.person.pk).version
    correct_person(district.worker, person=work.person.id, version=version, name="周外婆")
    with pytest.raises(errors.AlreadyOpen):
        work.open(id=new_id())
