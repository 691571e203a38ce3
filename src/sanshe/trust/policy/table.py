"""Who may do what: the one table. What is not written here is refused.

Roles × deeds here; areas and organisations come with the assignment a person acts under
(``Actor.lo … Actor.hi``, ``Actor.org``); what depends on the single matter is a rule in words in
each module's ``rules.py``. A law test holds the table against the rest of the house.
"""

from __future__ import annotations

from typing import NamedTuple

from .enums import Deed, Role, Sight


class Row(NamedTuple):
    """What a role sees in the database, whether sealed matters of its organisation are part of
    that, and which deeds it may do."""

    sight: Sight
    sealed: bool
    deeds: frozenset[Deed]


def _row(sight: Sight, *groups: tuple[Deed, ...], sealed: bool = False) -> Row:
    return Row(sight, sealed, frozenset(deed for group in groups for deed in group))


_PUBLIC_LISTS = (Deed.READ_ORGANISATIONS, Deed.READ_CATALOGUE)
_MY_MATTER = (Deed.HEAR_NEED, Deed.CONFIRM_NEED, Deed.REOPEN_NEED, Deed.THANK,
              Deed.APPEAL_NEED, Deed.COMPLAIN, Deed.KEEP_PHOTO)  # fmt: skip
_DESK = (
    Deed.READ_NEEDS, Deed.HEAR_NEED, Deed.SORT_NEED, Deed.DISPATCH_NEED, Deed.ANSWER_NEED,
    Deed.RETURN_NEED, Deed.ASK_RESIDENT, Deed.CONFIRM_NEED, Deed.REOPEN_NEED, Deed.THANK,
    Deed.PAUSE_NEED, Deed.REFER_NEED, Deed.DISPUTE_NEED, Deed.APPEAL_NEED, Deed.COMPLAIN,
    Deed.CHECK_NEED, Deed.KEEP_PHOTO, Deed.IMPORT_LIST,
)  # fmt: skip
_ORDERS = (Deed.TAKE_ORDERS, Deed.RETURN_ORDER)
_HEAD = (*_DESK, Deed.DECIDE_NEED)
_PEOPLE = (
    Deed.READ_PEOPLE,
    Deed.KEEP_PEOPLE,
    Deed.REVEAL_PERSON,
    Deed.EXPORT_PERSON,
    Deed.KEEP_CONSENT,
    Deed.END_CONSENT,
)
_VISITING = (
    Deed.READ_VISITS, Deed.PLAN_VISIT, Deed.RECORD_VISIT, Deed.CANCEL_VISIT, Deed.CLIMB_LADDER,
)  # fmt: skip
_CASEWORK = (Deed.READ_CASES, Deed.READ_CASE_FILE, Deed.WORK_CASE)
_PLANNING = (Deed.READ_PLANS, Deed.KEEP_WISHES, Deed.OPEN_ROUND, Deed.TICK_ROUND)
_ACTIVITIES = (
    Deed.READ_ACTIVITIES, Deed.KEEP_ACTIVITIES, Deed.RECORD_SESSION, Deed.CLOSE_ACTIVITY,
)  # fmt: skip
_DUTY = (Deed.READ_DUTY, Deed.TAKE_ALARM, Deed.HAND_OVER_SHIFT)
_BOOK = (Deed.READ_LEDGER, Deed.EXPORT_LEDGER, Deed.READ_AGREEMENTS, Deed.READ_BOARDS)
_BUYING = (Deed.KEEP_AGREEMENTS, Deed.ADD_PAPER)
_JUDGING = (Deed.JUDGE_REVIEW,)
_ASKING = (Deed.JUDGE_REVIEW, Deed.ASK_OPINION, Deed.OBJECT_TO_RESULT)
_REPORTING = (Deed.READ_REPORTS, Deed.MAKE_REPORT)
_PAID = (Deed.CLAIM_PAYMENT, Deed.KEEP_MONEY)
_HANDING = (Deed.READ_TAKEOVER, Deed.ASK_FOR_TAKEOVER, Deed.CARRY_TAKEOVER)
_GIVING_OVER = (*_HANDING, Deed.KEEP_TAKEOVER, Deed.SIGN_TAKEOVER)
_OVERSEEING = (
    Deed.READ_TAKEOVER, Deed.ANNOUNCE_TAKEOVER, Deed.SIGN_TAKEOVER, Deed.CARRY_TAKEOVER,
)  # fmt: skip
_RECORDING = (Deed.RECORD_SERVICE, Deed.CONFIRM_SERVICE, Deed.DISPUTE_SERVICE)
_CHECKING = (Deed.CALL_BACK, Deed.CONFIRM_SERVICE, Deed.DISPUTE_SERVICE)
_TABLES = (Deed.READ_STATUTORY, Deed.KEEP_STATUTORY)
_CONCERNED = (Deed.READ_CHECKS, Deed.ANSWER_FLAG)
_DECIDING = (*_CONCERNED, Deed.DECIDE_FLAG, Deed.KEEP_SPOTS)
_CALLING = (Deed.READ_CHECKS, Deed.KEEP_SPOTS)
_WATCHING = (Deed.READ_CHECKS, Deed.DECIDE_FLAG, Deed.DRAW_RECORDS)
_EVERYBODY = (Deed.SIGN_IN, Deed.CHOOSE_ROLE, Deed.KEEP_OWN_ACCOUNT, *_PUBLIC_LISTS)

