"""Words of the tablet's own settings, and of the page on which a scanner is tried."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    rail: str
    title: str
    lead: str
    camera: str
    usual_camera: str
    no_choice: str
    torch: str
    torch_on: str
    torch_off: str
    no_torch: str
    test: str
    test_lead: str
    nothing_yet: str
    aim: str
    type_here: str
    try_it: str
    kinds: dict[str, str]
    ways: dict[str, str]
    took: Callable[[int], str]
    digits: Callable[[int], str]
    sound: str
    sound_on: str
    sound_off: str
    volume: str
    listen: str
    heard: dict[str, str]
    lock: str
    lock_lead: Callable[[str], str]
    after: Callable[[int], str]
    language: str


def _after_ja(seconds: int) -> str:
    return f"{seconds // 60} 分" if seconds >= 60 and seconds % 60 == 0 else f"{seconds} 秒"


def _after_en(seconds: int) -> str:
    return f"{seconds // 60} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds} s"


JA = Device(
    rail="端末",
    title="この端末の設定",
    lead="この端末だけの設定です。次に使うときも、このままです。",
    camera="カメラ",
    usual_camera="自動",
    no_choice="カメラが映ると、ここで選べます。",
    torch="ライト",
    torch_on="つける",
    torch_off="消す",
    no_torch="このカメラのライトは使えません。",
    test="読み取りテスト",
    test_lead="カメラ、スキャナー、入力のどれで何を読めたかが出ます。来店にはなりません。",
    nothing_yet="会員証やレシートのコードを読み取ってみてください。",
    aim="試すコードを枠の中へ",
    type_here="ここに入力しても試せます",
    try_it="試す",
    kinds={"card": "会員証", "number": "会員番号", "receipt": "レシート", "unknown": "知らないコード"},
    ways={"camera": "カメラ", "gun": "スキャナー", "hand": "入力"},
    took=lambda millis: f"{millis:,} ミリ秒",
    digits=lambda count: f"{count} 文字",
    sound="音",
    sound_on="鳴らす",
    sound_off="鳴らさない",
    volume="音の大きさ",
    listen="聞いてみる",
    heard={"good": "できた", "amber": "確認", "bad": "できない"},
    lock="自動ロック",
    lock_lead=lambda most: f"操作がないとロックします。お店の決まりで、長くて {most} です。",
    after=_after_ja,
    language="言語",
)
EN = Device(
    rail="Device",
    title="This tablet",
    lead="Settings of this tablet alone. They stay for the next time.",
    camera="Camera",
    usual_camera="Automatic",
    no_choice="Once a camera shows its picture it can be chosen here.",
    torch="Light",
    torch_on="On",
    torch_off="Off",
    no_torch="The light of this camera cannot be used.",
    test="Try the scanner",
    test_lead="What was read, and by what: the camera, a scanner gun, or typing. No visit is opened.",
    nothing_yet="Scan a member's card or the code of a receipt.",
    aim="Hold a code inside the frame",
    type_here="Typing works too",
    try_it="Try",
    kinds={"card": "Member's card", "number": "Member number", "receipt": "Receipt", "unknown": "Unknown code"},
    ways={"camera": "Camera", "gun": "Scanner gun", "hand": "Typed"},
    took=lambda millis: f"{millis:,} ms",
    digits=lambda count: f"{count} characters",
    sound="Sounds",
    sound_on="On",
    sound_off="Off",
    volume="Volume",
    listen="Listen",
    heard={"good": "Done", "amber": "Check", "bad": "Refused"},
    lock="Automatic lock",
    lock_lead=lambda most: f"Locks when nobody uses it. The shop allows {most} at most.",
    after=_after_en,
    language="Language",
)
DEVICE: Catalogue[Device] = Catalogue(ja=JA, en=EN)
