from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.trust.accounts"
    label = "accounts"

    def ready(self) -> None:
        from .signals import connect

        connect()
