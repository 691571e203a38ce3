"""Writes: opening a purchase, promising, taking its steps, adding papers and amendments."""

from .amending import amend
from .awarding import announce, award
from .counting import change_rule
from .ending import lay_down, lift, stop
from .indicators import drop_indicator, keep_indicator, move_indicator, weigh
from .opening import describe, open_purchase
from .papers import attach
from .promising import set_budget, set_indicators, set_sources, set_tranches
from .renewing import renew
from .stepping import advance, file_copy, pass_stage, publish_contract, sign

__all__ = [
    "advance", "amend", "announce", "attach", "award", "change_rule", "describe",
    "drop_indicator", "file_copy", "keep_indicator", "lay_down", "lift", "move_indicator",
    "open_purchase",
    "pass_stage", "publish_contract", "renew", "set_budget", "set_indicators", "set_sources",
    "set_tranches", "sign", "stop", "weigh",
]  # fmt: skip
