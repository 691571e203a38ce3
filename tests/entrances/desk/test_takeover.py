"""A platform changes hands on the pages: three sides and the resident, from first to last."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.test import Client as Browser
from django.utils import timezone

from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions as needs
from sanshe.work.takeover.models import Client, Event, Matter, Takeover, Thing
from tests.factories.district import FX
from tests.laws.test_query_counts import asked
from tests.work.takeover.conftest import make_handing


def text_of(answer, status=200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def twice(browser, page: str, said=None):
    """A double click: the first does it, the second does no harm and is told the truth."""
    first, second = (browser.post(page, said or {}) for _click in range(2))
    assert second.status_code in (302, 400), second.content.decode()[:2000]
    return first


def test_the_whole_way_on_the_pages(district, as_):
    handing = make_handing(district)
    handing.person("周奶奶")
    handing.person("小宝", birth_year=timezone.localdate().year - 7)
    heard = needs.hear(district.resident, community=FX, text="想有人来坐坐", channel="web")
    row = needs.sort(
        district.clerk, need=heard.need.id, version=heard.need.version, kind="need",
        category="elder_visit", urgency="P2", privacy="normal",
    )  # fmt: skip
    row = needs.dispatch(district.clerk, need=row.id, version=row.version, lead=district.agency)
    needs.link_person(
        district.worker, need=row.id, version=row.version, person=handing.kept["周奶奶"].id
    )
    for hour in (9, 11):
        handing.visit("周奶奶", hour)
    street, leaving, coming = (
        as_(one) for one in (district.street, handing.manager, handing.comes)
    )
    platform = f"/desk/organisations/platforms/{district.station.pk}/"
    assert "换一家来承接" in text_of(street.get(platform))
    said = {"platforms": [district.station.pk], "coming": str(district.other.pk), "why": "ended",
            "day": timezone.localdate() - timedelta(days=1)}  # fmt: skip
    new = "/desk/takeovers/new/"
    assert "交接日要在今天或以后" in text_of(street.post(new, said), 400)
    page = twice(street, new, {**said, "day": timezone.localdate()}).url
    for one in (street, leaving, coming):
        assert district.other.name in text_of(one.get("/desk/takeovers/"))
        text_of(one.get(page))
    assert as_(district.other_district).get(page).status_code == 404
    assert twice(leaving, f"{page}draw/").url == page
    assert "周奶奶" not in text_of(coming.get(page))
    lists = [(leaving, page), (leaving, f"{page}people/"), (coming, page)]
    few = [asked(*one) for one in lists]
    for name, hour in (("老杨", 13), ("何姐", 15)):
        handing.person(name)
        handing.visit(name, hour)
    leaving.post(f"{page}draw/")
    assert [asked(*one) for one in lists] == few
    thing = {"kind": "key", "name": "活动室", "count": 2}
    assert "这里还没有填" in text_of(leaving.post(f"{page}thing/", {**thing, "name": ""}), 400)
    twice(leaving, f"{page}thing/", thing)
    with scope(district.job):
        handing.row = Takeover.objects.get()
        key = Thing.objects.get().pk
        clients = list(Client.objects.order_by("called"))
    wrong = coming.post(f"{page}meet/", {"thing": key, "key": key, "count": 1})
    assert "请写清楚" in text_of(wrong, 400)
    twice(coming, f"{page}meet/", {"thing": key, "count": 1, "difference": "少一把"})
    assert "少一把" in text_of(leaving.get(page))
    twice(coming, f"{page}introduce/", {"worker": str(handing.worker.user), "greeting": "您好"})
    asking = f"{page}people/"
    assert "周奶奶" in text_of(leaving.get(asking))
    assert "周奶奶" not in text_of(coming.get(asking))
    for one in clients:
        said = {"client": one.pk, "answer": "yes", "how": "home", "notice_read": "on",
                "vouched": "妈妈", "key": one.pk}  # fmt: skip
        refused = leaving.post(f"{asking}ask/", {**said, "notice_read": ""})
        assert "念给本人听" in text_of(refused, 400)
        assert twice(leaving, f"{asking}ask/", said).url == asking
    resident = Browser()
    resident.post("/follow/", {"receipt": heard.need.receipt, "secret": heard.secret})
    shown = text_of(resident.get("/follow/"))
    assert district.other.name in shown and "罗社工" in shown and "您说过:愿意" in shown
    assert resident.post("/follow/come-not/").url == "/follow/"
    assert "您说过:不愿意" in text_of(resident.get("/follow/"))
    resident.post("/follow/come/")
    assert "由" + district.other.name in text_of(resident.get(f"/c/{FX}/who/"))
    for matter in handing.all(Matter):
        said = {"matter": matter.pk, "fate": "taken"}
        assert twice(leaving, f"{page}decide/", said).url == page
    assert twice(leaving, f"{page}listed/", {"version": handing.now().version}).url == page
    twice(leaving, f"{page}farewell/", {"text": "谢谢大家这几年。"})
    assert "谢谢大家这几年" in text_of(leaving.get(f"{page}letters/"))
    assert "请先勾上" in text_of(leaving.post(f"{asking}tell/", {"told": "door"}), 400)
    ids = [str(one.pk) for one in clients]
    assert twice(leaving, f"{asking}tell/", {"told": "door", "clients": ids}).url == asking
    twice(leaving, f"{page}told/", {"version": handing.now().version})
    for one in (leaving, coming, street):
        assert twice(one, f"{page}sign/").url == page
    assert "已经由" in text_of(street.post(f"{page}sign/"), 400)
    assert handing.now().state == "handed_over"
    with scope(district.job):
        steps = Counter(Event.objects.values_list("step", flat=True))
        assert Takeover.objects.count() == Thing.objects.count() == 1
    once = ("announced", "listed", "told", "handed_over")
    assert [steps[one] for one in once] == [1] * 4 and steps["signed"] == 3
    assert "周奶奶" in text_of(coming.get(asking))
    assert "周奶奶" not in text_of(leaving.get(asking))
    assert leaving.get(f"/desk/people/{handing.kept['周奶奶'].id}/").status_code == 404
    assert "不愿意了,收回" in text_of(resident.get("/follow/"))


def test_the_residents_question_is_answered_by_who_holds_the_receipt(district, as_):
    """Wrong receipts, somebody else's, none, replays and double clicks; and after it is closed."""
    handing = make_handing(district)
    heard = [
        needs.hear(district.resident, community=FX, text=text, channel="web")
        for text in ("想有人来坐坐", "路灯坏了")
    ]
    for one in heard:
        row = needs.sort(
            district.clerk, need=one.need.id, version=one.need.version, kind="need",
            category="elder_visit", urgency="P2", privacy="normal",
        )  # fmt: skip
        needs.dispatch(district.clerk, need=row.id, version=row.version, lead=district.agency)
    handing.announce()
    handing.draw()
    mine, theirs = (one.need.receipt for one in heard)

    def answers() -> dict[str, list[str]]:
        with scope(district.job):
            return {one.called: [reply.answer for reply in one.replies.order_by("at")]
                    for one in Client.objects.all()}  # fmt: skip

    def open_(receipt: str, secret: str) -> Browser:
        browser = Browser()
        browser.post("/follow/", {"receipt": receipt, "secret": secret})
        return browser

    for stranger in (Browser(), open_(mine, heard[1].secret), open_("000000000", heard[0].secret)):
        for button in ("come", "come-not"):
            assert stranger.post(f"/follow/{button}/", {"receipt": mine}).status_code in (302, 404)
    assert answers() == {mine: [], theirs: []}
    resident = open_(mine, heard[0].secret)
    assert resident.get("/follow/come/").status_code == 405
    for _click in range(2):
        resident.post("/follow/come/", {"receipt": theirs, "client": theirs})
    assert answers() == {mine: ["yes"], theirs: []}
    shown = resident.get("/follow/").content.decode()
    assert heard[1].need.receipt not in shown and "您说过:愿意" in shown
    for _click in range(2):
        resident.post("/follow/come-not/")
    assert answers()[mine] == ["yes", "no"]
    with scope(district.job):
        Takeover.objects.update(state="closed", handed_at=timezone.now())
    assert "愿意交给他们吗" not in resident.get("/follow/").content.decode()
    assert resident.post("/follow/come/").status_code == 400
    assert answers()[mine] == ["yes", "no"]
