"""The book names people by number only: no name, no phone, no word about the matter."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import (
    AGENCY,
    COMMITTEE,
    STREET,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P15Y", "the end of the purchase", "default: as long as the purchase file")
READERS = (*AGENCY, *COMMITTEE, *STREET, Role.BUREAU_OFFICER, Role.EVALUATOR, Role.AUDITOR)

_book = partial(
    PersonalField,
    legal_basis=LegalBasis.DUTY,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=READERS,
    optional=False,
)
_staff = partial(_book, legal_basis=LegalBasis.STAFF)

PERSONAL = (
    _book(model="ledger.Record", field="persons", purpose=_("数清服务了多少人"), optional=True),
    _staff(
        model="ledger.Record", field="workers", purpose=_("知道是谁做的"),
        why_asked=_("做事的人是谁,只记编号。"),
    ),
    _staff(model="ledger.Record", field="recorded_by", purpose=_("知道是谁记的")),
    _staff(model="ledger.Remark", field="by", purpose=_("知道是谁确认或提出异议的")),
    _book(
        model="ledger.Remark", field="reason", purpose=_("知道为什么"), optional=True,
        why_asked=_("简单写一句为什么,不写居民的姓名和私事。"),
    ),
    _book(model="ledger.Presence", field="person", purpose=_("同一个人一天只数一次")),
)  # fmt: skip

NOT_PERSONAL = {
    "ledger.Record": frozenset(
        {
            "county", "id", "community", "agency", "item", "service", "platform", "day",
            "started_at", "ended_at", "heads", "quantity", "unit", "source", "source_id",
            "revision", "sealed", "series", "recorded_at", "seq", "previous", "hash",
        }
    ),
    "ledger.Remark": frozenset(
        {
            "county", "id", "record", "community", "agency", "standing", "was", "method", "at",
            "sealed", "seq", "previous", "hash",
        }
    ),
    "ledger.Place": frozenset(
        {"county", "record", "community", "agency", "standing", "sealed"}
    ),
    "ledger.Tally": frozenset(
        {
            "county", "day", "community", "agency", "service", "item", "unit", "standing",
            "sealed", "records", "quantity", "heads", "persons",
        }
    ),
    "ledger.Presence": frozenset(
        {"county", "day", "community", "agency", "service", "unit", "standing", "times"}
    ),
    "ledger.Head": frozenset({"county", "agency", "seq", "hash"}),
}  # fmt: skip
