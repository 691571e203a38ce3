from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.registry.workforce"
    label = "workforce"
