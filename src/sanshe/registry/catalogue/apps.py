from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.registry.catalogue"
    label = "catalogue"
