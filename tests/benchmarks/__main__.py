"""``make bench``: measure, print a table, write build/bench.json (name → value, all ratios).

Ratios of two things measured in turn in one run travel between machines; single times do not. The
databases used here sync to disk as a real one does.

    python -m tests.benchmarks            # all
    python -m tests.benchmarks ledger     # those whose name contains the word
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench.json"

LARGEST = (
    {"board_100m_vs_10m": ("tests.benchmarks.bench_boards", "≤ 1.2")}
    if int(os.environ.get("SANSHE_BENCH_RECORDS", "0")) >= 10**8 else {}
)  # fmt: skip
# name: (module, aim) — the aim is shown beside the figure, and never fails the run
BENCHMARKS: dict[str, tuple[str, str]] = {
    "ledger_record_vs_insert": ("tests.benchmarks.bench_ledger", "≤ 4"),
    "ledger_record_8_vs_1": ("tests.benchmarks.bench_ledger", "the higher the better"),
    "areas_import_vs_copy": ("tests.benchmarks.bench_areas", "≤ 5"),
    "queue_100k_vs_1k": ("tests.benchmarks.bench_queue", "≤ 1.3"),
    "queue_1m_vs_10k": ("tests.benchmarks.bench_queue", "≤ 1.3"),
    "triage_per_second": ("tests.benchmarks.bench_triage", "the higher the better"),
    "month_plan_seconds_per_1000_elders": ("tests.benchmarks.bench_plan", "≤ 5"),
    "import_people_vs_copy": ("tests.benchmarks.bench_people", "≥ 0.1"),
    "duplicate_search_100k_vs_1k": ("tests.benchmarks.bench_people", "≤ 1.5"),
    "bulk_vs_copy": ("tests.benchmarks.bench_boards", "≥ 0.25"),
    "board_vs_raw_10m": ("tests.benchmarks.bench_boards", "≥ 200 (at 10⁷)"),
    "board_vs_handsql": ("tests.benchmarks.bench_boards", "≤ 2.5"),
    "board_10m_vs_100k": ("tests.benchmarks.bench_boards", "≤ 1.2"),
    **LARGEST,
    "board_page_p95_ms": ("tests.benchmarks.bench_boards", "the lower the better"),
    "record_with_tallies_vs_bare": ("tests.benchmarks.bench_rates", "≥ 0.8"),
    "record_with_tallies_vs_untallied": ("tests.benchmarks.bench_rates", "≥ 0.8"),
    "record_with_folding_vs_without": ("tests.benchmarks.bench_rates", "≥ 0.8"),
    "recount_vs_seqscan": ("tests.benchmarks.bench_boards", "≤ 10"),
    "freshness_p99_s": ("tests.benchmarks.bench_rates", "≤ 1"),
}


def main() -> None:
    """Run the chosen benchmarks one after the other."""
    os.environ["SANSHE_DATA"] = str(ROOT / "build" / "bench-data")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    from sanshe.ground.kit.database import ensure_database

    ensure_database()
    import django

    django.setup()
    chosen = [name for name in BENCHMARKS if not sys.argv[1:] or sys.argv[1] in name]
    figures = json.loads(OUT.read_text()) if OUT.exists() and len(chosen) < len(BENCHMARKS) else {}
    print(f"{'':30}{'ratio':>8}   {'aim':24}{'seconds':>8}")
    for name in chosen:
        module, aim = BENCHMARKS[name]
        began = time.perf_counter()
        figures[name] = round(_function(module, name)(), 3)
        took = time.perf_counter() - began
        print(f"{name:30}{figures[name]:>8.2f}   {aim:24}{took:>8.1f}", flush=True)
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(figures, indent=1) + "\n")


def _function(module: str, name: str) -> Callable[[], float]:
    from importlib import import_module

    found: Callable[[], float] = getattr(import_module(module), name)
    return found


if __name__ == "__main__":
    main()
