"""Sorting by rules: measured on the sixty messages of the domain file, and on words that the
rules were not written from. A missed danger fails; the rest is held at what was reached."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sanshe.registry.catalogue.enums import Category
from sanshe.work.needs.enums import DangerSign, Kind, Urgency
from sanshe.work.needs.hotlines import HOTLINES
from sanshe.work.needs.sorting import propose, read
from sanshe.work.needs.sorting.rulebook import Words, rulebook
from tests.factories.district import FX

SIXTY = json.loads((Path(__file__).parent / "sixty.json").read_text(encoding="utf-8"))
WORDS = json.loads((Path(__file__).parent / "danger.json").read_text(encoding="utf-8"))
"""Written after the rules and not from them, in two rounds. At first sight the rules heard 8 of 22
and, widened, 14 of 18; false alarms were 2 of 22 and 1 of 18. By now they know these words: only
new ones can measure again."""
REACHED = {"kind": 52, "category": 57, "urgency": 57, "privacy": 58}
"""Of sixty. The rules were written with the sixty at hand: this guards them, it proves little.
Kinds were 57 before what is common in the library lost its head start; unseen messages gained."""

IN_DANGER = {
    "安眠药我攒了半瓶,够了": "self_harm",
    "我要是走了,娃娃们就轻松了,不拖累他们": "self_harm",
    "活着真没意思,天天一样": "self_harm",
    "我站在楼顶,风好大": "self_harm",
    "他刚才又打我,我躲在卫生间给你们发的": "violence_now",
    "隔壁女的喊救命,叫得好惨": "violence_now",
    "他拿着菜刀在门口站着": "threat_to_kill",
    "我男人说要泼汽油同归于尽": "threat_to_kill",
    "我闻着一股臭鸡蛋味,越来越重": "gas",
    "烤炭火烤得头昏想吐": "gas",
    "楼下电瓶车冒烟了": "fire",
    "插座噼里啪啦打火花": "fire",
    "我爹胸口痛得直冒汗": "medical",
    "老妈摔在厕所里爬不起来": "medical",
    "婆婆嘴歪了,半边手不会动": "medical",
    "奶奶喊不醒,叫了好几声": "medical",
    "我孙子放学到现在还没回家": "child_missing",
    "我姑娘被一个网友带走了": "child_missing",
    "爷爷痴呆,早上走出去到现在没回来": "person_missing",
    "对门独居的大爷两天没下楼了,电话也打不通": "no_sign_of_life",
    "楼上老奶好几天没动静,门缝有怪味": "no_sign_of_life",
    "学生手臂上有烟头烫的疤": "child_harmed",
    "小姑娘说叔叔摸她下面": "child_harmed",
    "瘫在床上的老人儿子不给饭吃": "helpless_harmed",
    "有人掉进河里了": "trapped",
    "电梯坏了,人困在里面": "trapped",
}

NOT_IN_DANGER = [
    "想死你们了,什么时候再来", "累死我了,今天走了一下午", "热死了,能不能装个风扇",
    "笑死我了,那个小品真好看", "打车太难了,能不能帮我叫车", "他在打麻将,吵得很",
    "我会打太极,可以教大家", "打电话给你们没人接", "娃娃打预防针去哪里打",
    "怕万一着火,能不能装个烟感", "老人的火烧云照片得奖了", "我的手机找不到了,会不会在活动室",
    "女儿找不到工作,你们有没有培训", "前年骨折过,现在走路还不稳", "我老倌走了半年了",
    "气死我了,物业又涨价", "杀价杀不过卖菜的", "想听自杀预防的讲座", "钥匙锁在门外了",
    "这个电梯卡在哪里办", "一年没出门了,下不了楼", "天天在家闷得慌", "孩子的书包丢了",
]  # fmt: skip


def test_the_sixty_are_sorted_as_well_as_before():
    right = dict.fromkeys(REACHED, 0)
    for message in SIXTY:
        reading = read(message["text"])
        for part in right:
            right[part] += getattr(reading, part) == message[part]
    assert all(right[part] >= REACHED[part] for part in right), right


@pytest.mark.parametrize("message", SIXTY, ids=lambda m: str(m["id"]))
def test_no_danger_of_the_sixty_is_missed_and_no_idiom_is_one(message):
    assert (read(message["text"]).urgency == Urgency.P0) == (message["urgency"] == Urgency.P0)


@pytest.mark.parametrize(("text", "sign"), IN_DANGER.items())
def test_danger_in_other_words_is_heard(text, sign):
    reading = read(text)
    assert reading.urgency == Urgency.P0
    assert sign in [one.sign for one in reading.danger]


@pytest.mark.parametrize("text", NOT_IN_DANGER)
def test_everyday_words_ring_no_alarm(text):
    assert read(text).danger == []


@pytest.mark.parametrize("text", WORDS["danger"])
def test_danger_once_missed_is_heard(text):
    assert read(text).urgency == Urgency.P0


@pytest.mark.parametrize("text", WORDS["calm"])
def test_a_false_alarm_once_rung_is_silent(text):
    assert read(text).danger == []


def test_an_idiom_beside_real_danger_does_not_hide_it():
    assert read("累死了,真的不想活了").urgency == Urgency.P0


def test_danger_names_its_numbers_and_its_words():
    (danger, *_) = read("我闻到好大煤气味,头晕").danger
    assert danger.sign == DangerSign.GAS and "119" in danger.numbers
    assert any("煤气" in word for word in danger.words)


def test_what_is_not_to_be_told_is_confidential():
    assert read("想学太极,不想让社区知道").privacy == "confidential"


def test_what_the_rules_do_not_know_is_said_to_be_unsure():
    reading = read("嗯")
    assert reading.category == "other" and not reading.sure and reading.kind == Kind.NEED


@pytest.mark.parametrize("text", ["", " ", "。。。", "a" * 4000, "\U0001f600", "(((", "打" * 2000])
def test_any_text_can_be_read(text):
    assert read(text).urgency in Urgency.values


def test_every_rule_speaks_of_what_exists():
    book = rulebook()
    assert {sign.id for sign in book.signs} == set(DangerSign)
    for sign in book.signs:
        assert sign.category in Category.values and set(sign.numbers) <= set(HOTLINES)
        assert {"110", "119", "120"} & set(sign.numbers)
    for topic in book.topics:
        assert topic.id in Category.values
    assert set(book.cues) <= set(Kind)


def test_a_gap_does_not_cross_a_sentence():
    words = Words.of(["门…锁"])
    assert words.found("门坏了要换锁") and not words.found("门坏了。锁也坏了")


def test_the_lead_is_the_one_the_catalogue_names(district):
    proposal = propose("想有人来陪我说话", FX)
    assert proposal.lead == district.agency.id and proposal.item == district.visiting
    assert proposal.helpers == [district.committee.id]


def test_where_the_catalogue_names_nobody_there_is_no_lead(district):
    assert propose("要给孩子办入学,居住证办不下来", FX).lead is None


def test_a_wish_is_not_laid_aside_as_praise():
    assert read("卫生间滑得很,上个星期差点摔了").kind != "praise"
