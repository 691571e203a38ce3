from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.ground.kit"
    label = "kit"
