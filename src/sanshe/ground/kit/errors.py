"""One catalogue of errors: everything the platform can refuse, each with a code and plain words.

Each module's ``errors.py`` adds its own. An entrance shows ``text`` beside what was typed; the
code stays the same in every language. A law test reads the whole catalogue.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Problem(Exception):
    """Something was refused, in words for the person who tried.

    ``field`` names the input to mend, where there is one; ``facts`` fill the text's ``%(…)s``.
    """

    code: ClassVar[str] = "problem"
    text: ClassVar[str | Promise] = _("这一步没有做成。")
    status: ClassVar[int] = 400

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        self.field = field
        self.facts = facts
        super().__init__(self.code, facts)

    def __str__(self) -> str:
        return str(self.text) % self.facts if self.facts else str(self.text)


class NotFound(Problem):
    """Also the answer to a stranger: not "forbidden", which would say that it exists."""

    code = "kit.not_found"
    text = _("没有找到。可能号码有误,或者您这个身份看不到它。")
    status = 404


class NotAllowed(Problem):
    code = "kit.not_allowed"
    text = _("您现在的身份不能做这一步。")
    status = 403


class Invalid(Problem):
    """A value that cannot be right, with the reason in ``reason``."""

    code = "kit.invalid"
    text = _("填写有误:%(reason)s")


class OutOfDate(Problem):
    """Somebody else was faster; what was typed is kept and the present state is shown."""

    code = "kit.out_of_date"
    text = _("刚才有人先动了这一条。请看过现在的情况再定。")
    status = 409


class TooManyTries(Problem):
    code = "kit.too_many_tries"
    text = _("试得太多次了。请过%(minutes)s分钟再试,或者打电话问社区。")
    status = 429


class SheetRefused(Problem):
    """A file that is no list we can read: broken, something else, the old format, a password."""

    code = "kit.sheet_refused"
    text = _("这个文件打不开。请用表格软件另存为 .xlsx(不加密码),或者 .csv,再传一次。")


class SheetTooBig(Problem):
    code = "kit.sheet_too_big"
    text = _("文件太大了(最大%(megabytes)s MB)。请删掉图片和多余的表,或者分成几份。")


class SheetTooLong(Problem):
    code = "kit.sheet_too_long"
    text = _("行数太多了,一次最多%(rows)s行。请分成几份。一行都没有导入。")


class SheetEmpty(Problem):
    code = "kit.sheet_empty"
    text = _("表里没有内容。")


class SheetColumnsMissing(Problem):
    code = "kit.sheet_columns_missing"
    text = _("表头里没有找到这些列:%(columns)s。请看看列名。")


def catalogue() -> dict[str, type[Problem]]:
    """Every error by its code; raises ValueError where two share a code."""
    found: dict[str, type[Problem]] = {}
    waiting: list[type[Problem]] = [Problem]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if found.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"two errors share the code {kind.code}")
    return found
