"""Roles of residents, and how often an elder is visited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonRole(models.TextChoices):
    RESIDENT = "resident", _("居民")
    CLIENT = "client", _("服务对象")
    VOLUNTEER = "volunteer", _("志愿者")
    TEACHER = "teacher", _("教员")
    STUDENT = "student", _("学员")


class Sex(models.TextChoices):
    FEMALE = "female", _("女")
    MALE = "male", _("男")


class Tier(models.TextChoices):
    A = "A", _("A级:每周上门")
    B = "B", _("B级:每月两次")
    C = "C", _("C级:每月一次")


class Purpose(models.TextChoices):
    """Why somebody's full data is read."""

    SERVE = "serve", _("上门或打电话")
    CHECK = "check", _("核对是不是同一个人")
    MEND = "mend", _("更正资料")
    DANGER = "danger", _("紧急情况")
    THEIR_WISH = "their_wish", _("本人要求查看")
    OTHER = "other", _("其他")


class Relation(models.TextChoices):
    """What one person is to another."""

    SPOUSE = "spouse", _("配偶")
    CHILD = "child", _("子女")
    PARENT = "parent", _("父母")
    SIBLING = "sibling", _("兄弟姐妹")
    GRANDCHILD = "grandchild", _("孙辈")
    GRANDPARENT = "grandparent", _("祖辈")
    CARER = "carer", _("照护人")
    CARED_FOR = "cared_for", _("被照护的人")
    NEIGHBOUR = "neighbour", _("邻居")
    OTHER = "other", _("别的亲友")

    @property
    def back(self) -> Relation:
        """The same seen from the other side."""
        return _BACK.get(self, self)


_BACK = {
    Relation.CHILD: Relation.PARENT,
    Relation.PARENT: Relation.CHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.CARER: Relation.CARED_FOR,
    Relation.CARED_FOR: Relation.CARER,
}


class MergeKind(models.TextChoices):
    MERGE = "merge", _("合并")
    UNMERGE = "unmerge", _("分开")


class ImportState(models.TextChoices):
    """How far a list has come. Keeping and undoing go on batch by batch."""

    SHOWN = "shown", _("待确认")
    KEEPING = "keeping", _("登记中")
    DONE = "done", _("已登记")
    UNDOING = "undoing", _("撤回中")
    UNDONE = "undone", _("已撤回")
    DROPPED = "dropped", _("没有导入")


class ImportPurpose(models.TextChoices):
    """What a list was brought for."""

    VISITS = "visits", _("安排探访和上门服务")
    BENEFITS = "benefits", _("告诉大家能享受什么")
    ACTIVITIES = "activities", _("通知活动、课程")
    SAFETY = "safety", _("极端天气等紧急时联系")


class RowState(models.TextChoices):
    GOOD = "good", _("可以登记")
    TWIN = "twin", _("可能已经在册")
    ASIDE = "aside", _("先放一边")
    KEPT = "kept", _("已登记")
    SAME = "same", _("就是在册的人")
    DROPPED = "dropped", _("不要了")
    UNDONE = "undone", _("已撤回")
    STAYED = "stayed", _("留下了")


class RowChoice(models.TextChoices):
    SAME = "same", _("同一个人")
    NEW = "new", _("另一个人")


class Why(models.TextChoices):
    """Why two entries may be one person."""

    NAME = "name", _("同名")
    SOUND = "sound", _("名字同音")
    CALLED = "called", _("称呼对得上")
    PHONE = "phone", _("电话相同")
    BIRTHDAY = "birthday", _("同一天生")
    BIRTH_YEAR = "birth_year", _("同一年生")
    BUILDING = "building", _("同一栋")
    HOUSEHOLD = "household", _("同一户")
