"""Who acts (roles), what can be done (deeds), how far a matter may be seen (privacy)."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The role a person acts in. Somebody with several chooses one."""

    RESIDENT = "resident", _("居民")
    RELATIVE = "relative", _("家人")  # follows somebody's visits while they consent
    VOLUNTEER = "volunteer", _("志愿者")
    WORKER = "worker", _("社工")
    SUPERVISOR = "supervisor", _("督导")
    AGENCY_MANAGER = "agency_manager", _("机构负责人")
    COMMITTEE_CLERK = "committee_clerk", _("居委会工作人员")
    COMMITTEE_SECRETARY = "committee_secretary", _("社区书记")
    STREET_OFFICER = "street_officer", _("街道干部")
    BUREAU_OFFICER = "bureau_officer", _("民政局干部")
    EVALUATOR = "evaluator", _("评估人员")
    AUDITOR = "auditor", _("审计人员")
    # the three separate administrators of 等保 level 3; none of them reads people's matters
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")
    JOB = "job", _("系统定时任务")


class Sight(StrEnum):
    """Whose matters a role's database scope reaches."""

    AREA = "area"  # open matters of its area, and those its own organisation is part of
    ORG = "org"  # those its own organisation is part of
    OWN = "own"  # those of the receipt it holds
    COUNTS = "counts"  # figures without persons
    ALL = "all"  # scheduled jobs: deadlines, mail
    NOTHING = "nothing"


class Privacy(models.TextChoices):
    """How far a matter may be seen (domain file §6.8)."""

    NORMAL = "normal", _("一般")
    THIRD_PARTY = "third_party", _("说的是别人,本人还没同意")
    CONFIDENTIAL = "confidential", _("保密:居委会看不到")
    SEALED = "sealed", _("封存:只有经办机构看得到")


OPEN = (Privacy.NORMAL, Privacy.THIRD_PARTY)


