"""Arithmetic on 12-digit area codes: inside, above and beside are comparisons of numbers.

province 530000000000 ⊃ prefecture 530100000000 ⊃ county 530112000000
⊃ township 530112003000 ⊃ community 530112003008
"""

from __future__ import annotations

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY = 10**10, 10**8, 10**6, 10**3, 1
STEPS = (PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY)
LOWEST, HIGHEST = 0, 999_999_999_999


def county_of(code: int) -> int:
    """The county that a code lies in (the book is spread by it)."""
    return code // COUNTY * COUNTY


def step_of(code: int) -> int:
    """How many codes an area spans: the largest step that divides its code."""
    for step in STEPS:
        if code % step == 0:
            return step
    return COMMUNITY


def span_of(code: int) -> tuple[int, int]:
    """The lowest and highest code inside an area; 0 means everywhere."""
    if code == 0:
        return LOWEST, HIGHEST
    return code, code + step_of(code) - 1


def parent_of(code: int) -> int | None:
    """The code one level up, None for a province."""
    step = step_of(code)
    if step == PROVINCE:
        return None
    above = STEPS[STEPS.index(step) - 1]
    return code // above * above
