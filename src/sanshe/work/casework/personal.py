"""What is kept of a person in a case, and of who works in it."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.personal import LegalBasis, PersonalField, Retention, Sensitivity

KEPT = Retention("P10Y", "the case is over; of minors until they are 28", "default, domain §4")
READERS = (Role.WORKER, Role.SUPERVISOR)
LEADERS = (*READERS, Role.AGENCY_MANAGER)

_of_case = partial(
    PersonalField,
    retention=KEPT,
    legal_basis=LegalBasis.CONSENT,
    sensitivity=Sensitivity.SENSITIVE,
    seen_by=READERS,
)
_case = partial(
    _of_case, model="casework.Case", optional=False, sensitivity=Sensitivity.NORMAL,
    seen_by=LEADERS,
)  # fmt: skip
_file = partial(_of_case, model="casework.File")
_contact = partial(_of_case, model="casework.Contact", optional=False)
_correction = partial(_of_case, model="casework.Correction", optional=False)
_referral = partial(_of_case, model="casework.Referral", optional=False)
_staff = partial(
    _of_case, legal_basis=LegalBasis.STAFF, sensitivity=Sensitivity.NORMAL, optional=False
)
_LEADS = _("知道谁负责,谁能看")
_WROTE = _("知道是谁写的")
_MENDED = _("改过的地方看得出来")

PERSONAL = (
    _case(field="community", purpose=_("归哪个社区")),
    _case(field="whose", sensitivity=Sensitivity.SECRET, seen_by=(),
          purpose=_("同一个人同一项服务不重复开案")),
    _case(field="worker", legal_basis=LegalBasis.STAFF, purpose=_LEADS,
          why_asked=_("这个案由谁负责。")),
    _case(field="worker_name", legal_basis=LegalBasis.STAFF, purpose=_LEADS),
    _case(field="second", legal_basis=LegalBasis.STAFF, optional=True, purpose=_LEADS,
          why_asked=_("搭档也能看、能记。没有就空着。")),
    _case(field="second_name", legal_basis=LegalBasis.STAFF, optional=True, purpose=_LEADS),
    _case(field="why_ended", sensitivity=Sensitivity.SENSITIVE,
          purpose=_("知道为什么提前结束"), why_asked=_("照实选,提前结束不是做错了。")),
    _file(field="person", optional=False, purpose=_("知道是谁的个案")),
    _file(field="need", purpose=_("知道从哪件事来")),
    _file(field="whom", optional=False, purpose=_("知道是谁的个案")),
    _file(field="agreed_how", optional=False, purpose=_("本人同意了才开"),
          why_asked=_("先说清:写的只有负责的人和督导看;有人身危险时例外。")),
    _file(field="why", purpose=_("从本人的话开始"), why_asked=_("用本人自己的话,一两句。")),
    _file(field="assessment", optional=False, purpose=_("弄清处境再帮"),
          why_asked=_("本人、家人、周围、长处、风险,本人自己怎么看。不写病名。")),
    _file(field="plan", optional=False, purpose=_("说好谁做什么"),
          why_asked=_("谁在什么时候做什么。")),
    _file(field="evaluation", optional=False, purpose=_("知道帮到了没有"),
          why_asked=_("变好了什么,还差什么。")),
    _file(field="opinion", optional=False, purpose=_("听本人怎么说"),
          why_asked=_("要问过本人。不愿说也照实选。")),
    _file(field="opinion_words", purpose=_("听本人怎么说"), why_asked=_("用本人自己的话。")),
    _of_case(model="casework.Goal", field="text", optional=False, purpose=_("知道往哪里走"),
             why_asked=_("和本人商定,短一点,看得出做到没有。")),
    _of_case(model="casework.Goal", field="before", optional=False, purpose=_("前后比得出变化"),
             why_asked=_("现在到了哪一步。")),
    _of_case(model="casework.Goal", field="after", optional=False, purpose=_("前后比得出变化"),
             why_asked=_("结案时到了哪一步。")),
    _contact(field="way", purpose=_("知道怎样联系的"), why_asked=_("只通了电话也算一次。")),
    _contact(field="started_at", purpose=_("服务了多久说得清"),
             why_asked=_("几点开始。不记定位。")),
    _contact(field="ended_at", purpose=_("服务了多久说得清")),
    _contact(field="note", purpose=_("下次接得上"),
             why_asked=_("发生了什么,自己的想法分开写。不写病名。")),
    _staff(model="casework.Contact", field="worker", purpose=_WROTE),
    _staff(model="casework.Contact", field="worker_name", purpose=_WROTE),
    _correction(field="reason", purpose=_MENDED, why_asked=_("为什么改。")),
    _correction(field="way", purpose=_MENDED),
    _correction(field="started_at", purpose=_MENDED),
    _correction(field="ended_at", purpose=_MENDED),
    _correction(field="note", purpose=_MENDED),
    _staff(model="casework.Correction", field="by_user", purpose=_WROTE),
    _staff(model="casework.Correction", field="by_name", purpose=_WROTE),
    _of_case(model="casework.Review", field="words", optional=False, purpose=_("计划跟得上变化"),
             why_asked=_("和本人一起看:哪些照做,哪些要改。")),
    _of_case(model="casework.Review", field="plan", purpose=_("以前的计划看得到")),
    _staff(model="casework.Review", field="by_user", purpose=_WROTE),
    _staff(model="casework.Review", field="by_name", purpose=_WROTE),
    _referral(field="to", purpose=_("知道转给了谁"), why_asked=_("哪个机构或部门。")),
    _referral(field="why", purpose=_("对方知道为什么"), why_asked=_("对方能做什么我们做不到的。")),
    _referral(field="ground", purpose=_("本人同意了才转"),
              why_asked=_("没有本人同意,只在有人身危险或法律规定时才转。")),
    _referral(field="words", optional=True, purpose=_("知道对方怎么答复"),
              why_asked=_("对方怎么说的。")),
)  # fmt: skip
NOT_PERSONAL = {
    "casework.Case": frozenset({
        "id", "agency", "service", "state", "opened_on", "assessed_on", "contacts",
        "last_contact_on", "next_contact_on", "reviewed_on", "review_by", "referral_waits",
        "ended_on", "record", "counted_by", "version",
    }),
    "casework.File": frozenset({"case"}),
    "casework.Goal": frozenset({"id", "case", "order"}),
    "casework.Contact": frozenset({
        "id", "case", "written_at", "record", "lines", "corrected_at", "version",
    }),
    "casework.Correction": frozenset({"id", "contact", "record", "at"}),
    "casework.Review": frozenset({"id", "case", "on"}),
    "casework.Referral": frozenset({"id", "case", "asked_on", "state", "answered_on"}),
}  # fmt: skip
