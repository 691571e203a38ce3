"""Sorting a file of messages from the command line, to see what would be proposed for each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import click
from django.utils.translation import gettext as _

from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.scope import scope
from sanshe.work.needs import actions, queries
from sanshe.work.needs.enums import DangerSign
from sanshe.work.needs.queries import Reading, read

LEADS = Path(__file__).resolve().parent / "demo" / "leads.toml"


@click.command(help=_("试分类:每行一条来话(JSON,有id、place、text),逐行打印提议。不写数据库。"))
@click.argument("file", metavar="FILE.jsonl|learned|forget")
def triage(file: str) -> None:
    if file in (LEARNED, FORGET):
        _lessons(forget=file == FORGET)
        return
    with click.open_file(file, encoding="utf-8-sig") as opened:
        _triage(opened)


LEARNED, FORGET = "learned", "forget"
"""In the place of a file: what confirmations have taught here; and to drop it all."""


def _lessons(*, forget: bool) -> None:
    with scope(Actor.job("triage lessons")):
        if forget:
            click.echo(_("忘了%(n)s条。") % {"n": actions.forget_lessons()})
            return
        for category, kind, times in queries.learned():
            click.echo(f"{category}\t{kind}\t{times}")


def _triage(file: IO[Any]) -> None:
    for message in _messages(file):
        reading = read(message["text"])
        answer = {
            "id": message.get("id"),
            "kind": reading.kind,
            "category": reading.category,
            "urgency": reading.urgency,
            "lead": lead_of(reading, message.get("place") or ""),
            "privacy": reading.privacy,
            "reasons": reasons(reading),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))


def _messages(file: IO[Any]) -> Iterator[dict[str, Any]]:
    """Each line's message. Raises click.ClickException for a line that is none."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("text"), str):
            said = _("第%(number)s行不是一条来话(要有id、place、text)。")
            raise click.ClickException(said % {"number": number})
        yield message


def lead_of(reading: Reading, place: str) -> str:
    """Who leads in a demo community; "" for a category or place nobody is named for."""
    table = _leads()
    rows = table["by"].get(reading.category, {})
    sign = str(reading.danger[0].sign) if reading.danger else ""
    tried = (sign, reading.urgency, f"{place} {reading.kind}", reading.kind, place)
    lead: str = next(
        (rows[key] for key in map(str, tried) if key and key in rows), rows.get("", "")
    )
    return lead.format(station=table["station"].get(place, _("社工站")))


@lru_cache(maxsize=1)
def _leads() -> dict[str, Any]:
    with LEADS.open("rb") as file:
        return tomllib.load(file)


def reasons(reading: Reading) -> list[str]:
    """Why, in sentences for a person."""
    said = [
        _("%(sign)s:“%(words)s”")
        % {"sign": DangerSign(one.sign).label, "words": "”“".join(one.words)}
        for one in reading.danger
    ]
    texts = {
        "category": _("说的事,看这些话:“%(words)s”"),
        "kind": _("说话的方式,看这些话:“%(words)s”"),
        "privacy": _("要保密,看这些话:“%(words)s”"),
    }
    said += [
        texts[about] % {"words": "”“".join(words)}
        for about, words in reading.why.items()
        if not (about == "category" and reading.danger)
    ]
    if reading.like:
        said.append(_("意思最接近的例句:“%(example)s”") % {"example": reading.like})
    if reading.sureness is not None:
        said.append(_("把握约%(percent)d%%") % {"percent": round(reading.sureness * 100)})
    if not reading.sure:
        said.append(_("这次把握不大,请多看一眼。"))
    return said
