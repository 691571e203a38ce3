"""What is kept about residents, and why. The least a service needs: 「张阿姨, 3栋」 is enough."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.personal import (
    AGENCY,
    COMMITTEE,
    LegalBasis,
    PersonalField,
    Retention,
    Sensitivity,
)

KEPT = Retention("P3Y", "last service, moving away or death", "default of this platform")
READERS = AGENCY + COMMITTEE

_kept = partial(
    PersonalField,
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=READERS,
)
_person = partial(_kept, model="people.Person")
_household = partial(_kept, model="people.Household")
_part = partial(_kept, model="people.Part")
_kin = partial(_kept, model="people.Kin", optional=False)
_merge = partial(_kept, model="people.Merge", optional=False)
ASIDE = Retention("P30D", "the list was brought", "default of this platform")
_row = partial(_kept, model="people.ImportRow", retention=ASIDE)

PERSONAL = (
    _person(
        field="name", optional=False,
        purpose=_("知道为谁服务"),
        why_asked=_("怎么称呼就怎么写,「张阿姨」也可以,不用真名。"),
    ),
    _person(field="pinyin", optional=False, purpose=_("按拼音查找")),
    _person(field="initials", optional=False, purpose=_("按拼音首字母查找")),
    _person(field="sound", purpose=_("不把同一个人登记两次")),
    _person(field="surname", purpose=_("不把同一个人登记两次")),
    _person(field="phone_mark", purpose=_("不把同一个人登记两次")),
    _person(
        field="building",
        purpose=_("找得到门,分得清同名的人"),
        why_asked=_("用来找得到门,也分得清同名的人。"),
    ),
    _person(
        field="sex", purpose=_("安排合适的人上门"),
        why_asked=_("有的服务要安排同性的人上门。"),
    ),
    _person(
        field="birth_year", purpose=_("算出年龄,知道能享受哪些服务"),
        why_asked=_("用来算年龄,看能享受哪些服务。只记得哪一年就够了。"),
    ),
    _person(
        field="birth_date", purpose=_("算出年龄,知道能享受哪些服务"),
        why_asked=_("知道哪一天再填,过生日时可以去看看。"),
    ),
    _person(
        field="phone", purpose=_("约时间、回话"),
        why_asked=_("用来约时间和回话,加密保存,名册里只看得到最后两位。"),
    ),
    _person(
        field="address", purpose=_("上门服务找得到门"),
        why_asked=_("上门服务才需要,加密保存。"),
    ),
    _person(
        field="household", purpose=_("知道谁和谁同住,有没有人照应"),
        why_asked=_("同住的人记在一起,才知道谁独居、要多去看看。"),
    ),
    _person(
        field="tier", purpose=_("定下多久去看一次"), sensitivity=Sensitivity.SENSITIVE,
        why_asked=_("定下多久去看一次,由社工和本人商量。"),
    ),
    _person(
        field="wish", purpose=_("照本人的意愿上门"),
        why_asked=_("想什么时候去、怎么去、谁去,照本人的意思写。"),
    ),
    _person(
        field="moved_on", optional=False, purpose=_("不再打扰搬走的人"),
        why_asked=_("记下以后就不再安排上门,照本人或家属说的日子填。"),
    ),
    _person(
        field="died_on", optional=False, purpose=_("不再打扰家属,按期清理资料"),
        why_asked=_("记下以后就不再安排上门,请照家属说的日子填。"),
    ),
    _person(field="community", optional=False, purpose=_("归哪个社区服务")),
    _person(
        field="privacy", purpose=_("本人不想让谁看到,就不让谁看到"),
        why_asked=_("问过本人:不想让谁看到,就不让谁看到。"),
    ),
    _household(field="building", purpose=_("知道谁和谁同住,有没有人照应")),
    _household(
        field="room", purpose=_("知道谁和谁同住,有没有人照应"),
        why_asked=_("同住一户的人记在一起,加密保存。"),
    ),
    _household(field="community", optional=False, purpose=_("归哪个社区服务")),
    _household(field="privacy", optional=False, purpose=_("本人不想让谁看到,就不让谁看到")),
    _part(field="person", optional=False, purpose=_("同一个人可以有几种身份")),
    _part(
        field="role", optional=False, purpose=_("同一个人可以有几种身份"),
        why_asked=_("受过帮助的人也常常在帮别人。每种身份都可以由本人要求隐藏。"),
    ),
    _part(
        field="where", purpose=_("知道在哪里参加"),
        why_asked=_("在哪个班、哪支队,方便联系。"),
    ),
    _part(
        field="since", optional=False, purpose=_("知道从什么时候起"),
        why_asked=_("不填就是从今天起。"),
    ),
    _part(field="until", purpose=_("知道到什么时候止")),
    _person(field="merged_into", optional=False, purpose=_("不把同一个人登记两次")),
    _kept(model="people.Apart", field="one", optional=False, purpose=_("不把两个人当成一个人")),
    _kept(model="people.Apart", field="other", optional=False, purpose=_("不把两个人当成一个人")),
    _merge(field="survivor", purpose=_("合并错了,可以分开")),
    _merge(field="other", purpose=_("合并错了,可以分开")),
    _kept(
        model="people.Before", field="values", optional=False, purpose=_("合并错了,可以分开")
    ),
    _row(
        field="cells", purpose=_("名单里有错的行先放一边,改好再登记"),
        why_asked=_("改好就登记,不改的到期删掉。"),
    ),
    _row(field="faults", purpose=_("名单里有错的行先放一边,改好再登记")),
    _row(field="twin", purpose=_("不把同一个人登记两次")),
    _row(field="person", purpose=_("整份名单可以撤回")),
    _row(field="household", purpose=_("整份名单可以撤回")),
    _kin(field="person", purpose=_("知道出了事先找谁")),
    _kin(
        field="other", purpose=_("知道出了事先找谁"),
        why_asked=_("名册里的人才能选。要问过那一位。"),
    ),
    _kin(
        field="relation", purpose=_("知道出了事先找谁"),
        why_asked=_("问过本人再记:是家里的什么人。"),
    ),
    _kin(
        field="call_first", purpose=_("知道出了事先找谁"),
        why_asked=_("出了事先给这一位打电话。要问过两边。"),
    ),
    _part(field="hidden", purpose=_("本人不想让人知道的身份,不显示")),
)  # fmt: skip

NOT_PERSONAL = {
    "people.Person": frozenset({"id", "seen_by", "made_at", "made_by_org", "version"}),
    "people.Household": frozenset({"id", "seen_by"}),
    "people.Part": frozenset({"id"}),
    "people.Kin": frozenset({"id", "made_at", "by"}),
    "people.Apart": frozenset({"id", "at", "by"}),
    "people.Merge": frozenset({"id", "kind", "of", "at", "by", "org", "fields"}),
    "people.Before": frozenset({"merge"}),
    "people.Import": frozenset(
        {
            "id",
            "community",
            "privacy",
            "seen_by",
            "title",
            "purpose",
            "state",
            "heads",
            "places",
            "one_door_one_home",
            "id_numbers",
            "rows_total",
            "made_at",
            "made_by",
            "made_by_org",
            "ended_at",
            "version",
        }
    ),
    "people.ImportRow": frozenset({"id", "batch", "number", "nth", "state", "twin_row", "choice"}),
    "people.KnownColumn": frozenset({"id", "org", "head", "key"}),
}
