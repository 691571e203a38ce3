"""The door: who gets in, how those who do not are told, what a view runs in."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import include, path

from sanshe.ground.kit.errors import NotAllowed, NotFound
from sanshe.registry.people.models import Person
from sanshe.trust.accounts import sessions
from sanshe.trust.accounts.models import Assignment, User
from sanshe.trust.audit.models import Entry
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from sanshe.trust.policy.scope import scope
from sanshe.urls import urlpatterns as real
from tests.factories.district import FX, GF


def _refusing(request):
    raise {"allowed": NotAllowed, "found": NotFound}[request.GET["not"]]()


def _writing(request):
    from django.http import HttpResponse

    Person.objects.create(
        name="周奶奶", community=FX, seen_by=[request.actor.org], made_by_org=request.actor.org
    )
    if "fail" in request.POST:
        raise NotAllowed()
    return HttpResponse("written")


desk_extra = [path("t/refusing/", _refusing), path("t/writing/", _writing)]
urlpatterns = [*real, path("desk/", include((desk_extra, "desk")))]
handler429 = "sanshe.entrances.door.too_many"


@pytest.fixture
def inside(district, client) -> Client:
    return _enter(client, district.worker)


def _enter(client: Client, actor: Actor) -> Client:
    with scope(actor):
        user = User.objects.get(pk=actor.user)
    client.force_login(user)
    return client


def test_a_stranger_comes_back_to_where_they_went(db, client):
    assert (
        client.get("/desk/inbox/?after=1").url == "/accounts/login/?next=/desk/inbox/%3Fafter%3D1"
    )


def test_htmx_moves_the_whole_page(db, client):
    answer = client.get(
        "/desk/inbox/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/?a=1"},
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/accounts/login/?next=/desk/%3Fa%3D1"


def test_htmx_never_goes_back_to_a_foreign_page(db, client):
    answer = client.get(
        "/desk/inbox/", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}
    )
    assert answer["HX-Redirect"] == "/accounts/login/?next=/desk/"


def test_a_form_of_somebody_signed_out_goes_back_to_its_page(db, client):
    answer = client.post(
        "/desk/inbox/read/", {"all": 1}, headers={"Referer": "http://testserver/desk/inbox/"}
    )
    assert answer.url == "/accounts/login/?next=/desk/inbox/"
    assert "刚才填的没有送出去" in client.get("/accounts/login/").content.decode()
    assert client.post("/desk/inbox/read/").url == "/accounts/login/?next=/desk/"


def test_a_form_without_its_token_is_refused_in_words(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403 and "这一页放得太久了" in answer.content.decode()


def test_static_files_and_unknown_pages_need_no_sign_in(db, client):
    for address in ("/static/nothing.css", "/nothing/", "/desk/nothing/"):
        answer = client.get(address)
        assert answer.status_code == 404, address
    assert "没有这一页" in answer.content.decode()


def test_public_pages_are_open(db, client):
    for address in ("/", "/accounts/login/"):
        assert client.get(address).status_code == 200, address


def test_a_refusal_is_a_page_with_its_words(inside, settings):
    settings.ROOT_URLCONF = __name__
    answer = inside.get("/desk/t/refusing/?not=allowed")
    assert answer.status_code == 403 and "不能做这一步" in answer.content.decode()
    assert inside.get("/desk/t/refusing/?not=found").status_code == 404


def test_a_refused_post_undoes_what_was_half_done(inside, district, settings):
    settings.ROOT_URLCONF = __name__
    assert inside.post("/desk/t/writing/", {"fail": 1}).status_code == 403
    with scope(district.worker):
        assert not Person.objects.exists()
    assert inside.post("/desk/t/writing/").status_code == 200
    with scope(district.worker):
        assert Person.objects.exists()


def test_a_page_cannot_write(committed, settings):
    from tests.factories.district import make_district

    settings.ROOT_URLCONF = __name__
    client = _enter(Client(), make_district().worker)
    with pytest.raises(DatabaseError, match="read-only"):
        client.get("/desk/t/writing/")


def test_somebody_with_two_roles_chooses(district, client):
    with scope(district.job):
        user = User.objects.get(pk=district.worker.user)
        second = Assignment.objects.create(
            user=user, role=Role.SUPERVISOR, org=district.other.id, area=GF, since=date(2026, 1, 1)
        )
    client.force_login(user)
    assert client.get("/desk/").url == "/desk/role/"
    page = client.get("/desk/role/").content.decode()
    assert "社工" in page and "督导" in page
    assert client.post("/desk/role/", {"assignment": second.id}).url == "/desk/"
    shown = client.get("/desk/").content.decode()
    assert "督导" in shown and district.other.name in shown
    with scope(district.job):
        line = Entry.objects.get(deed="accounts.choose_role")
    assert (line.actor, line.role, line.subject_id) == (user.id, "supervisor", str(second.id))


def test_nobody_chooses_what_is_not_theirs(district, inside):
    with scope(district.job):
        foreign = Assignment.objects.get(user=district.clerk.user)
    assert inside.post("/desk/role/", {"assignment": foreign.id}).status_code == 404
    assert inside.post("/desk/role/", {"assignment": "nonsense"}).status_code == 404
    assert "社工" in inside.get("/desk/").content.decode()


def test_an_account_without_any_role_is_told(district, client):
    with scope(district.job):
        user = User.objects.create(username="empty", name="新来的")
    client.force_login(user)
    assert client.get("/desk/").url == "/desk/role/"
    assert "没有任何身份" in client.get("/desk/role/").content.decode()


def test_a_deactivated_account_is_out_at_the_next_page(district, inside):
    """Even where its session was not ended with it."""
    assert inside.get("/desk/").status_code == 200
    with scope(district.job):
        User.objects.filter(pk=district.worker.user).update(is_active=False)
    for answer in (inside.get("/desk/people/"), inside.post("/desk/people/new/", {"name": "x"})):
        assert answer.url.startswith("/accounts/login/?next=")


def test_a_revoked_role_is_gone_at_the_next_page(district, inside):
    assert inside.get("/desk/").status_code == 200
    with scope(district.job):
        Assignment.objects.filter(user=district.worker.user).update(until=date(2026, 1, 2))
    assert inside.get("/desk/").url == "/desk/role/"


def test_the_second_factor_stands_before_the_desk(district, inside):
    session = inside.session
    del session[sessions.SECOND_FACTOR]
    session.save()
    for address in ("/desk/", "/desk/inbox/", "/desk/role/"):
        assert inside.get(address).url == "/accounts/2fa/"
    assert inside.get("/desk/", headers={"HX-Request": "true"})["HX-Redirect"] == "/accounts/2fa/"


def test_the_menu_is_of_the_role(district):
    expected = {
        "worker": {"desk:queue", "desk:visits", "desk:people"},
        "security": {"desk:accounts"},
        "auditor": {"desk:audit", "desk:ledger"},
    }
    from sanshe.entrances.desk.menu import menu_of

    for name, some in expected.items():
        offered = {link.name for link in menu_of(getattr(district, name))}
        assert some <= offered, name
    assert "desk:accounts" not in {link.name for link in menu_of(district.worker)}
