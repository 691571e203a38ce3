from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.entrances.desk"
    label = "desk"
