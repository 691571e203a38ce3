"""Certificates: told by the head of an agency, of its own people; counted, not compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sanshe.ground.kit.errors import Invalid, NotAllowed, NotFound, OutOfDate
from sanshe.registry.workforce import actions, errors, queries
from sanshe.registry.workforce.models import Qualification
from sanshe.trust.policy.scope import scope
from tests.factories.district import GF, staff

SINCE = date(2020, 11, 1)


def test_an_agency_tells_of_its_own_people(district, as_):
    d = district
    first = actions.certify(d.manager, user=d.worker.user, certificate="1", obtained_on=SINCE)
    actions.certify(d.manager, user=d.worker.user, certificate="2", obtained_on=SINCE)
    with scope(d.manager):
        assert [(one.name, one.row.certificate) for one in queries.of_own_agency(d.manager)] == [
            ("孟社工", "1"), ("孟社工", "2"),
        ]  # fmt: skip
        assert queries.highest(d.worker.user, on=timezone.localdate()).first().certificate == "2"
        assert not queries.highest(d.worker.user, on=SINCE - timedelta(days=1)).exists()
    with pytest.raises(errors.KnownAlready):
        actions.certify(d.manager, user=d.worker.user, certificate="2", obtained_on=SINCE)
    with pytest.raises(errors.NotOfYours):
        actions.certify(d.manager, user=d.other_agency.user, certificate="1", obtained_on=SINCE)
    with pytest.raises(Invalid):
        actions.certify(
            d.manager, user=d.colleague.user, certificate="1",
            obtained_on=timezone.localdate() + timedelta(days=1),
        )  # fmt: skip
    with scope(d.job):
        rival = staff("别家负责人", "agency_manager", d.other.id, GF)
    with pytest.raises(NotFound):
        actions.uncertify(rival, qualification=first.pk)
    for who in (d.worker, d.clerk, d.bureau, d.auditor, d.security):
        with pytest.raises(NotAllowed):
            actions.certify(who, user=d.worker.user, certificate="3", obtained_on=SINCE)
    for who, sees in ((d.bureau, 2), (d.street, 2), (rival, 0), (d.worker, 0), (d.clerk, 0),
                      (d.other_district, 0), (d.resident, 0)):  # fmt: skip
        with scope(who):
            assert Qualification.objects.count() == sees, who.role
    with scope(d.bureau), pytest.raises(DatabaseError), transaction.atomic():
        Qualification.objects.create(
            user=d.worker.user, agency=d.agency.id, area=d.agency.area, certificate="3",
            obtained_on=SINCE, noted_at=timezone.now(),
        )  # fmt: skip
    actions.uncertify(d.manager, qualification=first.pk)
    with pytest.raises(OutOfDate):
        actions.uncertify(d.manager, qualification=first.pk)

    head = as_(d.manager)
    page = "/desk/organisations/certificates/"
    said = {"user": str(d.colleague.user), "certificate": "1", "obtained_on": "2021-06-01"}
    assert head.post(page, said).status_code == 302
    assert head.post(page, said).status_code == 400
    (one,) = [one for one in head.get(page).context["held"] if one.name == "小何"]
    assert head.post(f"{page}{one.row.pk}/remove/").status_code == 302
    assert as_(d.worker).get(page).status_code == 403
    assert page in head.get(f"/desk/organisations/{d.agency.id}/").content.decode()
