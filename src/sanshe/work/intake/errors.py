"""What intake refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanshe.ground.kit.errors import Problem


class NoPicture(Problem):
    code = "intake.no_picture"
    text = _("这个文件不是能打开的照片。请用 JPG、PNG 或 WebP。")


class PictureTooBig(Problem):
    code = "intake.picture_too_big"
    text = _("照片太大了(最大%(megabytes)s MB)。请换一张,或者不传。")


class TooManyPictures(Problem):
    code = "intake.too_many_pictures"
    text = _("一件事最多%(most)s张照片。")


class OrderUnclear(Problem):
    """A line of an order file that cannot be right."""

    code = "intake.order_unclear"
    text = _("%(what)s")


class NotWronglySent(Problem):
    """First-handler duty: only what was wrongly sent goes back."""

    code = "intake.not_wrongly_sent"
    text = _("这张工单在目录里是社区该办的,不能退回。有争议请走派单争议。")
    status = 409


class AlreadyReturned(Problem):
    code = "intake.already_returned"
    text = _("这张工单已经退回或办完了。")
    status = 409


class NoHotline(Problem):
    code = "intake.no_hotline"
    text = _("还没有登记 12345 热线这个外部单位,请先在「组织」里登记。")


class ListIsOver(Problem):
    code = "intake.list_is_over"
    text = _("这张表现在是「%(stage)s」,不能做这一步。")
    status = 409


class TooLateToUndo(Problem):
    code = "intake.too_late_to_undo"
    text = _("导入超过%(hours)s小时了,不能整批撤销。要改的请一件一件改。")
    status = 409
