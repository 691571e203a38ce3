"""Ages are computed, never typed: they would be wrong the year after."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

ELDER = 60  # 老年人权益保障法 art. 2
ADVANCED = 80  # 高龄
OLDEST = 125  # nobody living is older; a birth year before is a slip of the pen


def age_on(day: date, birth_date: date | None, birth_year: int | None) -> int | None:
    """Full years on ``day``; where only the year is known, the age reached in that year."""
    if birth_date is not None:
        before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
        return day.year - birth_date.year - before_birthday
    return None if birth_year is None else day.year - birth_year


def at_least(years: int, day: date) -> Q:
    """Whom ``age_on`` finds ``years`` old or older, as a condition of the database."""
    try:
        newest = day.replace(year=day.year - years)
    except ValueError:  # 29 February, and no such day in that year
        newest = date(day.year - years, 2, 28)
    year = Q(birth_year__lte=day.year - years)  # stands with every date: the index's part of it
    return year & (Q(birth_date__isnull=True) | Q(birth_date__lte=newest))
