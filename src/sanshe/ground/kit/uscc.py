"""The unified social credit code (统一社会信用代码, GB 32100-2015).

18 characters of 31: registrar, kind of body, six of the registrar's place, nine of the
organisation code, one check character. A right check character proves nothing about existence.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .errors import Problem

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
VALUES = {char: value for value, char in enumerate(ALPHABET)}

REGISTRARS: dict[str, str | Promise] = {
    "1": _("机构编制"), "2": _("外交"), "3": _("司法行政"), "4": _("文化"), "5": _("民政"),
    "6": _("旅游"), "7": _("宗教"), "8": _("工会"), "9": _("市场监管"), "A": _("军队"),
    "N": _("农业农村"), "Y": _("其他"),
}  # fmt: skip
KINDS: dict[str, str | Promise] = {
    "51": _("社会团体"), "52": _("民办非企业单位"), "53": _("基金会"),
    "59": _("民政登记的其他组织"),
    "N1": _("组级集体经济组织"), "N2": _("村级集体经济组织"), "N3": _("乡镇级集体经济组织"),
}  # fmt: skip

# GB 11714: the inner nine have a check of their own (values of letters run to Z there)
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER_VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


class WrongLength(Problem):
    code = "uscc.length"
    text = _("统一社会信用代码是18位,这里有%(length)s位。")


class WrongCharacter(Problem):
    code = "uscc.character"
    text = _("第%(place)s位“%(char)s”不会出现在代码里。常见的是把1写成I、0写成O、2写成Z、5写成S。")


class WrongRegistrar(Problem):
    code = "uscc.registrar"
    text = _("第1位“%(char)s”不是登记管理部门的代号。")


class WrongCheck(Problem):
    """Says nothing of what would be right: a mistyped code must not be made to fit."""

    code = "uscc.check"
    text = _("代码对不上:最后一位校验没有通过,多半抄错了一位。请对照证书再看一遍。")


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code whose outer check is right. ``warnings`` are for people to look at, not a refusal."""

    code: str
    registrar: str | Promise
    kind: str | Promise
    place: str
    organisation: str
    warnings: tuple[str | Promise, ...] = ()

    def __str__(self) -> str:
        return self.code


def check(code: str) -> Uscc:
    """Read a code as typed (blanks, hyphens and small letters are forgiven).

    Raises WrongLength, WrongCharacter, WrongRegistrar or WrongCheck.
    """
    code = "".join(char for char in code if not char.isspace() and char != "-").upper()
    if len(code) != 18:
        raise WrongLength(length=len(code))
    for place, char in enumerate(code, 1):
        if char not in VALUES:
            raise WrongCharacter(place=place, char=char)
    if code[0] not in REGISTRARS:
        raise WrongRegistrar(char=code[0])
    if check_character(code[:17]) != code[17]:
        raise WrongCheck()
    inner = code[8:17]
    warnings = () if _inner_check(inner[:8]) == inner[8] else (INNER_WARNING,)
    return Uscc(code, REGISTRARS[code[0]], KINDS.get(code[:2], ""), code[2:8], inner, warnings)


INNER_WARNING = _("第9到17位(组织机构代码)自己的校验位对不上。代码整体有效,请对照证书看一眼。")


def check_character(first: str) -> str:
    """The 18th character for the first 17. A sum divisible by 31 gives 31, which wraps to 0."""
    total = sum(VALUES[char] * weight for char, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def _inner_check(first: str) -> str:
    total = sum(_INNER_VALUES[c] * w for c, w in zip(first, _INNER_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
