"""A name as it is written down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanshe.ground.kit.errors import Invalid


def clean_name(name: str) -> str:
    """The name with single spaces; raises Invalid where it is empty or too long."""
    name = " ".join(name.split())
    if not name:
        raise Invalid(field="name", reason=_("请写名字。"))
    if len(name) > 80:
        raise Invalid(field="name", reason=_("名字最多80个字。"))
    return name
