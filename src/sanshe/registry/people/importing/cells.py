"""What one cell of a list of people says. Each reader gives the value, or raises a Problem."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils import timezone

from sanshe.ground.kit.errors import Problem

from .. import errors
from ..checks import PHONE, even
from ..enums import Sex

Born = tuple[date | None, int | None]
SERIAL = (10_000, 60_000)  # days of a sheet that lost its format: 1927 to 2064
EPOCH = date(1899, 12, 30)
NOTHING = frozenset(["", "-", "--", "—", "/", "无", "没有", "不详", "未知", "空", "暂无", "n/a"])

_HAN = "〇零○一二三四五六七八九"
_DIGIT = {sign: str(max(0, at - 2)) for at, sign in enumerate(_HAN)}
_LUNAR = re.compile(r"农历|阴历|旧历|腊月|正月|冬月|闰|初[一二三四五六七八九十]")
_LOOSE = re.compile(r"约|大概|左右|前后|出生于|生于|出生|生人|生$|公历|阳历|新历|\s")
_DAY = re.compile(r"(\d{4})[年./\-](\d{1,2})[月./\-](\d{1,2})[日号]?(T?\d\d:\d\d.*)?")
_MONTH = re.compile(r"(\d{4})(?:[年./\-]\d{1,2}月?|(?:0[1-9]|1[0-2]))")
_YEAR = re.compile(r"(\d{4})年?")
_FOREIGN = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ID = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])")
_ID_LOST = re.compile(r"\d\.\d+[eE]\+1[4-7]")  # a sheet took it for a number
FOOTER = re.compile(
    r"合计|总计|小计|填表|制表|备注[::]|说明[::]|注[::]|联系人[::]|审核"
)  # below a list
_SEX = {
    **dict.fromkeys(["男", "男性", "m", "male", "1", "先生", "♂", "男士"], Sex.MALE),
    **dict.fromkeys(["女", "女性", "f", "female", "2", "女士", "♀"], Sex.FEMALE),
}  # 1 and 2: GB/T 2261.1
_BUILDING = re.compile(r"([0-9]{1,3}|[A-Za-z])\s*(?:栋|幢|号楼|座)")
_UNIT = re.compile(r"([0-9]{1,2})\s*单元")
_ROOM = re.compile(r"(?:单元|栋|幢|号楼|座|层|楼)\s*([0-9]{2,4})\s*(?:室|号|房)?$")
_DASHED = re.compile(r"([0-9]{1,3})[-—–_]([0-9]{1,2})[-—–_]([0-9]{2,4})")
_SHORT = re.compile(r"([0-9]{1,3})[-—–_]([0-9]{3,4})")


def blank(text: str) -> bool:
    return text.lower() in NOTHING


def scrub(text: str) -> tuple[str, int]:
    """The text without any ID number, and how many there were. In its place stand the birthday
    and the sex it told, which are all that is taken from it."""
    narrow = even(text)
    found, met = _ID.subn(lambda match: _told(match[0]), narrow.replace(" ", ""))
    if met:
        return found, met
    lost, met = _ID_LOST.subn("", narrow)
    return (lost, met) if met else (text, 0)


def _told(number: str) -> str:
    long = len(number) == 18
    day = number[6:14] if long else f"19{number[6:12]}"
    odd = int(number[16] if long else number[14]) % 2
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return ""
    return f"{born.isoformat()} {'男' if odd else '女'}"


def names(text: str) -> list[str]:
    """One name or several: no blanks inside, no 「(户主)」 behind."""
    made = []
    for part in re.split(r"[、,;/&\n]", even(text)):
        bare = re.sub(r"\(.*?\)", "", part)
        bare = bare.strip(" .*·") if bare.isascii() else re.sub(r"\s+", "", bare)
        if bare and not blank(bare):
            made.append(bare)
    return made


def sex(text: str) -> str:
    bare = even(text).lower()
    if blank(bare):
        return ""
    if bare not in _SEX:
        raise errors.UnclearSex(field="sex")
    return _SEX[bare]


def birth(text: str) -> Born:
    """A day, else a year. A lunar day is no day we know: only its year is taken."""
    bare = even(text)
    if blank(bare):
        return None, None
    bare = "".join(_DIGIT.get(sign, sign) for sign in _tens(bare))
    lunar = bool(_LUNAR.search(bare) or _LUNAR.search(text))
    bare = _LOOSE.sub("", bare)
    if lunar:
        year = re.search(r"(?:19|20)\d\d", bare)
        return None, int(year[0]) if year else None
    try:
        return _western(bare)
    except ValueError as error:
        raise errors.UnclearDay(field="birth") from error


def _western(bare: str) -> Born:
    if match := _DAY.fullmatch(bare) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", bare):
        year, month, day = (int(part) for part in match.groups()[:3])
        return date(year, month, day), year
    if re.fullmatch(r"\d{5}(?:\.0+)?", bare) and SERIAL[0] <= float(bare) <= SERIAL[1]:
        found = EPOCH + timedelta(days=int(float(bare)))
        return found, found.year
    if match := _YEAR.fullmatch(bare) or _MONTH.fullmatch(bare):
        return None, int(match[1])
    if match := _FOREIGN.fullmatch(bare):
        one, two, year = (int(part) for part in match.groups())
        if one > 12 or two > 12:  # only then is it clear which is the month
            return date(year, min(one, two), max(one, two)), year
        return None, year
    raise ValueError(bare)


def _tens(text: str) -> str:
    """十二 → 12, 廿三 → 23, 三十 → 30, in months and days."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    return re.sub(
        r"([一二三]?)十([一二三四五六七八九]?)(?=[月日号])",
        lambda m: f"{_DIGIT.get(m[1], '1')}{_DIGIT.get(m[2], '0')}",
        text,
    )


