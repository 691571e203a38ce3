"""Two matters in one message, one matter told twice, and what confirmations teach."""

from __future__ import annotations

import pytest

from sanshe.ground.kit.errors import NotFound, OutOfDate
from sanshe.ground.kit.ids import NOBODY
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, lessons, queries
from sanshe.work.needs.errors import JoinedAlready, NoCutThere, NotTheSame, NotYourTurn, WrongState
from sanshe.work.needs.models import Lesson, Need

TWO = "楼道的灯坏了半个月了没人修。另外我妈想学用手机看视频,哪个能教教她"
LAMP = "三单元楼道灯坏了,黑黢黢的,半个月没人来修"
LAMP_AGAIN = "我们三单元楼道灯坏了半个月没人来修,黑得很"


def test_a_message_with_two_matters_becomes_two_with_one_secret(desk, district):
    heard = desk.hear(TWO, contact_phone="13800000001")
    with scope(district.clerk):
        at = queries.cut_of(heard.need)
    assert at is not None and TWO[at:].startswith("另外")
    first, second = actions.split(
        district.clerk, need=heard.need, version=0 or heard.need.version, at=at
    )
    assert first.text == second.text == TWO
    assert (first.category, second.category) == ("property_repair", "digital_help")
    assert queries.follow(second.receipt, heard.secret).pk == second.pk
    assert {one.step for one in desk.story(second)} >= {"heard", "split"}
    resident = district.holding(first.receipt)
    with scope(resident):
        (other,) = queries.linked(resident, desk.now(first))
    assert other.receipt == second.receipt and "手机" in other.words


def test_a_split_needs_words_on_both_sides_and_the_desk(desk, district):
    need = desk.hear(TWO).need
    with pytest.raises(NoCutThere):
        actions.split(district.clerk, need=need, version=need.version, at=0)
    with pytest.raises((NotYourTurn, NotFound)):
        actions.split(district.worker, need=need, version=need.version, at=12)
    with pytest.raises(OutOfDate):
        actions.split(district.clerk, need=need, version=need.version + 5, at=12)


def test_danger_in_the_whole_is_in_one_of_the_parts(desk, district):
    need = desk.hear("想学剪纸。我闻到好大煤气味,头晕").need
    first, second = actions.split(district.clerk, need=need, version=need.version, at=5)
    assert "P0" in (first.urgency, second.urgency)


def test_the_same_told_twice_is_found_and_joined_and_nobody_is_lost(desk, district):
    main = desk.hear(LAMP, contact_phone="13800000001").need
    voice = desk.hear(LAMP_AGAIN).need
    with scope(district.clerk):
        (found,) = queries.likely_same(district.clerk, voice)
    assert found.id == main.pk and not found.same_caller
    joined = actions.join(district.clerk, need=voice, version=voice.version, to=main.pk)
    assert joined.waits_for == NOBODY and joined.text == LAMP_AGAIN
    with scope(district.clerk):
        waiting = [row.id for row in queries.queue(district.clerk).rows]
    assert main.pk in waiting and voice.pk not in waiting
    sorted_ = desk.sort(desk.now(main))
    dispatched = desk.dispatch(sorted_)
    actions.answer(district.worker, need=dispatched, text="明天来修")
    now = desk.now(voice)
    assert now.state == "answered"
    assert any(line.text == "明天来修" and line.to_resident for line in desk.story(voice))
    with pytest.raises((JoinedAlready, WrongState, NotYourTurn)):
        actions.answer(district.worker, need=now, text="再答一次")
    actions.confirm(district.holding(main.receipt), need=desk.now(main))
    assert desk.now(voice).state == "closed"
    actions.not_solved(district.holding(voice.receipt), need=desk.now(voice), text="还是黑的")
    again = desk.now(voice)
    assert again.joined_to_id is None and again.state == "dispatched" and again.waits_for != NOBODY
    assert desk.now(main).state == "closed"


def test_a_voice_can_be_taken_apart(desk, district):
    main, voice = desk.hear(LAMP).need, desk.hear(LAMP_AGAIN).need
    joined = actions.join(district.clerk, need=voice, version=voice.version, to=main.pk)
    with pytest.raises(JoinedAlready):
        actions.join(
            district.clerk, need=desk.now(main), version=desk.now(main).version, to=voice.pk
        )
    apart = actions.unjoin(district.clerk, need=joined, version=desk.now(joined).version)
    assert apart.joined_to_id is None and apart.waits_for == apart.desk_org


