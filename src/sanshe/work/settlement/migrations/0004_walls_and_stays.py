"""Who sees a review before it is published, who knows whom the system drew, and what stays."""

from django.db import migrations

from sanshe.trust.policy import walls

ALL = f"{walls.SIGHT} = 'all'"
BUYER = f"{ALL} OR purchaser = {walls.ORG}"
WATCHER = (
    f"({walls.SIGHT} = 'counts' AND area BETWEEN {walls._setting('lo')}::bigint"
    f" AND {walls._setting('hi')}::bigint)"
)
JUDGE = (
    "EXISTS (SELECT 1 FROM settlement_evaluator e"
    f' WHERE e.review_id = settlement_review.id AND e."user" = {walls.USER})'
)
PUBLISHED = f"(published_on IS NOT NULL AND {walls.SIGHT} IS NOT NULL)"
DRAWN = f"""(
    {ALL} OR number = {walls.RECEIPT}
    OR ({walls.IN_AREA} AND {walls.SIGHT} = 'area' AND supplier <> {walls.ORG})
)"""
"""Whoever works for the supplier never learns who was drawn."""


class Migration(migrations.Migration):
    dependencies = [("settlement", "0003_reviews_and_money")]

    operations = [
        walls.wall(
            "settlement_evaluator",
            f'{BUYER} OR {WATCHER} OR "user" = {walls.USER}',
        ),
        walls.wall_apart(
            "settlement_review", f"{BUYER} OR {WATCHER} OR {JUDGE} OR {PUBLISHED}", BUYER
        ),
        walls.part_of("settlement_points", "settlement_evaluator", "evaluator_id"),
        walls.part_of("settlement_file_check", "settlement_review", "review_id"),
        walls.wall("settlement_respondent", DRAWN),
        walls.wall("settlement_answer", ALL),
        walls.wall(
            "settlement_objection",
            f"{BUYER} OR ({walls.IN_AREA} AND {walls.SIGHT} IN ('area', 'counts'))",
        ),
        walls.append_only("settlement_seen"),
        walls.append_only("settlement_payment"),
        walls.append_only("settlement_statement"),
        walls.append_only("settlement_entry"),
        walls.append_only("settlement_package"),
        walls.append_only("settlement_answer"),
    ]
