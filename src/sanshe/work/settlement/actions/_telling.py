"""Telling the two sides of an agreement that something waits for them, or has moved."""

from __future__ import annotations

from sanshe.ground.messages.actions import settle, tell
from sanshe.ground.messages.enums import NoticeCode
from sanshe.registry.agreements import queries as agreements
from sanshe.registry.agreements.queries import Agreement

PAYMENTS, JUDGING, ACCEPTANCE, CLOSING = "payments/", "judging/", "acceptance/", "closing/"


def page_of(agreement: Agreement, page: str) -> str:
    return f"/desk/agreements/{agreement.pk}/{page}"


def review_page(review: object) -> str:
    return f"/desk/agreements/reviews/{review}/"


def tell_purchaser(agreement: Agreement, code: NoticeCode, link: str) -> None:
    tell(code=code, link=link, **agreements.purchasers_inbox(agreement))


def tell_supplier(agreement: Agreement, code: NoticeCode, link: str) -> None:
    if to := agreements.suppliers_inbox(agreement):
        tell(code=code, link=link, **to)


def waits_no_longer(link: str) -> None:
    """What waited there was done."""
    settle(code=NoticeCode.WAITING, link=link)
