"""What is kept about whoever speaks, beside the matter itself."""

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

READERS = (*AGENCY, *COMMITTEE, *STREET)
WITH_THE_MATTER = Retention("P1Y", "closing the matter", "default of this platform")

_field = partial(
    PersonalField,
    legal_basis=LegalBasis.CONSENT,
    retention=WITH_THE_MATTER,
    sensitivity=Sensitivity.NORMAL,
    seen_by=READERS,
)
_order = partial(_field, model="intake.Order", legal_basis=LegalBasis.DUTY)
_teller = partial(_field, model="intake.Teller")
_photo = partial(
    _field, model="intake.Photo",
    retention=Retention("P180D", "closing the matter", "default of this platform"),
)  # fmt: skip
_line = partial(
    _field, model="intake.ListLine",
    retention=Retention("P30D", "reading the list", "default of this platform"),
)  # fmt: skip

PERSONAL = (
    _order(field="location", purpose=_("知道事情在哪里")),
    _order(field="result", purpose=_("把办理结果回给热线"), sensitivity=Sensitivity.SENSITIVE),
    _order(field="callback_score", purpose=_("知道热线回访时居民怎么说")),
    _teller(
        field="relation", purpose=_("知道是谁在替谁说"),
        why_asked=_("知道您是谁家的人,才好去问本人。"),
    ),
    _teller(
        field="knows", purpose=_("不让本人从别人那里听说"),
        why_asked=_("本人还不知道的,我们先不提是谁说的。"),
    ),
    _teller(
        field="phone_mark", purpose=_("再打来时接得上上一次"), sensitivity=Sensitivity.SECRET,
        seen_by=(),
    ),
    _photo(
        field="picture", purpose=_("看得见是什么样子"), sensitivity=Sensitivity.SENSITIVE,
        seen_by=(*READERS, Role.RESIDENT),
        why_asked=_("可以不拍。拍照的地点会去掉,尽量不拍到人。办结半年后删掉,您也可以随时撤下。"),
    ),
    _photo(field="by_user", purpose=_("知道照片是谁放的"), legal_basis=LegalBasis.STAFF),
    _field(
        model="intake.ListImport", field="by_user", purpose=_("知道表是谁导入的"),
        legal_basis=LegalBasis.STAFF,
    ),
    _field(
        model="intake.ListImport", field="by_name", purpose=_("知道表是谁导入的"),
        legal_basis=LegalBasis.STAFF,
    ),
    _line(
        field="said", purpose=_("有问题的行改好再登记"), sensitivity=Sensitivity.SENSITIVE,
        legal_basis=LegalBasis.DUTY,
    ),
)  # fmt: skip

NOT_PERSONAL = {
    "intake.Order": frozenset(
        {
            "id", "need", "system", "external_id", "received_at", "due_at", "kind", "our_role",
            "brought_at", "returned_at", "replied_at",
        }
    ),
    "intake.Teller": frozenset({"need"}),
    "intake.Photo": frozenset({"id", "need", "width", "height", "added_at", "gone_at"}),
    "intake.ListImport": frozenset(
        {"id", "community", "org", "name", "channel", "stage", "unknown", "made_at", "heard_at"}
    ),
    "intake.ListLine": frozenset({"id", "list", "number", "state", "like", "need"}),
}  # fmt: skip
