"""The third wall around what allauth keeps: secrets of the second factor, and where a person
signed in from (address, browser). Open at the door, and to the person themselves."""

from django.db import migrations

from sanshe.trust.policy import walls

OWN = f"{walls.DOOR} OR user_id = {walls.USER}"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_walls"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        walls.wall("mfa_authenticator", OWN),
        walls.wall("usersessions_usersession", OWN),
    ]
