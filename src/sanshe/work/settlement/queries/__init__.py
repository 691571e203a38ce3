"""Reads of what was counted, judged, heard, accepted and paid."""

from .acceptance import (
    acceptance_of,
    lines_of,
    objections,
    public_acceptance,
    taken_papers,
)
from .archives import Verified, package_of, verify
from .closing import ClosingGateView, Ended, ended
from .gates import GateView
from .money import Balance, Books, Summary, books, entries, public_summary
from .moved import paid_in, received_in
from .opinions import (
    Result,
    ToAsk,
    latest,
    open_surveys,
    respondent,
    result,
    results,
    survey,
    surveys_of,
    to_ask,
    words_of,
)
from .payments import Due, tranches
from .progress import (
    Change,
    Outlook,
    Progress,
    Row,
    Standing,
    behind,
    overview,
    preview,
    progress,
    reasons,
    to_settle,
    trial,
    weighted,
    why,
)
from .reviews import (
    Sheet,
    evaluators,
    files,
    lacks,
    points_by,
    redrawn,
    review,
    reviews_of,
    scores,
    sheet,
)

__all__ = [
    "Balance", "Books", "Change", "ClosingGateView", "Due", "Ended", "GateView", "Outlook",
    "Progress", "Result", "Row", "Sheet", "Standing", "Summary", "ToAsk", "Verified",
    "acceptance_of", "behind", "books", "ended", "entries", "evaluators", "files", "lacks",
    "latest", "lines_of", "objections", "open_surveys", "overview", "package_of", "paid_in",
    "points_by", "preview", "progress", "public_acceptance", "public_summary", "reasons",
    "received_in", "redrawn",
    "respondent", "result", "results", "review", "reviews_of", "scores", "sheet", "survey",
    "surveys_of", "taken_papers", "to_ask", "to_settle", "tranches", "trial", "verify", "weighted",
    "why", "words_of",
]  # fmt: skip