def test_an_alarm_of_a_voice_is_an_alarm_of_the_matter(desk, district):
    main = desk.hear("楼上老奶奶几天没下楼了,有点担心").need
    voice = desk.hear("对门奶奶三天没开门了,敲门没人应").need
    if main.privacy == voice.privacy and main.urgency != "P0":
        actions.join(district.clerk, need=voice, version=voice.version, to=main.pk)
        assert desk.now(main).urgency == "P0" and desk.now(main).danger


def test_what_is_kept_closer_is_never_joined(desk, district):
    main = desk.hear(LAMP).need
    other = desk.hear(LAMP_AGAIN, keep_from_committee=True).need
    with pytest.raises((NotTheSame, NotFound, NotYourTurn)):
        actions.join(district.clerk, need=other, version=other.version, to=main.pk)
    with pytest.raises((NotYourTurn, NotFound)):
        actions.join(district.worker, need=main, version=main.version, to=other.pk)


def test_confirmations_teach_and_danger_is_never_unlearned(desk, district):
    said = "院坝头那个铁架子晃得很,哪个来弄一下"
    before = desk.hear(said).need.proposal["category"]
    target = "deliberation" if before != "deliberation" else "noise"
    for tail in ("", "嘛", "咯", "哦"):
        need = desk.hear(said + tail).need
        desk.sort(need, category=target, kind="complaint", urgency="P3")
    after = desk.hear(said + "呢").need
    assert after.proposal["category"] == target
    for tail in ("", "嘛", "咯"):
        need = desk.hear("我闻到好大煤气味,头晕" + tail).need
        desk.sort(
            need, category="thanks", kind="praise", urgency="P4", reason="试试", privacy="normal"
        )
    assert desk.hear("我闻到好大煤气味,头晕哦").need.urgency == "P0"
    with scope(district.job):
        assert Lesson.objects.exists()
        kept = {one.need_id for one in Lesson.objects.all()}
        assert all(Need.objects.get(pk=id).privacy in ("normal", "third_party") for id in kept)
        assert lessons.forget() >= 4
    assert desk.hear(said).need.proposal["category"] == before


def test_what_becomes_confidential_teaches_no_more(desk, district):
    need = desk.sorted()
    with scope(district.job):
        assert Lesson.objects.filter(need=need).exists()
    desk.sort(desk.now(need), privacy="confidential")
    with scope(district.job):
        assert not Lesson.objects.filter(need=need).exists()


def test_the_desk_sees_what_is_alike_and_cuts_with_one_tap(desk, district, as_):
    desk.hear(LAMP)
    voice, two = desk.hear(LAMP_AGAIN).need, desk.hear(TWO).need
    browser = as_(district.clerk)
    page = browser.get(f"/desk/needs/{voice.pk}/")
    assert page.status_code == 200 and page.context["alike"] and b'data-key="b"' in page.content
    to = page.context["alike"][0].id
    sent = {"version": voice.version, "to": to}
    assert browser.post(f"/desk/needs/{voice.pk}/join/", sent).status_code == 302
    assert desk.now(voice).joined_to_id == to
    assert browser.get(f"/desk/needs/{to}/").context["voices"]
    joined = browser.get(f"/desk/needs/{voice.pk}/")
    assert joined.context["joined_main"].pk == to and joined.context["offered"] >= {"unjoin"}
    cut = browser.get(f"/desk/needs/{two.pk}/").context["cut"]
    sent = {"version": two.version, "at": cut["at"]}
    assert browser.post(f"/desk/needs/{two.pk}/split/", sent).status_code == 302
    assert len(browser.get(f"/desk/needs/{two.pk}/").context["linked"]) == 1


BEATEN = "楼道的灯坏了半个月。另外我老公昨晚又打我了"


def test_what_one_half_is_about_is_not_read_in_the_other(desk, district):
    """The seal of one half holds for the words in the other, whenever it was put on."""
    need = desk.hear("楼道的灯坏了半个月。另外想学手机").need
    with scope(district.job):
        Need.objects.filter(pk=need.pk).update(text=BEATEN)  # as if nothing had been noticed in it
    first, second = actions.split(
        district.clerk, need=desk.now(need), version=need.version, at=BEATEN.index("另外")
    )
    assert second.privacy == "sealed" and desk.now(second).text == BEATEN
    assert "打我" not in desk.now(first).text and desk.now(first).text.startswith("楼道的灯")

    lamp = TWO.split("。")[0]
    heard = desk.hear(TWO, keep_from_committee=True).need
    one, two = actions.split(
        district.worker, need=heard, version=heard.version, at=TWO.index("另外")
    )
    assert desk.now(one).text == desk.now(two).text == TWO  # the same people read both
    desk.sort(desk.now(one), actor=district.worker, category="property_repair")
    assert desk.now(one).text == f"{lamp}。" and desk.now(two).text == TWO
    assert district.committee.id not in desk.now(two).seen_by
