"""A resident who was drawn answers by slip; anybody of the place objects while it is on notice."""

from __future__ import annotations

import pytest

from sanshe.trust.policy.scope import scope
from sanshe.work.settlement import actions, queries
from sanshe.work.settlement.models import Answer, Objection
from tests.factories.district import FX, WJQ
from tests.registry.agreements.cast import signed
from tests.work.settlement.judging import done, read, residents, review, served, survey
from tests.work.settlement.test_acceptance import judged


@pytest.fixture
def agreement(district):
    row = signed(district)
    served(district, residents(district, 6))
    return row


def test_a_slip_answers_once(district, agreement, client):
    made = actions.open_survey(district.bureau, agreement=agreement.id)
    one = read(district.clerk, queries.to_ask, made)[0]
    number, secret = actions.give_slip(district.clerk, respondent=one.respondent.id)
    typed = {"number": number, "satisfaction": 5, "recognition": 4, "participation": "yes"}
    wrong = client.post("/opinion/", {**typed, "secret": "000001", "words": "很贴心"})
    assert wrong.status_code == 400 and "很贴心" in wrong.content.decode()  # kept as typed
    assert client.post("/opinion/", {**typed, "secret": secret}).status_code == 302
    assert client.post("/opinion/", {**typed, "secret": secret}).status_code == 400
    with scope(district.job):
        assert Answer.objects.get().satisfaction == 5


def test_the_public_page_tells_and_takes_objections(district, agreement, client):
    page = f"/c/{FX}/bought/"
    here = f"{page}{agreement.id}/object/"
    assert client.post(here, {"text": "没人来过"}).status_code == 400  # no result yet
    done(district, agreement, 624)
    review(district, agreement)
    review(district, agreement, "final")
    survey(district, agreement, happy=5, of=6)
    made = judged(district, agreement)
    actions.notice(district.bureau, acceptance=made.id)
    html = client.get(page).content.decode()
    assert "83%" in html and "正在公示" in html and here in html
    assert client.get(here).status_code == 200
    assert client.post(here, {"text": "没人来过"}).status_code == 302
    assert client.get(f"/c/{WJQ}/bought/{agreement.id}/object/").status_code == 404
    with scope(district.job):
        assert Objection.objects.get().text == "没人来过"
