"""To read of a review is not to write in it: its purchaser's officers open, invite and publish, an
evaluator writes their own declaration and points, a committee what it asked."""

from django.db import migrations

from sanshe.trust.policy import walls
from sanshe.trust.policy.enums import Role

BUYS = (Role.STREET_OFFICER, Role.BUREAU_OFFICER)
JUDGES = (*BUYS, Role.EVALUATOR, Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY)
ASKS = (Role.COMMITTEE_CLERK, Role.COMMITTEE_SECRETARY)

BUYER = walls.by_roles(*BUYS, where=f"purchaser = {walls.ORG}")
SELF = walls.by_roles(*JUDGES, where=f'"user" = {walls.USER}')
POINTS = walls.by_roles(
    *JUDGES,
    where="EXISTS (SELECT 1 FROM settlement_evaluator e WHERE e.id ="
    f' settlement_points.evaluator_id AND e."user" = {walls.USER})',
)
DRAWS = walls.by_roles(
    *BUYS,
    where="EXISTS (SELECT 1 FROM settlement_review w WHERE w.id ="
    f" settlement_file_check.review_id AND w.purchaser = {walls.ORG})",
)


class Migration(migrations.Migration):
    dependencies = [("settlement", "0007_drawn_files")]

    operations = [
        walls.written_by(
            "settlement_evaluator", insert=BUYER, update=f"({BUYER} OR {SELF})", delete=BUYER
        ),
        walls.written_by("settlement_review", insert=BUYER, update=BUYER),
        walls.written_by("settlement_points", insert=POINTS, update=POINTS, delete=POINTS),
        walls.written_by("settlement_file_check", insert=DRAWS),
        walls.written_by("settlement_respondent", update=walls.by_roles(*ASKS)),
        walls.written_by("settlement_objection", update=BUYER),
    ]
