from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.ledger"
    label = "ledger"
