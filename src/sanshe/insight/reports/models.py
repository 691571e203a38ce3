"""Reports that were made, and what their writers add in words."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sanshe.ground.kit.ids import NOBODY, new_id

from .enums import Kind, Language, Step

ALL = NOBODY
"""In the place of an agreement: all of them."""


class Words(models.Model):
    """What the one in charge writes into the reports of one period: words, never figures. A draft
    until a report is made, which keeps what it printed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind)
    agreement = models.UUIDField(default=ALL)
    start = models.DateField()
    situation = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    thanks = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)

    class Meta:
        db_table = "reports_words"
        constraints = [
            models.UniqueConstraint(
                fields=["org", "kind", "agreement", "start"], name="words_of_a_report_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start:%Y-%m}"


class Report(models.Model):
    """One report as it was made. ``figures``: all that it says (``contents``), taken from the
    queries at ``as_of`` and never typed; ``pdf`` and ``word`` are set from it. ``readers``: the
    purchasers of what it tells of, who see it once it is handed over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind)
    agreement = models.UUIDField(default=ALL)
    title = models.CharField(max_length=200)
    start = models.DateField()
    until = models.DateField()
    language = models.CharField(max_length=8, choices=Language, default=Language.CHINESE)
    step = models.CharField(max_length=8, choices=Step, default=Step.FIGURES)
    moved_at = models.DateTimeField()  # the last step
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    as_of = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)
    pdf = models.BinaryField(default=b"")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    word = models.BinaryField(default=b"")
    word_sha256 = models.CharField(max_length=64, blank=True)
    readers = ArrayField(models.UUIDField(), default=list)
    former = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    handed_by = models.UUIDField(null=True)

    class Meta:
        db_table = "reports_report"
        indexes = [models.Index(fields=["org", "-made_at"], name="reports_of_org")]

    def __str__(self) -> str:
        return self.title