TABLE: dict[Role, Row] = {
    Role.RESIDENT: _row(
        Sight.OWN, _MY_MATTER, _PUBLIC_LISTS,
        (Deed.OBJECT_TO_CATALOGUE, Deed.CONFIRM_SERVICE, Deed.DISPUTE_SERVICE,
         Deed.END_CONSENT, Deed.READ_AGREEMENTS, Deed.GIVE_OPINION, Deed.OBJECT_TO_RESULT,
         Deed.ANSWER_TAKEOVER, Deed.CARRY_TAKEOVER),
    ),
    Role.RELATIVE: _row(Sight.OWN, (Deed.FOLLOW_PERSON,)),
    Role.VOLUNTEER: _row(Sight.ORG, _EVERYBODY, _CONCERNED, (Deed.HEAR_NEED, Deed.READ_VISITS,
                                                  Deed.RECORD_VISIT, Deed.RECORD_SERVICE,
                                                  Deed.CONFIRM_SERVICE, Deed.TICK_ROUND,
                                                  Deed.CLIMB_LADDER)),
    Role.WORKER: _row(Sight.ORG, _EVERYBODY, _CONCERNED, _DESK,
                      _DUTY, _PEOPLE, _VISITING, _CASEWORK, _BOOK, _RECORDING,
                      _PLANNING, _ACTIVITIES, _HANDING, (Deed.CALL_BACK,), sealed=True),
    Role.SUPERVISOR: _row(Sight.ORG, _EVERYBODY, _DECIDING, _HEAD,
                          _DUTY, _PEOPLE, _VISITING, _CASEWORK, _BOOK, _RECORDING,
                          _CHECKING, _PLANNING, _ACTIVITIES, _HANDING,
                          (Deed.REVERSE_SERVICE, Deed.MAKE_PLAN), sealed=True),
    Role.AGENCY_MANAGER: _row(Sight.ORG, _EVERYBODY, _DECIDING, _HEAD,
                              _DUTY, (Deed.KEEP_ROSTER,), _PEOPLE, _VISITING, _BOOK,
                              _RECORDING, _CHECKING, _PLANNING, _PAID, _GIVING_OVER, _REPORTING,
                              _ACTIVITIES,
                              (Deed.KEEP_WORKFORCE, Deed.READ_CASES),
                              (Deed.REVERSE_SERVICE, Deed.MAKE_PLAN, Deed.KEEP_PLATFORMS,
                               Deed.ADD_PAPER, Deed.OBJECT_TO_RESULT,
                               Deed.OBJECT_TO_CATALOGUE), sealed=True),
    Role.COMMITTEE_CLERK: _row(Sight.AREA, _EVERYBODY, _CALLING, _DESK,
                               _DUTY, _ORDERS, _PEOPLE, _BOOK, _CHECKING, _ASKING,
                               _PLANNING, _HANDING, (Deed.CLIMB_LADDER,),
                               (Deed.READ_VISITS, Deed.READ_ACTIVITIES, Deed.KEEP_CATALOGUE,
                                Deed.OBJECT_TO_CATALOGUE)),
    Role.COMMITTEE_SECRETARY: _row(Sight.AREA, _EVERYBODY, _CALLING, _HEAD,
                                   _DUTY, (Deed.KEEP_ROSTER,), _ORDERS, _PEOPLE, _BOOK, _CHECKING,
                                   _PLANNING, _ASKING, _PAID, _REPORTING, _GIVING_OVER,
                                   (Deed.ADD_PAPER, Deed.KEEP_TIERS, Deed.CLIMB_LADDER),
                                   (Deed.READ_VISITS, Deed.READ_ACTIVITIES, Deed.KEEP_CATALOGUE,
                                    Deed.OBJECT_TO_CATALOGUE, Deed.KEEP_PLATFORMS)),
    Role.STREET_OFFICER: _row(Sight.AREA, _EVERYBODY, _WATCHING, _HEAD,
                              _DUTY, (Deed.KEEP_ROSTER,), _ORDERS, _BOOK, _CHECKING, _BUYING,
                              _JUDGING, _REPORTING, _TABLES,
                              _OVERSEEING,
                              (Deed.OPEN_ROUND, Deed.TICK_ROUND, Deed.KEEP_TIERS),
                              (Deed.READ_VISITS, Deed.READ_ACTIVITIES, Deed.KEEP_CATALOGUE,
                               Deed.PUBLISH_CATALOGUE, Deed.KEEP_ORGANISATIONS,
                               Deed.KEEP_PLATFORMS)),
    Role.BUREAU_OFFICER: _row(Sight.COUNTS, _EVERYBODY, _WATCHING, _BOOK, _BUYING,
                              _JUDGING, _REPORTING, _TABLES, _OVERSEEING,
                              (Deed.KEEP_ORGANISATIONS, Deed.KEEP_PLATFORMS)),
    Role.EVALUATOR: _row(Sight.COUNTS, _EVERYBODY,
                         (Deed.READ_LEDGER, Deed.READ_AGREEMENTS, Deed.READ_BOARDS),
                         _JUDGING),
    Role.AUDITOR: _row(Sight.COUNTS, _EVERYBODY, _WATCHING,
                       (Deed.READ_LEDGER, Deed.READ_AGREEMENTS, Deed.READ_BOARDS, Deed.READ_AUDIT,
                        Deed.READ_REPORTS, Deed.READ_STATUTORY, Deed.VERIFY_CHAINS)),
    Role.SYSTEM_ADMIN: _row(Sight.NOTHING, _EVERYBODY, (Deed.KEEP_SYSTEM, Deed.IMPORT_AREAS)),
    Role.SECURITY_ADMIN: _row(Sight.NOTHING, _EVERYBODY,
                              (Deed.READ_ACCOUNTS, Deed.KEEP_ACCOUNTS)),
    Role.AUDIT_ADMIN: _row(Sight.NOTHING, _EVERYBODY, (Deed.READ_AUDIT, Deed.VERIFY_CHAINS)),
    Role.JOB: _row(Sight.ALL, _BOOK, (
        Deed.HEAR_NEED, Deed.TAKE_ORDERS,  # orders of a hotline, by file
        Deed.READ_NEEDS, Deed.PAUSE_NEED, Deed.CHECK_NEED, Deed.READ_VISITS, Deed.READ_PEOPLE,
        Deed.READ_PLANS, Deed.TICK_ROUND, Deed.READ_DUTY, Deed.RING_ALARM, Deed.SETTLE,
        Deed.FOLD_BOARDS, Deed.RECORD_MANY, Deed.RUN_CHECKS, Deed.READ_CHECKS,
        Deed.READ_REPORTS, Deed.MAKE_REPORT,
        Deed.VERIFY_CHAINS, Deed.READ_TAKEOVER, Deed.CARRY_TAKEOVER,
        Deed.IMPORT_AREAS, Deed.KEEP_SYSTEM, Deed.KEEP_ACCOUNTS, Deed.KEEP_ORGANISATIONS,
        Deed.KEEP_PLATFORMS, Deed.KEEP_CATALOGUE, Deed.PUBLISH_CATALOGUE,
    )),
}  # fmt: skip
