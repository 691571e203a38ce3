"""Pinyin of names, without tones, one syllable a character; made for hundreds of thousands.

The readings are pypinyin's, one per character, found by ``str.translate`` over many names at
once. Characters with several readings take the one usual in names of places; where a place is
read in a way of its own, ``PLACES`` knows it. ü is written v, as on a keyboard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

# usual in names of places, where pypinyin's first reading is another
USUAL = {
    "长": "chang", "都": "du", "什": "shi", "甸": "dian", "町": "ding", "单": "shan", "车": "che",
    "六": "liu", "厦": "xia", "朝": "chao", "乐": "le", "堡": "bao", "莘": "shen", "蚌": "bang",
    "重": "chong", "行": "xing", "得": "de", "地": "di", "的": "di", "说": "shuo", "似": "si",
    "佛": "fo", "卡": "ka", "折": "zhe", "阿": "a", "呢": "ni", "着": "zhuo", "和": "he",
    "埔": "pu", "峒": "dong", "硐": "dong", "垌": "dong", "猛": "meng", "否": "fou", "么": "me",
    "塔": "ta", "了": "liao", "还": "huan", "拓": "tuo", "盛": "sheng", "曾": "zeng", "咱": "za",
    "勒": "le", "茄": "qie", "槟": "bing",
}  # fmt: skip

# read in a way of their own; syllables by character
PLACES = {
    "六安": "lu an", "六合区": "lu he qu", "六枝": "liu zhi", "重庆": "chong qing",
    "重点": "zhong dian", "重工": "zhong gong", "重机": "zhong ji", "重型": "zhong xing",
    "厦门": "xia men", "大厦": "da sha", "朝阳": "chao yang", "乐清": "yue qing",
    "音乐": "yin yue", "乐亭": "lao ting", "番禺": "pan yu", "蚌埠": "beng bu", "亳州": "bo zhou",
    "丽水": "li shui", "台州": "tai zhou", "西藏": "xi zang", "藏族": "zang zu", "会稽": "kuai ji",
    "铅山": "yan shan", "大城县": "dai cheng xian", "莘庄": "xin zhuang", "东阿": "dong e",
    "阿房": "e pang", "浒墅": "xu shu", "浒浦": "xu pu", "泌阳": "bi yang", "吴堡": "wu bu",
    "十里堡": "shi li pu", "牟平": "mu ping", "中牟": "zhong mu", "涡阳": "guo yang",
    "枞阳": "zong yang", "繁峙": "fan shi", "洪洞": "hong tong", "筠连": "jun lian",
    "犍为": "qian wei", "荥经": "ying jing", "荥阳": "xing yang", "解州": "hai zhou",
    "解放": "jie fang", "尉犁": "yu li", "尉氏": "wei shi", "蔚县": "yu xian", "黄埔": "huang pu",
    "大埔": "da bu", "莎车": "sha che", "太行": "tai hang", "银行": "yin hang",
    "闵行": "min hang", "行政": "xing zheng", "万柏林": "wan bai lin", "瓦窑堡": "wa yao bu",
    "柴沟堡": "chai gou bu", "成长": "cheng zhang", "校长": "xiao zhang", "盛乐": "sheng le",
    "郫县": "pi xian", "郏县": "jia xian", "单县": "shan xian", "单位": "dan wei",
    "洱海": "er hai", "高要": "gao yao", "宿州": "su zhou", "济南": "ji nan", "济源": "ji yuan",
    "勐仑": "meng lun", "打洛": "da luo", "石家庄": "shi jia zhuang", "合作": "he zuo",
    "地铁": "di tie", "会理": "hui li", "龟兹": "qiu ci", "身毒": "yuan du", "弄岗": "nong gang",
    "景谷": "jing gu", "吐谷浑": "tu yu hun", "穿心店": "chuan xin dian", "儋州": "dan zhou",
    "歙县": "she xian", "黟县": "yi xian", "盱眙": "xu yi", "嵊泗": "sheng si", "鄞州": "yin zhou",
    "曲阜": "qu fu", "巴音郭楞": "ba yin guo leng", "磴口": "deng kou", "邛崃": "qiong lai",
}  # fmt: skip

# a private character stands for one read in its own way; far from those that names really hold
_PRIVATE = 0xF0000


class _Syllables(dict):
    """For ``str.translate``: what is neither read nor spelled falls away."""

    def __missing__(self, code: int) -> str:
        return ""


@cache
def _tables() -> tuple[_Syllables, list[tuple[str, str]]]:
    """Character → its syllable and a space; and the phrases to be marked first, longest first.

    Built at first use (some 60 ms): a web process that never imports areas never pays.
    """
    from pypinyin.pinyin_dict import pinyin_dict

    table = _Syllables()
    everything = unicodedata.normalize("NFD", "\n".join(pinyin_dict.values()))
    everything = everything.replace("u\N{COMBINING DIAERESIS}", "v")
    plain = "".join([c for c in everything if not unicodedata.combining(c)]).split("\n")
    for code, readings in zip(pinyin_dict, plain, strict=True):
        table[code] = readings.split(",", 1)[0] + " "
    for char, syllable in USUAL.items():
        table[ord(char)] = syllable + " "
    for char in "abcdefghijklmnopqrstuvwxyz0123456789":
        table[ord(char)] = table[ord(char.upper())] = char + " "
    table[ord("\n")] = "\n"
    return table, _marked(table)


def _marked(table: _Syllables) -> list[tuple[str, str]]:
    """Each phrase with its unusual characters replaced by private ones, which join the table."""
    private: dict[str, str] = {}
    found = []
    for phrase in sorted(PLACES, key=len, reverse=True):
        written = ""
        for char, syllable in zip(phrase, PLACES[phrase].split(), strict=True):
            if table[ord(char)] == syllable + " ":
                written += char
                continue
            mark = private.setdefault(char + syllable, chr(_PRIVATE + len(private)))
            table[ord(mark)] = syllable + " "
            written += mark
        if written != phrase:
            found.append((phrase, written))
    return found


def spell_all(names: list[str]) -> list[list[str]]:
    """The syllables of each name. No name may hold a line break."""
    table, phrases = _tables()
    text = "\n".join(names)
    for phrase, marked in phrases:
        text = text.replace(phrase, marked)
    return [line.split() for line in text.translate(table).split("\n")]


def spell(name: str) -> list[str]:
    """The syllables of one name: 复兴 → ["fu", "xing"]. Letters and digits spell themselves."""
    return spell_all([name.replace("\n", " ")])[0]


def readable(name: str) -> str:
    """The characters of a name that have a syllable, so that both can be counted together."""
    table, _ = _tables()
    return "".join([char for char in name if char != "\n" and ord(char) in table])


def initials(syllables: Iterable[str]) -> str:
    """["fu", "xing"] → "fx"."""
    return "".join([syllable[0] for syllable in syllables])