class Deed(models.TextChoices):
    """Everything that can be done and is audited. One word per use case, grouped by module."""

    # needs
    READ_NEEDS = "needs.read", _("看来访事项")
    HEAR_NEED = "needs.hear", _("登记来访事项")
    SORT_NEED = "needs.sort", _("分类核定")
    DISPATCH_NEED = "needs.dispatch", _("派给责任方")
    ANSWER_NEED = "needs.answer", _("答复居民")
    RETURN_NEED = "needs.return", _("退回重派")
    ASK_RESIDENT = "needs.ask_resident", _("联系居民确认")
    CONFIRM_NEED = "needs.confirm", _("居民确认")
    REOPEN_NEED = "needs.reopen", _("重新打开")
    THANK = "needs.thank", _("道谢")
    PAUSE_NEED = "needs.pause", _("暂停或接着办")
    REFER_NEED = "needs.refer", _("交给外部单位并回头问")
    DISPUTE_NEED = "needs.dispute", _("提出派单争议")
    APPEAL_NEED = "needs.appeal", _("申诉")
    DECIDE_NEED = "needs.decide", _("裁定争议和申诉")
    COMPLAIN = "needs.complain", _("对办理提意见")
    CHECK_NEED = "needs.check", _("回访办结的事项")
    # duty
    READ_DUTY = "duty.read", _("看值班和警报")
    KEEP_ROSTER = "duty.roster", _("排值班")
    TAKE_ALARM = "duty.take", _("接警报")
    RING_ALARM = "duty.ring", _("拉响警报")
    HAND_OVER_SHIFT = "duty.hand_over", _("交接班")
    # intake
    TAKE_ORDERS = "intake.orders", _("接收热线和网格工单")
    RETURN_ORDER = "intake.return_order", _("把派错的工单退回热线")
    IMPORT_LIST = "intake.list", _("导入来访事项表")
    KEEP_PHOTO = "intake.photo", _("收下或撤下照片")
    # visits
    READ_VISITS = "visits.read", _("看探访")
    PLAN_VISIT = "visits.plan", _("安排探访")
    RECORD_VISIT = "visits.record", _("记录探访")
    CANCEL_VISIT = "visits.cancel", _("取消探访")
    CALL_BACK = "visits.call_back", _("回访核实")
    CLIMB_LADDER = "visits.ladder", _("找没联系上的人")
    # activities
    READ_ACTIVITIES = "activities.read", _("看小组与活动")
    KEEP_ACTIVITIES = "activities.keep", _("开小组与活动")
    RECORD_SESSION = "activities.record", _("记录一次活动")
    CLOSE_ACTIVITY = "activities.close", _("结束小组与活动")
    # casework
    READ_CASES = "casework.read", _("看有哪些个案")
    READ_CASE_FILE = "casework.file", _("看个案记录")
    WORK_CASE = "casework.work", _("做个案")
    # planning
    READ_PLANS = "planning.read", _("看探访计划")
    MAKE_PLAN = "planning.make", _("排探访计划")
    KEEP_WISHES = "planning.wish", _("记本人意愿")
    KEEP_TIERS = "planning.tiers", _("定探访标准")
    OPEN_ROUND = "planning.open_round", _("开走访单")
    TICK_ROUND = "planning.tick_round", _("在走访单上打勾")
    # ledger
    READ_LEDGER = "ledger.read", _("看台账")
    RECORD_SERVICE = "ledger.record", _("记入台账")
    RECORD_MANY = "ledger.record_many", _("成批记入台账")
    CONFIRM_SERVICE = "ledger.confirm", _("确认台账记录")
    DISPUTE_SERVICE = "ledger.dispute", _("对台账记录提出异议")
    REVERSE_SERVICE = "ledger.reverse", _("冲正台账记录")
    EXPORT_LEDGER = "ledger.export", _("导出台账")
    # people
    READ_PEOPLE = "people.read", _("看居民名册")
    KEEP_PEOPLE = "people.keep", _("登记居民")
    REVEAL_PERSON = "people.reveal", _("看居民的完整信息")
    EXPORT_PERSON = "people.export", _("把资料交给本人")
    # consent
    KEEP_CONSENT = "consent.keep", _("记下本人的同意")
    END_CONSENT = "consent.end", _("收回同意")
    FOLLOW_PERSON = "consent.follow", _("家人看近况")
    # organisations
    READ_ORGANISATIONS = "organisations.read", _("看组织与平台")
    KEEP_ORGANISATIONS = "organisations.keep", _("登记组织")
    KEEP_PLATFORMS = "platforms.keep", _("登记服务平台")
    # workforce
    KEEP_WORKFORCE = "workforce.keep", _("登记社工证书")
    # catalogue
    READ_CATALOGUE = "catalogue.read", _("看目录")
    KEEP_CATALOGUE = "catalogue.keep", _("编制目录")
    PUBLISH_CATALOGUE = "catalogue.publish", _("发布目录")
    OBJECT_TO_CATALOGUE = "catalogue.object", _("对目录提出意见")
    # agreements
    READ_AGREEMENTS = "agreements.read", _("看购买服务项目")
    KEEP_AGREEMENTS = "agreements.keep", _("办购买服务项目")
    ADD_PAPER = "agreements.paper", _("放入项目材料")
    # settlement
    SETTLE = "settlement.settle", _("按合同计数")
    JUDGE_REVIEW = "settlement.judge", _("评估打分")
    ASK_OPINION = "settlement.ask", _("问居民对服务的意见")
    GIVE_OPINION = "settlement.opinion", _("说对服务的意见")
    OBJECT_TO_RESULT = "settlement.object", _("对验收结果提意见")
    CLAIM_PAYMENT = "settlement.claim", _("申请付款")
    KEEP_MONEY = "settlement.money", _("记项目收支")
    # takeover
    READ_TAKEOVER = "takeover.read", _("看承接方交接")
    ANNOUNCE_TAKEOVER = "takeover.announce", _("宣布和监督交接")
    KEEP_TAKEOVER = "takeover.keep", _("办交接清单")
    ASK_FOR_TAKEOVER = "takeover.ask", _("交接前问居民")
    ANSWER_TAKEOVER = "takeover.answer", _("答复资料给不给新机构")
    SIGN_TAKEOVER = "takeover.sign", _("交接签字")
    CARRY_TAKEOVER = "takeover.carry", _("交接当日转手")  # by the last signature, or an answer
    # checks
    READ_CHECKS = "checks.read", _("看数据核对")
    ANSWER_FLAG = "checks.answer", _("说明核对提示")
    DECIDE_FLAG = "checks.decide", _("处理核对提示")
    KEEP_SPOTS = "checks.spots", _("记楼栋位置")
    RUN_CHECKS = "checks.run", _("核对台账")
    # insight
    DRAW_RECORDS = "yuan.draw", _("抽记录核对")
    READ_BOARDS = "boards.read", _("看统计看板")
    FOLD_BOARDS = "boards.fold", _("汇总统计看板")
    READ_REPORTS = "reports.read", _("看报告")
    MAKE_REPORT = "reports.make", _("做报告、交报告")
    READ_STATUTORY = "statutory.read", _("看统计年报")
    KEEP_STATUTORY = "statutory.keep", _("填报和关账统计年报")
    # trust
    READ_ACCOUNTS = "accounts.read", _("看账号")
    KEEP_ACCOUNTS = "accounts.keep", _("管理账号与授权")
    CHOOSE_ROLE = "accounts.choose_role", _("选择身份")
    SIGN_IN = "accounts.sign_in", _("登录")
    KEEP_OWN_ACCOUNT = "accounts.own", _("改自己的登录方式")
    READ_AUDIT = "audit.read", _("看审计记录")
    VERIFY_CHAINS = "audit.verify", _("核验链条")
    # ground
    IMPORT_AREAS = "areas.import", _("导入行政区划")
    KEEP_SYSTEM = "system.keep", _("系统维护")
