"""Writes: opening a purchase, promising, taking its steps, adding papers and amendments."""

from .amending import amend
from .counting import change_rule
from .opening import describe, open_purchase
from .papers import attach
from .promising import set_budget, set_indicators, set_sources, set_tranches
from .stepping import advance, award, lift, pass_stage, publish_contract, sign, stop

__all__ = [
    "advance", "amend", "attach", "award", "change_rule", "describe", "lift", "open_purchase",
    "pass_stage", "publish_contract", "set_budget", "set_indicators", "set_sources",
    "set_tranches", "sign", "stop",
]  # fmt: skip
