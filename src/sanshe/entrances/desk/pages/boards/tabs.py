"""The boards beside one another: services, answers, promises; of the same area and period."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from sanshe.entrances.shared.request import DeskRequest
from sanshe.insight.boards.queries import View
from sanshe.trust.policy.enums import Deed

from .asking import period_of


def tabs(request: DeskRequest, current: str, view: View) -> list[tuple[str, str, bool]]:
    """(name, address, whether it is this one)."""
    pages = {
        "boards": _("做了什么"),
        "board_answers": _("回应得怎么样"),
        "board_promises": _("答应的做到没有"),
    }
    if not request.actor.may(Deed.READ_AGREEMENTS):
        del pages["board_promises"]
    query = f"area={view.area}&period={period_of(view)}"
    return [
        (name, f"{reverse(f'desk:{page}')}?{query}", page == current)
        for page, name in pages.items()
    ]
