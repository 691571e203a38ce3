"""What is kept about a visit: of whom was visited, and of who went."""

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

KEPT = Retention("P3Y", "the visit", "default of this platform")
READERS = (*AGENCY, *COMMITTEE, *STREET, Role.VOLUNTEER)

_visit = partial(
    PersonalField,
    model="visits.Visit",
    legal_basis=LegalBasis.CONSENT,
    retention=KEPT,
    sensitivity=Sensitivity.NORMAL,
    seen_by=READERS,
)
_check = partial(
    _visit,
    sensitivity=Sensitivity.SENSITIVE,
    purpose=_("看看过得好不好,要不要再帮一把"),
    why_asked=_("只记好、要留意、没看到,不记病名。"),
)
_staff = partial(_visit, legal_basis=LegalBasis.STAFF, optional=False)
_word = partial(_visit, model="visits.Word")
_ladder = partial(_visit, model="visits.Ladder")
_rung = partial(_visit, model="visits.Rung", sensitivity=Sensitivity.SENSITIVE)
_escort = partial(_visit, model="visits.Escort")
_mended = partial(_visit, model="visits.Correction")
_caution = partial(
    _visit, model="visits.Caution",
    retention=Retention("P3Y", "it was lifted", "default of this platform"),
)  # fmt: skip

