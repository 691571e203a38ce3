"""Law: every text is wrapped for translation, Chinese first, English complete."""

from __future__ import annotations

import ast
import re

from tools import texts

from tests.laws.house import SOURCE, dotted, sources, tree

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")
WRAPPERS = set(texts.KEYWORDS)
DATA = (
    "sanshe.entrances.jobs.demo",  # the invented district speaks Chinese
    "sanshe.registry.organisations.names",  # words that most organisations' names share
    "sanshe.ground.areas",  # readings and endings of place names
    "sanshe.ground.kit.pinyin",  # the same
    "sanshe.registry.people.pinyin",  # surnames that sound otherwise
    "sanshe.registry.people.masking",  # forms of address
    "sanshe.registry.people.sounds",  # the same
    "sanshe.registry.people.importing",  # headings and cells of the lists it reads
    "sanshe.ground.kit.sheets",  # how dates, numbers, yes and no stand in lists
    "sanshe.work.needs.outside",  # parts of the names of outside bodies
    "sanshe.insight.reports.rules",  # how numbers are written in words
    "sanshe.work.checks.queries.spots",  # headings of the lists of buildings
    "sanshe.work.intake.orders",  # headings and cells of the files of hotlines
    "sanshe.work.intake.rows",  # headings of walk-in books
    "sanshe.work.intake.words",  # words in telephone numbers and kinds of orders
    "sanshe.registry.agreements.hardship",  # words in names of indicators
    "sanshe.work.needs.outside",  # words in names of outside bodies
    "sanshe.work.needs.queries.alike",  # where one sentence ends and another matter begins
    "sanshe.ground.calendars.actions",  # words in the files it reads
    "sanshe.entrances.shared.formats",  # how a date is written in Chinese
)
NAMES = {"三社", "三社 Sanshe", "中文", "三社 Sanshe  →  http://"}


def test_english_is_complete_and_nothing_is_left_over():
    written, used = texts.known(), texts.merge()
    assert texts.missing(used) == []
    left_over = {m.id for m in written if m.id} - {m.id for m in used if m.id}
    assert left_over == set(), "run `make texts`"


def test_no_translation_is_a_guess():
    assert [m.id for m in texts.known() if m.id and m.fuzzy] == []


def test_placeholders_are_the_same_in_both_languages():
    wrong = []
    for message in texts.known():
        sources_ = message.id if isinstance(message.id, tuple) else (message.id,)
        if not message.id or not any(message.string):
            continue
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        if any(placeholders(t) - placeholders(sources_[-1]) for t in targets):
            wrong.append(message.id)
        if placeholders(sources_[-1]) - placeholders(targets[-1]):
            wrong.append(message.id)
    assert wrong == []


def placeholders(text):
    return {m.group(0) for m in PLACEHOLDER.finditer(text)}


def test_english_is_english():
    assert [
        m.id
        for m in texts.known()
        if m.id and m.id not in NAMES
        and CHINESE.search(re.sub(r"[(（][^)）]*[)）]|「[^」]*」", "", "".join(m.string)))
    ] == []  # fmt: skip


def unwrapped_in_code():
    for path in sources():
        if dotted(path).startswith(DATA):
            continue
        module = tree(path)
        fine = set()
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and name_of(node.func) in WRAPPERS:
                fine.update(id(inner) for inner in ast.walk(node))
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                fine.add(id(node.value))  # a docstring
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and CHINESE.search(node.value)
                and id(node) not in fine
                and node.value.strip() not in NAMES
            ):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.value[:30]!r}"


def name_of(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_no_bare_chinese_in_code():
    assert list(unwrapped_in_code()) == []


TAG = re.compile(
    r"{%\s*(?:blocktranslate|blocktrans)\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"\b(?:alt|title|placeholder|aria-label|content)=\"([^\"]*)\"")
WORDS = re.compile(r"[A-Za-z]{2,}")
BARE = {"Sanshe", "English", "TOTP", "SMTP", "nbsp", "middot", "times", "rarr", "larr", "xlsx",
        "amp", "lt", "gt", "hellip", "width", "device", "initial", "scale", "Esc", "Enter", "Tab",
        "noindex", "same", "origin", "ndash", "mdash", "ensp", "viewport", "fit", "cover",
        "light", "kbd", "desk", "public", "elder", "Alt", "Ctrl"}  # fmt: skip


def unwrapped_in_templates():
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        source = TAG.sub(" ", path.read_text(encoding="utf-8"))
        source = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", source, flags=re.DOTALL)
        attributes = " ".join(ATTRIBUTE.findall(source))
        shown = re.sub(r"<[^>]*>", " ", source) + attributes
        words = [w for w in WORDS.findall(shown) if w not in BARE]
        if CHINESE.search(shown) or words:
            bare = CHINESE.findall(shown)[:8] or words[:5]
            yield f"{path.relative_to(SOURCE)}: {bare}"


def test_no_bare_text_in_templates():
    assert list(unwrapped_in_templates()) == []
