"""The numbers to ring, in one table.

110, 119 and 120 are written in law and printed everywhere. The others were set down from memory
(``certain=False``): a page shows them second, and whoever installs the platform checks them for
their city before the first day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Hotline:
    number: str
    name: str | Promise
    certain: bool


HOTLINES: dict[str, Hotline] = {
    line.number: line
    for line in (
        Hotline("110", _("报警"), True),
        Hotline("120", _("急救"), True),
        Hotline("119", _("火警"), True),
        Hotline("12356", _("心理援助热线"), False),
        Hotline("12338", _("妇女维权热线"), False),
        Hotline("12355", _("青少年服务热线"), False),
        Hotline("12345", _("政务服务便民热线"), False),
        Hotline("12333", _("劳动保障热线"), False),
        Hotline("12348", _("法律援助热线"), False),
        Hotline("96110", _("反诈劝阻热线"), False),
    )
}


def hotlines_for(numbers: Iterable[str]) -> list[Hotline]:
    """The lines with these numbers, certain ones first, in the given order otherwise."""
    found = [HOTLINES[number] for number in dict.fromkeys(numbers)]
    return sorted(found, key=lambda line: not line.certain)
