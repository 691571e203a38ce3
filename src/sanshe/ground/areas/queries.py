"""Reads on areas: names, whole names, search, successors."""

from __future__ import annotations

from collections.abc import Iterable

from sanshe.ground.kit.places import STEPS, parent_of

from .errors import UnknownArea
from .models import Area
from .searching import search

__all__ = ["full_name", "full_names", "get", "inside", "name_of", "names_of", "search",
           "short_name_of", "short_names_of", "successor_of"]  # fmt: skip

_MOST_SUCCESSIONS = 20


def get(code: int) -> Area:
    """The area, or what has taken its place. Raises UnknownArea."""
    area = Area.objects.filter(code=code).first()
    for _ in range(_MOST_SUCCESSIONS):
        if area is None:
            raise UnknownArea(area=code)
        if area.successor is None:
            return area
        area = Area.objects.filter(code=area.successor).first()
    raise UnknownArea(area=code)


def successor_of(code: int) -> int:
    """The code in use today for ``code``: itself, or what has taken its place."""
    return get(code).code


def name_of(code: int) -> str:
    """The name as it stands in the register, also of a code that has ended; "" if unknown."""
    return names_of([code]).get(code, "")


def short_name_of(code: int) -> str:
    """「复兴社区」 for 「复兴社区居委会」: as people say it."""
    return short_names_of([code]).get(code, "")


def short_names_of(codes: Iterable[int]) -> dict[int, str]:
    """Names as people say them by code, in one read; unknown codes are left out."""
    from .names import short_name

    return {code: short_name(name) for code, name in names_of(codes).items()}


def names_of(codes: Iterable[int]) -> dict[int, str]:
    """Names by code, in one read; unknown codes are left out."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))


def full_name(code: int) -> str:
    """From the province down: a name alone is not unique."""
    return full_names([code]).get(code, "")


def full_names(codes: Iterable[int]) -> dict[int, str]:
    """Whole names by code, in one read; unknown codes are left out."""
    wanted = set(codes)
    names = names_of({above for code in wanted for above in _path(code)})
    return {
        code: "".join(names.get(above, "") for above in _path(code))
        for code in wanted
        if code in names
    }


def inside(code: int, *, level: int) -> list[Area]:
    """The areas of one level inside ``code`` that are in use, in order; 0 means everywhere."""
    from sanshe.ground.kit.places import span_of

    return list(
        Area.objects.filter(code__range=span_of(code), level=level, ended_on__isnull=True)
        .defer("words")
        .order_by("code")
    )


def below(code: int) -> list[tuple[int, str]]:
    """The areas right below one that are in use, in order, each with its name as people say it.
    Asked by their possible codes where there are few, so that no other area is read."""
    from sanshe.ground.kit.places import step_of

    from .names import short_name

    here = STEPS.index(step_of(code)) if code else -1
    if here + 1 >= len(STEPS):
        return []
    rows = Area.objects.filter(level=here + 2, ended_on__isnull=True)
    if code and STEPS[here] // STEPS[here + 1] <= 100:
        step = STEPS[here + 1]
        rows = rows.filter(code__in=range(code + step, code + STEPS[here], step))
    elif code:
        rows = rows.filter(code__range=(code, code + STEPS[here] - 1))
    return [
        (at, short_name(name)) for at, name in rows.order_by("code").values_list("code", "name")
    ]


def _path(code: int) -> list[int]:
    path = [code]
    while len(path) < len(STEPS) and (above := parent_of(path[-1])) is not None:
        path.append(above)
    return path[::-1]


def total() -> int:
    """How many areas are known."""
    return Area.objects.count()
