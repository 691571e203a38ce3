from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.trust.consent"
    label = "consent"
