"""What the ledger refuses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import NotAllowed, OutOfDate, Problem


class NotYourAgency(NotAllowed):
    code = "ledger.not_your_agency"
    text = _("只能记自己机构做的服务。")


class AlreadyRecorded(Problem):
    """One source is counted once. ``record`` is the id it stands under, where the actor may know
    it; a caller that repeats itself can go on with it."""

    code = "ledger.already_recorded"
    text = _("这一次服务已经记进台账了,不用再记。")
    status = 409

    def __init__(self, *, record: UUID | None = None, field: str | None = None, **facts: Any):
        self.record = record
        super().__init__(field=field, **facts)


class FormerStillStands(Problem):
    code = "ledger.former_still_stands"
    text = _("要先把原来那一条冲正,才能重新记。")
    status = 409


class NoFormer(Problem):
    code = "ledger.no_former"
    text = _("没有找到要更正的那一条。")
    status = 409


class DoesNotFit(Problem):
    """Of many brought at once, one cannot be right; none was written."""

    code = "ledger.does_not_fit"
    text = _("第 %(record)s 条对不上目录或时间,一条也没有记。")


class ServiceDoesNotFit(Problem):
    """The service is not one of that place, item or unit, or it has ended."""

    code = "ledger.service_does_not_fit"
    text = _("这项服务和所填的社区、事项或单位对不上。")


class PlatformDoesNotFit(Problem):
    code = "ledger.platform_does_not_fit"
    text = _("那一天这个平台不是由这家机构在做。")


class NothingDone(Problem):
    code = "ledger.nothing_done"
    text = _("数量和人次要大于零,数量最多两位小数。")


class TimeDoesNotFit(Problem):
    code = "ledger.time_does_not_fit"
    text = _("时间对不上:结束要在开始之后,一次不超过24小时,也不能在将来。")


class TooManyPersons(Problem):
    code = "ledger.too_many_persons"
    text = _("名单上的人比所填的人次还多。")


class SealedNamesNobody(Problem):
    code = "ledger.sealed_names_nobody"
    text = _("保密的服务只记次数,不记是谁。")


class OwnWork(NotAllowed):
    code = "ledger.own_work"
    text = _("自己做的、自己记的服务,要由别人来确认。")


class MethodNotYours(NotAllowed):
    code = "ledger.method_not_yours"
    text = _("这种确认方式不是由您来用的。")


class ReasonNeeded(Problem):
    code = "ledger.reason_needed"
    text = _("请写明原因(200字以内)。")


class AlreadyReversed(OutOfDate):
    code = "ledger.already_reversed"
    text = _("这一条已经冲正,不能再改。")


class MixedUnits(Problem):
    """人次, 户次, 场 … are never added together."""

    code = "ledger.mixed_units"
    text = _("单位不同,不能相加。")


class TooMuchToExport(Problem):
    code = "ledger.too_much_to_export"
    text = _("超过%(limit)s条,一张表放不下。请把日期或范围选小一些。")
