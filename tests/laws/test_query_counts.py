"""Law: a page asks the database no more often for many rows than for few."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sanshe.ground.kit.ids import new_id
from sanshe.registry.people.actions import add_part, keep_person
from sanshe.work.casework import actions as casework
from sanshe.work.needs import actions as needs
from sanshe.work.visits import actions as visits
from tests.factories.district import FX
from tests.work.casework.cast import a_service

LISTS = {
    "worker": (
        "home",
        "queue",
        "visits",
        "visit_unreached",
        "visit_paper",
        "cases",
        "people",
        "ledger",
        "organisations",
        "catalogue",
        "inbox",
        "handovers",
    ),
    "clerk": ("home", "queue", "people", "ledger", "catalogue", "duty", "alarms", "handovers"),
    "street": ("queue", "organisations", "catalogue"),
    "auditor": ("audit", "checks", "ledger", "boards", "board_answers", "board_promises"),
    "security": ("accounts",),
}
PUBLIC = ("/", f"/c/{FX}/", f"/c/{FX}/catalogue/", f"/c/{FX}/who/")
CHECKS = dict.fromkeys(("health", "mood", "safety", "hygiene", "living"), "fine")


def add_some(district, number: int, place: int) -> None:
    """More people, matters, visits and ledger lines, each somebody's own."""
    cases = a_service(district, code=f"FX-{place}")
    for each in range(number):
        person = keep_person(
            district.worker, community=FX, name=f"第{place}家{each}", building=f"{each}栋",
            even_so=True,
        )  # fmt: skip
        add_part(district.worker, person=person.id, role="client")
        heard = needs.hear(
            district.resident, community=FX, text=f"想有人来坐坐 {place} {each}", channel="web"
        )
        need = needs.sort(
            district.clerk, need=heard.need.id, version=heard.need.version, kind="need",
            category="elder_visit", urgency="P2", privacy="normal",
        )  # fmt: skip
        if each % 2:
            continue
        casework.open_case(
            district.worker, id=new_id(), person=person.id, service=cases.pk, agreed_how="signed"
        )
        needs.dispatch(district.clerk, need=need.id, version=need.version, lead=district.agency)
        start = timezone.now() - timedelta(days=1, hours=place * 10 + each)
        visit = visits.plan(
            district.worker, service=district.service, person=person, worker=district.worker.user,
            worker_name=district.worker.name, start=start, end=start + timedelta(minutes=40),
            id=new_id(),
        )  # fmt: skip
        visits.record(
            district.worker, visit=visit, version=visit.version, outcome="done",
            started_at=start, ended_at=start + timedelta(minutes=30), checks=CHECKS,
        )  # fmt: skip


def asked(client: Client, address: str) -> int:
    """How many queries a page takes, once its code is warm."""
    assert client.get(address, follow=True).status_code == 200, address
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address, follow=True)
    return len(queries)


def test_pages_ask_no_more_for_many_rows(district, as_):
    clients = {who: as_(getattr(district, who)) for who in LISTS}
    clients["public"] = Client()
    pages = [(who, reverse(f"desk:{name}")) for who, names in LISTS.items() for name in names]
    pages += [("public", address) for address in PUBLIC]
    add_some(district, 3, 1)
    few = {page: asked(clients[page[0]], page[1]) for page in pages}
    add_some(district, 9, 2)
    many = {page: asked(clients[page[0]], page[1]) for page in pages}
    grown = {page: (few[page], many[page]) for page in pages if many[page] > few[page]}
    assert grown == {}
    assert max(many.values()) < 60, many
