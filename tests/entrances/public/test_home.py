"""The start: find your community; what one can do there."""

from __future__ import annotations

from sanshe.ground.kit.ids import new_id
from sanshe.trust.accounts import actions
from sanshe.trust.policy.actor import Actor
from sanshe.trust.policy.enums import Role
from tests.factories.district import FX


def test_the_start_lists_where_one_can_ask(client, district):
    html = client.get("/").content.decode()
    assert f'href="/c/{FX}/"' in html
    assert "demo" not in html.lower()  # no role to try outside the demonstration


def test_a_community_is_found_by_name_and_part_of_it(client, district):
    for text in ("王家桥", "复兴"):
        html = client.get("/", {"q": text}).content.decode()
        assert text in html and "没有找到" not in html
    assert "没有找到" in client.get("/", {"q": "不存在的地方"}).content.decode()


def test_what_one_can_do_here(client, district):
    html = client.get(f"/c/{FX}/").content.decode()
    for path in ("ask/", "who/", "catalogue/"):
        assert f"/c/{FX}/{path}" in html
    assert client.get("/c/1/").status_code == 404


def test_roles_to_try_only_in_the_demonstration_on_this_machine(client, nobody_yet, settings):
    job = Actor.job("test")
    actions.mark_as_demo(job)
    user = actions.create_user(job, username="demo-x", name="小唐", is_demo=True)
    actions.grant(job, user=user.id, role=Role.WORKER, org=new_id(), area=FX)
    settings.ALLOWED_HOSTS = ["*"]
    here = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}
    settings.DEMO = False
    assert "小唐" not in client.get("/", **here).content.decode()
    settings.DEMO = True
    assert "小唐" not in client.get("/", **{**here, "REMOTE_ADDR": "10.0.0.7"}).content.decode()
    html = client.get("/", **here).content.decode()
    assert "小唐" in html and f'name="account" value="{user.id}"' in html
    answer = client.post("/demo/sign-in/", {"account": user.id}, **here)
    assert answer["Location"] == "/desk/"


def test_large_print_stays(client, district):
    client.post("/elder/", {"elder": "1", "next": "/"})
    assert 'class="public elder"' in client.get("/").content.decode()
