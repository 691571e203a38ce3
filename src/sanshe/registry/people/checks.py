"""What was typed, made clean or refused with a word beside the field."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from django.utils import timezone

from sanshe.trust.policy.enums import Privacy

from . import errors
from .ages import OLDEST
from .enums import Sex, Tier

PHONE = re.compile(r"\+?[\d\- ()]{3,30}(\u8f6c\d{1,6})?")  # 转 and an extension at the end
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
LENGTHS = {"building": 20, "address": 120, "wish": 200}


def even(text: str) -> str:
    """Full-width digits and letters become ordinary ones; spaces around go."""
    return unicodedata.normalize("NFKC", text).strip()


def clean(given: dict[str, Any], *, born: tuple[date | None, int | None]) -> dict[str, Any]:
    """The given fields of a person, clean. ``born`` is what is known of the birth so far.

    Raises a Problem naming the field for whatever cannot be right.
    """
    made = {name: even(v) if isinstance(v, str) else v for name, v in given.items()}
    if "name" in made and not 1 <= len(made["name"]) <= 40:
        raise errors.BadName(field="name")
    for name, most in LENGTHS.items():
        if len(made.get(name, "")) > most:
            raise errors.TooLong(field=name, most=most)
    for name in ("name", *LENGTHS):
        if ID_NUMBER.search(made.get(name, "")):
            raise errors.NoIdNumber(field=name)
    if made.get("phone") and not PHONE.fullmatch(made["phone"]):
        raise errors.BadPhone(field="phone")
    _choose(made, "sex", Sex.values, errors.BadChoice)
    _choose(made, "tier", Tier.values, errors.BadTier)
    _choose(made, "privacy", Privacy.values, errors.BadChoice)
    if "birth_date" in made or "birth_year" in made:
        _birth(made, born)
    return made


def _choose(made: dict[str, Any], name: str, values: list[str], wrong: type) -> None:
    if made.get(name) and made[name] not in values:
        raise wrong(field=name)


def _birth(made: dict[str, Any], known: tuple[date | None, int | None]) -> None:
    """Date and year agree and are plausible; a date brings its year."""
    day = made.get("birth_date", known[0])
    year = made.get("birth_year", None if made.get("birth_date") else known[1])
    today = timezone.localdate()
    if day is not None:
        if year is not None and year != day.year:
            raise errors.BirthDiffers(field="birth_year")
        year = day.year
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise errors.BadBirth(field="birth_year", oldest=today.year - OLDEST)
    if day is not None and day > today:
        raise errors.BadBirth(field="birth_date", oldest=today.year - OLDEST)
    made["birth_date"], made["birth_year"] = day, year


def past_day(day: date, *, first: date | None, field: str) -> date:
    """A day that has come, not before ``first``."""
    if first is not None and not first <= day <= timezone.localdate():
        raise errors.BadDay(field=field, first=first)
    if day > timezone.localdate():
        raise errors.DayToCome(field=field)
    return day
