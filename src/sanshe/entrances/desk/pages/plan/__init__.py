"""Desk pages: plans, absences, round lists, how often whom, what somebody wishes."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import absence, day, hours, month, rounds, tiers, wish

urlpatterns: list[URLPattern] = [
    path("plan/", month.start, name="plan"),
    path("plan/month/", month.month, name="plan_month"),
    path("plan/make/", month.make, name="plan_make"),
    path("plan/<uuid:id>/accept/", month.accept, name="plan_accept"),
    path("plan/<uuid:id>/drop/", month.drop, name="plan_drop"),
    path("plan/lines/<uuid:id>/", month.line, name="plan_line"),
    path("plan/lines/<uuid:id>/out/", month.take_out, name="plan_take_out"),
    path("plan/coverage/", month.coverage, name="coverage"),
    path("plan/absence/", absence.absence, name="absence"),
    path("plan/absence/<uuid:id>/back/", absence.back, name="absence_back"),
    path("plan/remakes/<uuid:id>/", absence.remake, name="remake"),
    path("plan/remakes/<uuid:id>/undo/", absence.undo, name="remake_undo"),
    path("plan/hours/", hours.hours, name="hours"),
    path("plan/hours/<uuid:id>/", hours.of_worker, name="hours_of"),
    path("plan/tiers/", tiers.tiers, name="tiers"),
    path("plan/day/", day.my_day, name="my_day"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<uuid:id>/", rounds.round, name="round"),
    path("rounds/<uuid:id>/close/", rounds.close, name="round_close"),
    path("rounds/lines/<uuid:id>/tick/", rounds.tick, name="round_tick"),
    path("people/<uuid:id>/wish/", wish.wish, name="person_wish"),
    path("people/<uuid:id>/marks/", wish.mark, name="person_mark"),
    path("people/<uuid:id>/marks/<int:mark>/end/", wish.end_mark, name="person_mark_end"),
    path("people/<uuid:id>/round/", wish.shock, name="person_round"),
]
