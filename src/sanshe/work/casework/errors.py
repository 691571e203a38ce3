"""What casework refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class SealedNotHere(Problem):
    """Sealed matters want keys of their own per case, which this house does not have yet."""

    code = "casework.sealed_not_here"
    text = _(
        "家暴、儿童保护这类封存的事,现在还不能在这里开个案。请当面找督导,"
        "用机构带锁的纸质档案办;眼下有危险,先打110。"
    )
    status = 409


class NotForCases(Problem):
    code = "casework.not_for_cases"
    text = _("这项服务不按“例”计,不能开个案。请换一项。")


class AlreadyOpen(Problem):
    code = "casework.already_open"
    text = _("这个人在这项服务里已经有一个开着的个案。看不到的话,请问督导。")
    status = 409


class NotAgreedToCase(Problem):
    code = "casework.not_agreed"
    text = _("先要说明保密和例外,本人(或监护人)同意了才能开个案。")


class NotAWorker(Problem):
    code = "casework.not_a_worker"
    text = _("负责人和搭档要是本机构现在的社工或督导,而且是两个人。")


class PersonGone(Problem):
    code = "casework.person_gone"
    text = _("名册上这个人已经搬走或者过世,不能开个案。")


class TextMissing(Problem):
    code = "casework.text_missing"
    text = _("这里要写几句。")


class GoalsMissing(Problem):
    code = "casework.goals_missing"
    text = _("至少写一个和本人商定的目标,最多%(most)s个。")


class ScalesMissing(Problem):
    code = "casework.scales_missing"
    text = _("每个目标都要打上现在到了哪一步。")


class NotThisFar(Problem):
    """The steps of a case follow each other."""

    code = "casework.not_this_far"
    text = _("个案还没到这一步,或者已经过了这一步。")
    status = 409


class AssessFirst(Problem):
    code = "casework.assess_first"
    text = _("先写预估,再定计划。")
    status = 409


class DayDoesNotFit(Problem):
    code = "casework.day_does_not_fit"
    text = _("请填%(since)s到%(until)s之间的日子。")


class TimeDoesNotFit(Problem):
    code = "casework.time_does_not_fit"
    text = _("时间不对:不能在将来,不能早于开案,一次最长%(hours)s小时。")


class ContactAfterDeath(Problem):
    code = "casework.contact_after_death"
    text = _("名册上写着这个人%(day)s过世,之后不能再记联系。")


class ReasonMissing(Problem):
    code = "casework.reason_missing"
    text = _("请写明为什么改。")


class ReverseFirst(Problem):
    """A worker mends the words alone; whoever may reverse mends what stands in the book."""

    code = "casework.reverse_first"
    text = _("改时间会动到台账。请督导来改,或者请督导先冲正台账里的那一条。")
    status = 409


class ReferralWaiting(Problem):
    code = "casework.referral_waiting"
    text = _("已经转介出去一次,对方还没答复。先记下答复。")
    status = 409
