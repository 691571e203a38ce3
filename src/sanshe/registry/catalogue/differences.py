"""What changed between two versions, in words a reader can compare line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.lists import listed

from .enums import Duty
from .models import CatalogueLine


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a line that differs."""

    name: str | Promise
    before: str | Promise
    after: str | Promise


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that stands in both versions, differently."""

    before: CatalogueLine
    after: CatalogueLine
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Diff:
    """Added, removed and changed lines, each by the item's code."""

    added: list[CatalogueLine] = field(default_factory=list)
    removed: list[CatalogueLine] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


def compare(old: Sequence[CatalogueLine], new: Sequence[CatalogueLine]) -> Diff:
    """Lines are the same line when they are about the same item."""
    before = {line.item_id: line for line in old}
    after = {line.item_id: line for line in new}
    changed = [
        Changed(before[item], line, parts)
        for item, line in after.items()
        if item in before and (parts := _parts(before[item], line))
    ]
    return Diff(
        added=[line for item, line in after.items() if item not in before],
        removed=[line for item, line in before.items() if item not in after],
        changed=changed,
    )


def _parts(before: CatalogueLine, after: CatalogueLine) -> list[Part]:
    old, new = _words(before), _words(after)
    return [
        Part(name, old_word, new_word)
        for (name, old_word), (_name, new_word) in zip(old, new, strict=True)
        if old_word != new_word
    ]


def _words(line: CatalogueLine) -> list[tuple[str | Promise, str | Promise]]:
    helpers = sorted(helper.name for helper in line.helpers.all())
    return [
        (_("类别"), Duty(line.duty).label),
        (_("谁牵头"), line.lead.name),
        (_("谁协助"), listed(helpers)),
        (_("在哪里"), line.platform.name if line.platform else ""),
        (_("理由"), line.reason),
        (_("准入文号"), line.entry_approval),
    ]
