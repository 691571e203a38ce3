"""Addresses of the desk; all behind the door. Each page module lists its own."""

from .pages import (
    accounts,
    agreements,
    audit,
    boards,
    catalogue,
    duty,
    home,
    inbox,
    intake,
    ledger,
    needs,
    organisations,
    people,
    plan,
    reports,
    statutory,
    visits,
)

app_name = "desk"
urlpatterns = [
    *home.urlpatterns,
    *inbox.urlpatterns,
    *duty.urlpatterns,
    *intake.urlpatterns,
    *needs.urlpatterns,
    *visits.urlpatterns,
    *plan.urlpatterns,
    *people.urlpatterns,
    *organisations.urlpatterns,
    *takeover.urlpatterns,
    *agreements.urlpatterns,
    *catalogue.urlpatterns,
    *ledger.urlpatterns,
    *boards.urlpatterns,
    *reports.urlpatterns,
    *statutory.urlpatterns,
    *audit.urlpatterns,
    *accounts.urlpatterns,
]
