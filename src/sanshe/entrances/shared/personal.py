"""All declarations of the house in one register."""

from __future__ import annotations

from sanshe.insight.boards import personal as boards
from sanshe.insight.reports import personal as reports
from sanshe.insight.statutory import personal as statutory
from sanshe.ledger import personal as ledger
from sanshe.registry.agreements import personal as agreements
from sanshe.registry.catalogue import personal as catalogue
from sanshe.registry.organisations import personal as organisations
from sanshe.registry.people import personal as people
from sanshe.registry.workforce import personal as workforce
from sanshe.trust.accounts import personal as accounts
from sanshe.trust.consent import personal as consent
from sanshe.trust.policy.personal import Register
from sanshe.work.activities import personal as activities
from sanshe.work.casework import personal as casework
from sanshe.work.checks import personal as checks
from sanshe.work.duty import personal as duty
from sanshe.work.intake import personal as intake
from sanshe.work.needs import personal as needs
from sanshe.work.planning import personal as planning
from sanshe.work.settlement import personal as settlement
from sanshe.work.takeover import personal as takeover
from sanshe.work.visits import personal as visits

DECLARATIONS = (
    agreements,
    accounts,
    consent,
    organisations,
    people,
    workforce,
    catalogue,
    ledger,
    duty,
    intake,
    needs,
    visits,
    activities,
    casework,
    planning,
    settlement,
    checks,
    takeover,
    boards,
    reports,
    statutory,
)
REGISTER = Register(DECLARATIONS)