def year_from_age(text: str) -> int | None:
    """The year somebody was born in as far as an age tells, counted once, now."""
    match = re.fullmatch(r"(\d{1,3})\s*(?:岁|周岁|虚岁)?", even(text))
    return timezone.localdate().year - int(match[1]) if match else None


def phone(text: str) -> str:
    """The first number of what stands there, without blanks and words."""
    bare = even(text)
    if blank(bare):
        return ""
    for part in re.split(r"[/、,;\n或]", bare):
        digits = re.sub(r"\(\D*\)|[^\d+\-()转]", "", re.sub(r"\s", "", part))
        if PHONE.fullmatch(digits) and _rings(re.sub(r"\D", "", digits)):
            return digits
    raise errors.BadPhone(field="phone")


def _rings(digits: str) -> bool:
    """A mobile number has eleven digits; one short or one long is a slip."""
    if digits.startswith("1") and len(digits) > 8:
        return len(digits) == 11
    return 5 <= len(digits) <= 15


def door(building: str, unit: str, room: str, address: str) -> tuple[str, str]:
    """(「3栋」, 「3栋2单元501」) from any of the ways a door is written."""
    address = "" if blank(even(address)) else even(address)
    given = [re.sub(r"[^0-9A-Za-z]", "", even(one)) for one in (building, unit, room)]
    match = _DASHED.fullmatch(address) or _DASHED.fullmatch(even(building))
    if match:
        return _door(*match.groups())
    if match := _SHORT.fullmatch(address) or _SHORT.fullmatch(even(building)):
        return _door(match[1], "", match[2])
    found = [_BUILDING.search(address), _UNIT.search(address), _ROOM.search(address)]
    parts = [own or (match[1] if match else "") for own, match in zip(given, found, strict=True)]
    if not parts[0]:
        return even(building)[:20], address
    shown, told = _door(*parts)
    plain = not address or (found[0] is not None and address.startswith(found[0][0]) and parts[2])
    return shown, told if plain else address


def _door(building: str, unit: str, room: str) -> tuple[str, str]:
    shown = f"{building.upper().lstrip('0')}栋"
    told = shown + (f"{unit.lstrip('0')}单元" if unit else "") + room
    return shown, told if told != shown else ""


def tier(text: str) -> str:
    bare = even(text).upper().removesuffix("级").removesuffix("类")
    return "" if blank(bare) else bare


def unsaid(problem: Problem) -> list[object]:
    """A problem as it is kept with a row: field, code, facts; the words come from the catalogue,
    and nothing of what stood in the cell is in it."""
    facts = {name: fact for name, fact in problem.facts.items() if isinstance(fact, int)}
    return [problem.field or "name", problem.code, facts]
