"""The end of a shift lists who is being looked for and who is out, then and as they stand later."""

from __future__ import annotations

from sanshe.trust.policy.scope import scope
from sanshe.work.duty import queries as duty
from sanshe.work.visits import actions, queries
from sanshe.work.visits.enums import Found
from tests.work.visits.cast import granny, hours_ago, planned
from tests.work.visits.test_escort import escort


def test_who_is_looked_for_and_who_is_out_goes_to_the_next_shift(district, as_):
    gone = planned(district, person=granny(district).id, hours=-8)
    actions.record(district.worker, visit=gone, version=gone.version, outcome="no_answer",
                   started_at=gone.planned_start)  # fmt: skip
    out = escort(district)
    actions.depart(district.worker, visit=out, at=hours_ago(2.5))
    with scope(district.worker):
        (ladder,) = queries.open_ladders(district.worker)
    worker, colleague = as_(district.worker), as_(district.colleague)
    links = [f"/desk/visits/ladders/{ladder.id}/", f"/desk/visits/{out.id}/"]
    page = worker.get("/desk/handover/").content.decode()
    assert all(link in page for link in links) and "人民医院" in page
    kept = worker.post("/desk/handover/", {"to": str(district.colleague.user), "words": ""}).url
    with scope(district.worker):
        (row,) = duty.handovers(district.worker)
    assert row.items == {"looked_for": [str(ladder.id)], "out": [str(out.id)]}
    actions.climb(district.colleague, ladder=ladder, version=ladder.version, rung=ladder.rung,
                  found=Found.REACHED, text="在家,没听见")  # fmt: skip
    actions.home(district.worker, visit=out, how="送进家门")
    page = colleague.get(kept).content.decode()
    assert all(link in page for link in links) and "送进家门" in page
    assert page.count('class="gone"') == 2
    assert as_(district.clerk).get(kept).status_code == 404
    later = worker.get("/desk/handover/").content.decode()
    assert not any(link in later for link in links)
