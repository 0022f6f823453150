"""Words of choosing a PIN: after a temporary one, and whenever somebody likes."""

from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    change: str
    keep: str
    current: str
    new: str
    after_temporary: str
    again: str
    differs: str
    changed: str


JA = Words(
    change="PIN を変える",
    keep="PIN を変えずに戻る",
    current="いまの PIN を入力してください。",
    new="新しい PIN を 6 桁で決めてください。",
    after_temporary="仮の PIN を確認しました。新しい PIN を 6 桁で決めてください。",
    again="もう一度、同じ PIN を入力してください。",
    differs="2 回の PIN が違います。新しい PIN からやり直してください。",
    changed="PIN を変えました。",
)
EN = Words(
    change="Change PIN",
    keep="Keep the PIN as it is",
    current="Enter the PIN you have now.",
    new="Choose your new six digits.",
    after_temporary="Temporary PIN accepted. Choose your own six digits.",
    again="Enter the same PIN once more.",
    differs="The two PINs differ. Choose the new one again.",
    changed="Your PIN has been changed.",
)
PINS: Catalogue[Words] = Catalogue(ja=JA, en=EN)
