"""What somebody may write into an address or a hidden field, and what must not stay behind."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from sanshe.entrances.shared import asked
from sanshe.work.needs import actions
from tests.factories.district import FX

STRANGE = ("%00", "a%00b", "%F0%9F%98%80", "²", "٣", "9" * 5000, "-1", "0001-01-01", "9999-12-31",
           "0001-W01", "1e9", "NaN", "%E2%80%AE", "%27%22<script>")  # fmt: skip
ASKED = {
    "clerk": (
        "needs/?category=", "needs/?state=", "needs/?after=", "needs/?lead=",
        "people/?q=", "people/?building=", "people/?tier=", "people/?role=", "people/?after=",
        "visits/?week=", "visits/?who=", "organisations/?q=", "organisations/?kind=",
        "organisations/platforms/?community=", "ledger/?since=", "ledger/?until=", "ledger/?area=",
        "ledger/?item=", "ledger/?worker=", "ledger/?after=", "inbox/?after=",
    ),
    "auditor": ("audit/?day=", "audit/?kind=", "audit/?subject=", "audit/?person=",
                "audit/?deed=", "audit/?after="),
    "security": ("accounts/?q=", "accounts/?after="),
}  # fmt: skip


@pytest.mark.parametrize("who", ASKED)
def test_whatever_stands_in_an_address_has_an_answer(district, as_, who):
    client = as_(getattr(district, who))
    for page in ASKED[who]:
        for value in STRANGE:
            answer = client.get(f"/desk/{page}{value}")
            assert answer.status_code in (200, 404), (page, value[:20], answer.status_code)


@pytest.mark.parametrize("value", ["%00", "0001-01-01", "²", "9" * 5000])
def test_so_it_is_on_public_pages(db, client, value):
    for page in ("/?q=", "/follow/?x=", "/accounts/login/?next="):
        assert client.get(page + value).status_code in (200, 404), page


def test_a_number_is_one_of_ours_or_none():
    assert asked.number("530112003008") == 530112003008
    for strange in ("", "-1", "²", "٣", "1 ", "9" * 16, "9" * 5000, "1e3"):
        assert asked.number(strange) is None, strange


def test_a_day_has_days_around_it():
    assert str(asked.day("2026-02-28")) == "2026-02-28"
    for strange in ("", "0001-01-01", "9999-12-31", "2026-02-30", "x"):
        assert asked.day(strange) is None, strange


def test_no_browser_keeps_a_page_behind_the_door(district, as_):
    """Back, after signing out on the community's own computer, shows nothing."""
    client = as_(district.clerk)
    for page in ("", "needs/", "people/", "visits/", "ledger/", "ledger/ledger.xlsx", "role/",
                 "audit/", "people/00000000-0000-0000-0000-000000000007/"):  # fmt: skip
        answer = client.get(f"/desk/{page}")
        assert "no-store" in answer["Cache-Control"], (page, answer.status_code)
    assert "no-store" in client.get("/accounts/sessions/")["Cache-Control"]


def test_a_step_with_a_number_too_long_to_be_one_is_only_out_of_date(district, as_):
    need = actions.hear(
        district.clerk, community=district.clerk.lo, text="灯泡坏了够不着", channel="walk_in"
    ).need
    client = as_(district.clerk)
    answer = client.post(f"/desk/needs/{need.pk}/answer/", {"text": "好的", "version": "9" * 5000})
    assert answer.status_code in (400, 409)


@pytest.mark.parametrize("where", [f"/c/{FX}/ask/", "/accounts/login/", "/follow/", "/elder/"])
def test_no_file_is_kept_on_the_way(district, tmp_path, settings, where):
    """A file of any size would lie on the disk before anybody looks at the form's token."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    kept = []
    tempfile_made = TemporaryUploadedFile.__init__

    def made(self, *args, **kwargs):
        kept.append(args)
        tempfile_made(self, *args, **kwargs)

    file = SimpleUploadedFile("x.bin", b"x" * (3 * 1024 * 1024))
    browser = Client(enforce_csrf_checks=True)
    browser.get(f"/c/{FX}/ask/")  # a cookie for the token, as every browser has
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TemporaryUploadedFile, "__init__", made)
        answer = browser.post(where, {"file": file, "text": "x"})
    assert answer.status_code == 403 and kept == []


def test_a_form_larger_than_any_of_ours_is_refused(district):
    answer = Client().post(f"/c/{FX}/ask/", {"text": "a" * (1024 * 1024 + 1)},
                           content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert answer.status_code == 400
