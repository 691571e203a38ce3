"""The few areas that every test database knows from its template on.

The application only reads areas, so a test that wants others imports them as the owner.
"""

from __future__ import annotations

FX = 530112003008  # 复兴, 西山区
GF = 530112005005  # 广福小区, the same district
WJQ = 530102009001  # 王家桥, another district
COUNTY = 530112000000
PLACES = {
    530000000000: ("云南省", 1),
    530100000000: ("昆明市", 2),
    530112000000: ("西山区", 3),
    530112003000: ("前卫街道", 4),
    530112005000: ("马街街道", 4),
    530102000000: ("五华区", 3),
    530102009000: ("西翥街道", 4),
    FX: ("复兴社区居委会", 5),
    GF: ("广福小区社区居委会", 5),
    WJQ: ("王家桥社区居委会", 5),
}


def lay_out_places() -> None:
    """Write them as the owner of the present database."""
    from sanshe.ground.areas.models import Area
    from sanshe.ground.areas.names import found_by, kind_of
    from sanshe.ground.kit.places import parent_of

    areas = []
    for code, (name, level) in PLACES.items():
        pinyin, initials, words = found_by(name, level)
        areas.append(
            Area(code=code, name=name, level=level, parent=parent_of(code),
                 kind=kind_of(name) if level == 5 else "",
                 pinyin=pinyin, initials=initials, words=words)
        )  # fmt: skip
    Area.objects.using("owner").bulk_create(areas)
