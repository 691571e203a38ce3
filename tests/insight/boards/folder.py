"""A process that folds the boards until it is killed."""

from __future__ import annotations


def main() -> None:
    import django

    django.setup()
    from sanshe.insight.boards import actions
    from sanshe.trust.policy.actor import Actor

    while True:
        actions.fold(Actor.job("boards"))


if __name__ == "__main__":
    main()
