"""Staff accounts, and what they may act as. Residents need none."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from sanshe.ground.kit.ids import new_id
from sanshe.trust.policy.enums import Role
from sanshe.trust.seal.fields import SealedField


class User(AbstractBaseUser):
    """A person who signs in. Their name at work is public (real names for staff)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    mail = SealedField(blank=True, default="")
    phone = SealedField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    first_password = models.BooleanField(default=False)
    """The password was set by somebody else: its owner changes it before anything else."""
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A role, for an organisation, over an area, for a time. A person may hold several."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=24, choices=Role)
    org = models.UUIDField()  # an organisation's id; accounts stand below organisations
    area = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "accounts_assignment"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "org", "area"],
                condition=models.Q(until__isnull=True),
                name="one_open_assignment",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.area}"


class Installation(models.Model):
    """One row about this database. ``demo`` is written once, when the demo district is laid into
    an empty database, and is what one-click sign-in asks."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "accounts_installation"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return "demo" if self.demo else "installation"
