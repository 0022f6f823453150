"""Words of the keys by which a POS or a cart is let in."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    title: str
    lead: str
    none: str
    row: Callable[[int], str]
    at: Callable[[str], str]
    key: Callable[[int], str]
    scope: dict[str, str]
    used: Callable[[str], str]
    unused: str
    made: Callable[[str], str]
    revoke: str
    revoke_sure: str
    revoked: str
    dead: Callable[[int], str]
    add: str
    add_lead: str
    may: str
    make: str
    fresh: str
    fresh_lead: str
    bearer: str
    signing: str
    copy: Callable[[str], str]
    copied: Callable[[str], str]
    kept: str


JA = Words(
    title="POS・サイトの連携",
    lead="連携先ごとのキーです。入れ替えるときは、新しいキーを連携先に設定してから、古いキーを無効にします。",
    none="POS やネットショップを連携すると、ここに出ます。",
    row=lambda live: f"有効なキー {live} 個",
    at=lambda stores: f"使える店舗: {stores}",
    key=lambda number: f"キー {number}",
    scope={"sales": "会計の記録", "events": "POS からの通知", "redemptions": "ポイントの利用"},
    used=lambda when: f"最後に使われたのは {when}",
    unused="まだ使われていません",
    made=lambda when: f"発行 {when}",
    revoke="無効にする",
    revoke_sure="もう一度押すと、すぐ使えなくなります",
    revoked="キーを無効にしました。",
    dead=lambda count: f"無効にしたキー {count} 個",
    add="キーを追加",
    add_lead="できることを選んでください。必要なものだけにすると安全です。",
    may="できること",
    make="キーを発行",
    fresh="新しいキー",
    fresh_lead="この 2 つを連携先に設定してください。閉じると、もう一度表示できません。",
    bearer="トークン",
    signing="署名のシークレット",
    copy=lambda what: f"{what}をコピー",
    copied=lambda what: f"{what}をコピーしました。",
    kept="控えました",
)
EN = Words(
    title="Connected tills and sites",
    lead="Each has keys of its own. To change one, set the new key there first, then revoke the old one.",
    none="Connect a POS or a web shop and it will stand here.",
    row=lambda live: "1 live key" if live == 1 else f"{live} live keys",
    at=lambda stores: f"For: {stores}",
    key=lambda number: f"Key {number}",
    scope={"sales": "Post sales", "events": "Signed events", "redemptions": "Redeem points"},
    used=lambda when: f"Last used {when}",
    unused="Not used yet",
    made=lambda when: f"Made {when}",
    revoke="Revoke",
    revoke_sure="Press again: it ends at once",
    revoked="The key has been revoked.",
    dead=lambda count: "1 revoked key" if count == 1 else f"{count} revoked keys",
    add="Add a key",
    add_lead="Choose what it may do. The less, the safer.",
    may="What it may do",
    make="Make the key",
    fresh="New key",
    fresh_lead="Set both at the other side. Once this is closed they cannot be shown again.",
    bearer="Token",
    signing="Signing secret",
    copy=lambda what: f"Copy {what.lower()}",
    copied=lambda what: f"{what} copied.",
    kept="I have kept both",
)
CONNECTIONS: Catalogue[Words] = Catalogue(ja=JA, en=EN)