PERSONAL = (
    _visit(field="person", purpose=_("知道去看谁")),
    _visit(
        field="whom", optional=False, purpose=_("知道去看谁"),
        why_asked=_("写到认得出就行,比如「张阿姨, 3栋」。"),
    ),
    _visit(field="community", optional=False, purpose=_("归哪个社区")),
    _visit(field="privacy", optional=False, purpose=_("居民不想让谁看到,就不让谁看到")),
    _visit(
        field="spoken_code", sensitivity=Sensitivity.SECRET, seen_by=(Role.RESIDENT,),
        purpose=_("由居民证实真的来过"),
        why_asked=_("请居民念给您听。没有也能保存,之后由别人打电话核实。"),
    ),
    _visit(
        field="outcome", optional=False, sensitivity=Sensitivity.SENSITIVE,
        purpose=_("知道见没见到,下一步怎么办"),
        why_asked=_("没见到也是结果,照实选。"),
    ),
    _check(field="health"),
    _check(field="mood"),
    _check(field="safety"),
    _check(field="hygiene"),
    _check(field="living"),
    _visit(
        field="noticed", sensitivity=Sensitivity.SENSITIVE, purpose=_("要跟进的事不漏掉"),
        why_asked=_("写下要跟进的事,不写病名。"),
    ),
    _visit(
        field="talked_about", sensitivity=Sensitivity.SENSITIVE, purpose=_("下次接着聊"),
        why_asked=_("聊得高兴的事,下次好接着聊。陪伴也算数。"),
    ),
    _visit(field="started_at", optional=False, purpose=_("服务了多久说得清"),
           why_asked=_("几点到的。不记定位。")),
    _visit(field="ended_at", optional=False, purpose=_("服务了多久说得清"),
           why_asked=_("几点走的。不记定位。")),
    _visit(
        field="why_cancelled", purpose=_("知道为什么没去"),
        why_asked=_("简单写一句原因。"),
    ),
    _staff(field="planned_by", purpose=_("知道谁安排的")),
    _staff(field="recorded_by", purpose=_("知道谁记的,好请别人核实")),
    _word(
        field="note", sensitivity=Sensitivity.SENSITIVE, purpose=_("知道居民怎么说的"),
        why_asked=_("照居民的原话写一句。"),
    ),
    _word(field="by_user", purpose=_("知道是谁核实的"), legal_basis=LegalBasis.STAFF),
    _staff(
        field="worker", purpose=_("知道谁去的"), why_asked=_("谁去,居民事先看得到名字。")
    ),
    _staff(
        field="companions", optional=True, purpose=_("知道谁一起去"),
        why_asked=_("两个人去,居民事先看得到两个名字。"),
    ),
    _staff(
        field="companion_names", purpose=_("居民知道谁会来"), seen_by=(*READERS, Role.RESIDENT)
    ),
    _staff(
        field="alone_because", optional=True, purpose=_("知道为什么一个人去"),
        why_asked=_("该两个人去的,写明为什么一个人去。"),
    ),
    _staff(model="visits.Crew", field="worker", purpose=_("同一个人不会同时在两处")),
    _visit(field="follow_up", purpose=_("看到的事有人接着办")),
    _ladder(field="person", legal_basis=LegalBasis.LIFE, purpose=_("确认这个人平安")),
    _ladder(
        field="whom", legal_basis=LegalBasis.LIFE, optional=False, purpose=_("确认这个人平安")
    ),
    _ladder(field="community", optional=False, purpose=_("归哪个社区")),
    _ladder(field="privacy", optional=False, purpose=_("居民不想让谁看到,就不让谁看到")),
    _staff(model="visits.Ladder", field="worker", purpose=_("知道该谁接着找")),
    _staff(model="visits.Ladder", field="worker_name", purpose=_("知道该谁接着找")),
    _ladder(
        field="ended_how", sensitivity=Sensitivity.SENSITIVE, purpose=_("知道人是怎么找到的")
    ),
    _rung(
        field="found", legal_basis=LegalBasis.LIFE, optional=False,
        purpose=_("知道找到哪一步了"), why_asked=_("照实选,没有下落就接着找。"),
    ),
    _rung(
        field="text", legal_basis=LegalBasis.LIFE, optional=False, purpose=_("接着找的人知道情况"),
        why_asked=_("问了谁、看到什么,一句话。"),
    ),
    _rung(
        field="source", legal_basis=LegalBasis.LIFE, purpose=_("下落靠得住"),
        why_asked=_("谁说的,比如「女儿电话」「人民医院护士」。"),
    ),
    _rung(field="by_user", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁去找的")),
    _rung(field="by_name", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁去找的")),
    _escort(
        field="destination", optional=False, sensitivity=Sensitivity.SENSITIVE,
        purpose=_("出了事知道去哪里找"), why_asked=_("去哪里,写地方就行,不写看什么病。"),
    ),
    _escort(
        field="risk", optional=False, sensitivity=Sensitivity.SENSITIVE,
        purpose=_("决定要不要两个人陪"), why_asked=_("走得稳不稳,不写病名。"),
    ),
    _escort(
        field="contact", optional=False, legal_basis=LegalBasis.LIFE,
        purpose=_("出了事知道打给谁"), why_asked=_("紧急时打给谁,写称呼和电话。"),
    ),
    _escort(field="departed_at", purpose=_("几点出门"), why_asked=_("几点出门。不记定位。")),
    _escort(field="home_at", purpose=_("平安到家"), why_asked=_("几点平安到家。")),
    _escort(field="home_how", purpose=_("平安到家"), why_asked=_("比如「送进家门」「儿子接走」。")),
    _escort(field="fare", purpose=_("花了多少说得清"), why_asked=_("车费多少。不收现金礼物。")),
    _escort(field="paid_by", purpose=_("花了多少说得清"), why_asked=_("车费谁付的。")),
    _escort(field="fare_note", purpose=_("花了多少说得清"), why_asked=_("比如「发票交机构」。")),
    _mended(
        field="former", sensitivity=Sensitivity.SENSITIVE, purpose=_("改过的看得出改了什么")
    ),
    _mended(
        field="reason", optional=False, purpose=_("知道为什么改"),
        why_asked=_("一句话,为什么改。"),
    ),
    _mended(field="by_user", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁改的")),
    _mended(field="by_name", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁改的")),
    _caution(field="person", optional=False, purpose=_("知道是谁")),
    _caution(field="community", optional=False, purpose=_("归哪个社区")),
    _caution(field="privacy", optional=False, purpose=_("居民不想让谁看到,就不让谁看到")),
    _caution(
        field="risk", optional=False, sensitivity=Sensitivity.SENSITIVE,
        purpose=_("去的人和居民都平安"), why_asked=_("只选要当心什么,不写病名。"),
    ),
    _caution(
        field="note", sensitivity=Sensitivity.SENSITIVE, purpose=_("去的人和居民都平安"),
        why_asked=_("一句话,怎么当心。"),
    ),
    _caution(field="by_user", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁提示的")),
    _caution(field="lifted_by", legal_basis=LegalBasis.STAFF, purpose=_("知道是谁解除的")),
    _staff(field="worker_name", purpose=_("居民知道谁会来"), seen_by=(*READERS, Role.RESIDENT)),
)  # fmt: skip

NOT_PERSONAL = {
    "visits.Visit": frozenset(
        {
            "id", "seen_by", "need", "service", "agency", "way", "planned_start", "planned_end",
            "code_tries", "state", "recorded_at", "recorded_late", "record", "version",
            "from_paper", "lines", "corrected_at",
        }
    ),
    "visits.Ladder": frozenset(
        {
            "id", "seen_by", "visit", "need", "agency", "why", "pace", "opened_at", "rung",
            "due_at", "told", "ended_at", "version",
        }
    ),
    "visits.Rung": frozenset({"id", "ladder", "rung", "skipped", "at", "written_at", "by_org"}),
    "visits.Escort": frozenset({"visit", "transport", "insured", "back_by", "told"}),
    "visits.Correction": frozenset({"id", "visit", "at"}),
    "visits.Crew": frozenset({"id", "visit", "start", "end", "made"}),
    "visits.Caution": frozenset({"id", "seen_by", "since", "lifted_at"}),
    "visits.Word": frozenset({"id", "visit", "how", "said", "at", "by_org"}),
}  # fmt: skip
