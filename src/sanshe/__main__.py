"""The command line: ``sanshe …`` or ``python -m sanshe …``."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    from sanshe.entrances.jobs.cli import cli

    cli(prog_name="sanshe")


if __name__ == "__main__":
    main()
