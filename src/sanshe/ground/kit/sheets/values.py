"""What one cell says: words, a day, a number, a telephone number, yes or no.

Each reader takes what stood in the cell and gives the value, or raises ``Unclear`` with the reason
in words for whoever filled the list in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT, DATE, NUMBER, PHONE, YESNO = "text", "date", "number", "phone", "yesno"
MOMENT = "moment"  # a time in Shanghai; a mere date where no hour is said

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_DAY = date(1900, 1, 1)  # nobody alive, and no sheet, knows an earlier one
LAST_DAY = date(2199, 12, 31)  # our own decision: a slip of the finger, whatever it was meant to be
SHEET_EPOCH = date(1899, 12, 30)  # a sheet's day 0 (its 1900 has a 29 February)
_DAY = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?(?:[\sT].*)?")
_DAY_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(?:[日号T]|\s)\s*(\d{1,2})[:时点](\d{1,2})?[:分]?(\d{1,2})?秒?$")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|(?:1[012]|9[56])\d{1,3}|[48]00\d{7}")
_YES = frozenset(["是", "有", "对", "要", "√", "✓", "✔", "y", "yes", "1", "true"])
_NO = frozenset(["否", "无", "不", "不是", "没有", "不要", "×", "✗", "x", "n", "no", "0", "false"])
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)


class Unclear(ValueError):
    """A cell that cannot be right; ``reason`` says why."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


def plain(value: Any) -> str:
    """A cell as one text: no invisible signs, a whole number without its ".0", a day as written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _INVISIBLE.sub("", str(value)).replace("\xa0", " ").replace("\u3000", " ").strip()


def narrow(value: Any) -> str:
    """The same with full-width letters and digits made narrow."""
    return unicodedata.normalize("NFKC", plain(value)).strip()


def value_of(kind: str, value: Any) -> Any:
    """The cell's value for that kind of column; None where the cell is empty. Raises Unclear."""
    return None if plain(value) == "" else _READERS[kind](value)


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _date_from_words(narrow(value))
    return _sensible(found)


def _sensible(found: date) -> date:
    """A day that a calendar can be asked about. Raises Unclear."""
    if found < FIRST_DAY:
        raise Unclear(_("这个日期太早了,请看看年份。"))
    if found > LAST_DAY:
        raise Unclear(_("没有这一天,请看看月份和日子。"))
    return found


def _date_from_words(words: str) -> date:
    match = _DAY.fullmatch(words) or _DAY_BARE.fullmatch(words)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
        if re.fullmatch(r"\d{5}(\.\d+)?", words):  # a day of a sheet that lost its format
            return SHEET_EPOCH + timedelta(days=int(float(words)))
    except ValueError as error:
        raise Unclear(_("没有这一天,请看看月份和日子。")) from error
    raise Unclear(_("看不懂这个日期。请写成 2026-09-15 这样,年月日都要有。"))


def _moment(value: Any) -> datetime | date:
    if isinstance(value, datetime):
        _sensible(value.date())
        return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    words = narrow(value)
    try:
        told = datetime.fromisoformat(words)
    except ValueError:
        clock = _CLOCK.search(words)
        day = _date(words[: clock.start() + 1] if clock else words)
        if clock is None:
            return day
        try:
            hour, minute, second = (int(part or 0) for part in clock.groups())
            return datetime.combine(day, time(hour, minute, second), SHANGHAI)
        except ValueError as error:
            raise Unclear(_("看不懂这个时间。请写成 2026-09-15 14:05 这样。")) from error
    _sensible(told.date())
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", words):
        return told.date()
    return told if told.tzinfo else told.replace(tzinfo=SHANGHAI)


def _number(value: Any) -> Decimal:
    words = narrow(value).replace(",", "").removeprefix("¥").removesuffix("元").strip()
    try:
        found = Decimal(words)
    except InvalidOperation as error:
        raise Unclear(_("这里要填数字。")) from error
    if not found.is_finite():
        raise Unclear(_("这里要填数字。"))
    return found


def _phone(value: Any) -> str:
    words = re.sub(r"[\s\-()()—–.]", "", narrow(value))
    words = re.sub(r"^(?:\+|00)86", "", words)
    if "*" in words:
        raise Unclear(_("号码遮住了几位,打不通。请填完整的号码。"))
    if not _PHONE.fullmatch(words):
        raise Unclear(_("电话号码不对:手机号要 11 位,座机请带区号。"))
    return words


def _yesno(value: Any) -> bool:
    words = narrow(value).lower()
    if words in _YES or plain(value) in _YES:
        return True
    if words in _NO or plain(value) in _NO:
        return False
    raise Unclear(_("这里请填「是」或「否」。"))


_READERS: dict[str, Callable[[Any], Any]] = {
    TEXT: plain, DATE: _date, MOMENT: _moment, NUMBER: _number, PHONE: _phone, YESNO: _yesno,
}  # fmt: skip
