"""§2.2: what may stand in a catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanshe.registry.catalogue import errors, rules

LINE = rules.Proposed(
    item="老年人日常探访",
    statutory_duty=False,
    on_negative_list=False,
    law_enforcement=False,
    duty="transferable",
    lead="春熙",
    lead_kind="agency",
    helpers=["居委会"],
    reason="",
)


def wrong(**changes):
    with pytest.raises(errors.Problem) as refused:
        rules.check(replace(LINE, **changes))
    return type(refused.value), refused.value.field


def right(**changes):
    rules.check(replace(LINE, **changes))


def test_an_agency_may_take_over_visits():
    right()


def test_a_statutory_duty_is_not_transferred_outside_government():
    for kind in ("agency", "filed_group", "external"):
        assert wrong(statutory_duty=True, lead_kind=kind) == (errors.StatutoryDuty, "duty")
    right(statutory_duty=True, lead_kind="street_office")


def test_a_statutory_duty_is_not_the_committees_own():
    kind = "residents_committee"
    assert wrong(statutory_duty=True, duty="own", lead_kind=kind)[0] is errors.StatutoryDuty
    right(duty="own", lead_kind=kind)


def test_a_statutory_duty_may_be_bought_unless_it_is_on_the_negative_list():
    right(statutory_duty=True, duty="purchasable")
    assert wrong(on_negative_list=True, duty="purchasable") == (errors.OnNegativeList, "duty")
    assert (
        wrong(statutory_duty=True, on_negative_list=True, duty="purchasable")[0]
        is errors.OnNegativeList
    )
    right(on_negative_list=True)  # transferring is not buying


def test_refusing_needs_a_reason():
    refusal = {"duty": "refused", "lead_kind": "external"}
    assert wrong(**refusal) == (errors.RefusalWithoutReason, "reason")
    assert wrong(**refusal, reason="  ")[0] is errors.RefusalWithoutReason
    right(**refusal, reason="公安的事")


def test_what_is_not_ours_is_led_by_neither_committee_nor_agency():
    for kind in ("residents_committee", "agency", "filed_group"):
        assert wrong(duty="refused", reason="x", lead_kind=kind) == (errors.WrongLead, "lead")


def test_law_enforcement_is_refused_whoever_leads():
    for duty, kind in [
        ("own", "residents_committee"),
        ("assist", "street_office"),
        ("transferable", "agency"),
        ("purchasable", "agency"),
    ]:
        assert wrong(law_enforcement=True, duty=duty, lead_kind=kind)[0] is errors.LawEnforcement
    right(law_enforcement=True, duty="refused", lead_kind="external", reason="城管的事")


def test_assisting_never_makes_an_agency_or_the_committee_the_lead():
    for kind in ("agency", "filed_group", "residents_committee"):
        assert wrong(duty="assist", lead_kind=kind) == (errors.WrongLead, "lead")
    for kind in ("street_office", "purchaser", "external"):
        right(duty="assist", lead_kind=kind)


def test_own_is_led_by_the_committee_and_by_nobody_else():
    assert wrong(duty="own") == (errors.WrongLead, "lead")


def test_a_transfer_leaves_the_committee():
    assert wrong(lead_kind="residents_committee") == (errors.WrongLead, "lead")


def test_a_group_that_is_only_filed_sells_nothing():
    assert wrong(duty="purchasable", lead_kind="filed_group") == (errors.WrongLead, "lead")


def test_the_lead_does_not_help_itself():
    assert wrong(helpers=["春熙"]) == (errors.LeadAlsoHelps, "helpers")
