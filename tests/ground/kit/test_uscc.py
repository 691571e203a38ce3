"""The unified social credit code, and four faults seen in public code (domain file §2.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanshe.ground.kit import uscc

STANDARD = "91350100M000100Y43"  # the standard's own example


def test_the_standards_example() -> None:
    found = uscc.check(STANDARD)
    assert (found.place, found.organisation, found.warnings) == ("350100", "M000100Y4", ())


def test_a_sum_divisible_by_31_wraps_to_0() -> None:
    assert uscc.check("52530112MJT0001250").code.endswith("0")


def test_letters_may_stand_in_the_first_eight() -> None:
    assert str(uscc.check("N2530112MA0000001Q").kind) == "村级集体经济组织"


def test_letters_count_by_the_alphabet_not_by_their_code_point() -> None:
    """I, O, S, V, Z are left out, so J is 18, not ord("J") - 55 = 19."""
    assert [uscc.VALUES[char] for char in "AHJY"] == [10, 17, 18, 30]
    by_code_point = {c: int(c) if c.isdigit() else ord(c) - 55 for c in uscc.ALPHABET}
    total = sum(by_code_point[c] * w for c, w in zip(STANDARD[:17], uscc.WEIGHTS, strict=True))
    assert uscc.ALPHABET[(31 - total % 31) % 31] != STANDARD[17]


def test_the_check_is_not_mod_11() -> None:
    total = sum(uscc.VALUES[c] * w for c, w in zip(STANDARD[:17], uscc.WEIGHTS, strict=True))
    assert (total, total % 31) == (1640, 28)
    assert uscc.ALPHABET[(11 - total % 11) % 11] != STANDARD[17]


@pytest.mark.parametrize("code", ["52530112DEM0000157", "52530000DEM000023G", "52530112DEM000031W"])
def test_the_demos_codes_pass_with_a_warning(code: str) -> None:
    assert uscc.check(code).warnings == (uscc.INNER_WARNING,)


def test_committees_are_not_refused() -> None:
    for kind in ("54", "55"):
        first = kind + "530112MA0000001"
        assert uscc.check(first + uscc.check_character(first)).kind == ""


def test_typing_is_forgiven() -> None:
    assert uscc.check(" 9135 0100-m000100y43 ").code == STANDARD


@pytest.mark.parametrize(
    ("typed", "problem", "word"),
    [
        (STANDARD[:17], uscc.WrongLength, "17"),
        (STANDARD[:17] + "Z", uscc.WrongCharacter, "Z"),
        ("9135O100M000100Y43", uscc.WrongCharacter, "第5位"),
        ("B1350100M000100Y43", uscc.WrongRegistrar, "B"),
        ("91350100M000100Y44", uscc.WrongCheck, "抄错"),
        ("", uscc.WrongLength, "0"),
    ],
)
def test_faults_are_told_in_plain_words(typed: str, problem: type, word: str) -> None:
    with pytest.raises(problem) as caught:
        uscc.check(typed)
    assert word in str(caught.value)


@given(
    place=st.integers(0, 16),
    char=st.sampled_from(uscc.ALPHABET),
    first=st.text(uscc.ALPHABET, min_size=16, max_size=16),
)
def test_any_single_wrong_character_is_found(place: int, char: str, first: str) -> None:
    first = "5" + first
    right = first + uscc.check_character(first)
    uscc.check(right)
    wrong = right[:place] + char + right[place + 1 :]
    if wrong != right:
        with pytest.raises((uscc.WrongCheck, uscc.WrongRegistrar)):
            uscc.check(wrong)
