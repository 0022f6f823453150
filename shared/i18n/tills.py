"""Words of the tills and of what posts their sales."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tills:
    title: str
    more: str
    lead: str
    none: str
    till: Callable[[str], str]
    linked: Callable[[str], str]
    manual: str
    heard: Callable[[str], str]
    unheard: str
    beside: Callable[[str], str]
    who: str
    by_hand: str
    by_hand_lead: str
    by_pos_lead: str
    no_pos: str
    save: str
    saved: str


TILLS: Catalogue[Tills] = Catalogue(
    ja=Tills(
        title="レジ",
        more="POS とつなぐ・手入力にする",
        lead="レジごとに、会計がどこから届くかを決めます。POS につないだレジでは、タブレットで金額を入力できません。",
        none="まだレジがありません。端末の登録でレジの名前を入れるか、POS から会計が届くと、ここに出ます。",
        till=lambda name: f"レジ {name}",
        linked=lambda name: f"{name} とつながっています",
        manual="金額は手入力",
        heard=lambda when: f"最後の会計 {when}",
        unheard="31 日間、会計がありません",
        beside=lambda names: f"横のタブレット: {names}",
        who="会計の届けかた",
        by_hand="手入力",
        by_hand_lead="スタッフがタブレットで金額を入力します。",
        by_pos_lead="POS が会計を届けます。",
        no_pos="つなげる POS がありません。「スタッフ」の「POS・サイトの連携」に出ると選べます。",
        save="この届けかたにする",
        saved="変えました。タブレットは次に開いたときから変わります。",
    ),
    en=Tills(
        title="Tills",
        more="Link to a POS, or typed by hand",
        lead="Where each till's sales come from. At a till that is linked to a POS no amount can be typed on the tablet.",
        none="There is no till yet. It appears when a device is enrolled with one, or when a POS posts its first sale.",
        till=lambda name: f"Till {name}",
        linked=lambda name: f"Linked to {name}",
        manual="Typed by hand",
        heard=lambda when: f"last sale {when}",
        unheard="no sale in 31 days",
        beside=lambda names: f"Tablet beside it: {names}",
        who="Where its sales come from",
        by_hand="Typed by hand",
        by_hand_lead="The clerk types the amount on the tablet.",
        by_pos_lead="The POS posts its sales.",
        no_pos="There is no POS to link to. One can be chosen once it stands under Team, Connected tills and sites.",
        save="Use this",
        saved="Changed. Tablets follow when they are next opened.",
    ),
)
