"""What the register of people refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class MaybeKnown(Problem):
    """Somebody like that is kept already; ``even_so`` overrules it."""

    code = "people.maybe_known"
    text = _("名册里可能已经有这个人:%(matches)s。如果是另一个人,请勾上「是另一个人」再存。")
    status = 409


class BadName(Problem):
    code = "people.bad_name"
    text = _("请写怎么称呼,四十个字以内。")


class BadBirth(Problem):
    code = "people.bad_birth"
    text = _("出生年份不对:应在%(oldest)s年到今天之间。")


class BirthDiffers(Problem):
    code = "people.birth_differs"
    text = _("出生年份和出生日期对不上,请看看哪个对。")


class BadPhone(Problem):
    code = "people.bad_phone"
    text = _("电话只写数字,可以带区号和横线,比如 0871-0000000。")


class NoIdNumber(Problem):
    code = "people.no_id_number"
    text = _("这里好像写了身份证号。我们不需要它,请删掉。")


class TooLong(Problem):
    code = "people.too_long"
    text = _("写得太长了,最多%(most)s个字。")


class BadTier(Problem):
    code = "people.bad_tier"
    text = _("探访级别只有A、B、C三级。")


class BadChoice(Problem):
    code = "people.bad_choice"
    text = _("请从列出的选项里选。")


class NotACommunity(Problem):
    code = "people.not_a_community"
    text = _("请选到社区或村这一级。")


class BadDay(Problem):
    code = "people.bad_day"
    text = _("这个日子不对:不能早于%(first)s,也不能晚于今天。")


class DayToCome(Problem):
    code = "people.day_to_come"
    text = _("这一天还没有到。")


class SamePart(Problem):
    code = "people.same_part"
    text = _("这个身份已经记着了。")


class NotForCommittee(Problem):
    code = "people.not_for_committee"
    text = _("居委会登记的人不能对居委会保密。需要保密的,请由社工机构登记。")


class SealedStaysAlone(Problem):
    code = "people.sealed_stays_alone"
    text = _("资料封存的人不和别人记成一户,也不给别的组织看。")


class OtherCommunity(Problem):
    code = "people.other_community"
    text = _("同住一户的人要在同一个社区。")


class NotAgreed(Problem):
    code = "people.not_agreed"
    text = _("给别的组织看,要先问过本人并得到同意。")


class WhyReveal(Problem):
    code = "people.why_reveal"
    text = _("请选一个用途;选「其他」的话,请写一句为什么。")


class KeeperStays(Problem):
    code = "people.keeper_stays"
    text = _("登记这个人的组织和您自己的组织不能去掉。")


class MergedAway(Problem):
    code = "people.merged_away"
    text = _("这一条已经并到另一条里了。请打开合并后的那一条。")
    status = 409


class CannotMerge(Problem):
    code = "people.cannot_merge"
    text = _("这两条不能合并:要在同一个社区,而且都没有封存。")


class NotMerged(Problem):
    code = "people.not_merged"
    text = _("这两条没有合并,或者已经分开了。")
    status = 409


class UnclearDay(Problem):
    code = "people.unclear_day"
    text = _("看不懂这个生日。请写成 1938-03-05,只知道年份就写 1938。")


class UnclearSex(Problem):
    code = "people.unclear_sex"
    text = _("性别请写「男」或「女」。")


class NoNameThere(Problem):
    code = "people.no_name_there"
    text = _("这一行没有写怎么称呼。")


class NothingToKeep(Problem):
    code = "people.nothing_to_keep"
    text = _("没有可以登记的行。请先看看栏目对不对。")


class WhyImport(Problem):
    code = "people.why_import"
    text = _("请选这份名单用来做什么。")


class WrongMoment(Problem):
    code = "people.wrong_moment"
    text = _("这份名单已经走到下一步了,请看现在的情况。")
    status = 409


class NotThemselves(Problem):
    code = "people.not_themselves"
    text = _("这就是本人。请选另一个人。")
