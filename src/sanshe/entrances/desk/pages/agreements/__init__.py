"""Desk pages: what was bought, how far it is, and the records behind each figure."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import (
    acceptance,
    closing,
    counting,
    lists,
    one,
    opinions,
    payments,
    promises,
    purchase,
    reviews,
)

urlpatterns: list[URLPattern] = [
    path("agreements/", lists.agreements, name="agreements"),
    path("agreements/new/", purchase.new, name="purchase_new"),
    path("agreements/suppliers/", purchase.suppliers, name="purchase_suppliers"),
    path("agreements/<uuid:id>/", one.agreement, name="agreement"),
    path("agreements/<uuid:id>/renew/", purchase.renew, name="purchase_renew"),
    path("agreements/<uuid:id>/purchase/", purchase.purchase, name="purchase"),
    path("agreements/<uuid:id>/purchase/rows/<slug:what>/", promises.table, name="purchase_rows"),
    path("agreements/<uuid:id>/purchase/<slug:what>/", purchase.step, name="purchase_step"),
    path("agreements/<uuid:id>/indicators/", promises.indicators, name="indicators"),
    path("agreements/<uuid:id>/indicators/new/", promises.indicator, name="indicator_new"),
    path(
        "agreements/<uuid:id>/indicators/<uuid:indicator>/change/", promises.indicator,
        name="indicator_change",
    ),
    path("agreements/<uuid:id>/closing/", closing.closing, name="closing"),
    path("agreements/<uuid:id>/closing/<slug:what>/", closing.step, name="closing_step"),
    path("agreements/<uuid:id>/papers/", one.attach, name="agreement_attach"),
    path("agreements/<uuid:id>/papers/<uuid:paper>/", one.paper, name="agreement_paper"),
    path(
        "agreements/<uuid:id>/indicators/<uuid:indicator>/", counting.indicator, name="indicator"
    ),
    path(
        "agreements/<uuid:id>/indicators/<uuid:indicator>/rule/", counting.rule,
        name="indicator_rule",
    ),
    path("agreements/<uuid:id>/judging/", reviews.judging, name="judging"),
    path(
        "agreements/<uuid:id>/judging/<slug:what>/", reviews.judging_step, name="judging_step"
    ),
    path("agreements/reviews/<uuid:id>/", reviews.review, name="review"),
    path("agreements/reviews/<uuid:id>/points/", reviews.points, name="review_points"),
    path("agreements/reviews/<uuid:id>/<slug:what>/", reviews.review_step, name="review_step"),
    path("agreements/surveys/<uuid:id>/", opinions.survey, name="survey"),
    path("agreements/surveys/<uuid:id>/close/", opinions.close, name="survey_close"),
    path("agreements/ask/<uuid:id>/", opinions.ask, name="survey_ask"),
    path("agreements/ask/<uuid:id>/say/", opinions.say, name="survey_say"),
    path("agreements/ask/<uuid:id>/slip/", opinions.slip, name="survey_slip"),
    path("agreements/<uuid:id>/acceptance/", acceptance.acceptance, name="acceptance"),
    path("agreements/<uuid:id>/acceptance/<slug:what>/", acceptance.step, name="acceptance_step"),
    path("agreements/<uuid:id>/payments/", payments.payments, name="payments"),
    path("agreements/<uuid:id>/payments/<slug:what>/", payments.payment_step, name="payment_step"),
    path("agreements/<uuid:id>/money/", payments.money, name="money"),
    path("agreements/<uuid:id>/money/<uuid:entry>/back/", payments.take_back, name="money_back"),
    path("agreements/<uuid:id>/archive.zip", payments.package, name="agreement_package"),
]  # fmt: skip
