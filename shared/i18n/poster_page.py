"""Words of the page on which a manager prints the poster with the store's QR."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterPage:
    title: str
    more: str
    lead: str
    store: str
    address: str
    address_hint: str
    address_wrong: str
    unsaid: str
    opens: Callable[[str], str]
    language: str
    save: str
    saved: str


POSTER_PAGE: Catalogue[PosterPage] = Catalogue(
    ja=PosterPage(
        title="入会ポスター",
        more="店頭に貼る QR コード(A4)",
        lead="QR コードを読み取ったお客さまが、その場で会員になれます。A4 で印刷して、レジのそばに貼ってください。",
        store="店舗",
        address="会員アプリのアドレス",
        address_hint="例: https://card.example.jp/member",
        address_wrong="https:// から始まるアドレスを入力してください",
        unsaid="会員アプリのアドレスが、サーバーに設定されていません。"
        "お客さまがスマホで開くアドレスを下に入力するか、サーバーの TAMARU_CARD_ADDRESS に設定してください。",
        opens=lambda link: f"QR コードが開くページ: {link}",
        language="ポスターは、この画面と同じ言語になります。",
        save="PDF を保存する",
        saved="ポスターを保存しました。",
    ),
    en=PosterPage(
        title="Joining poster",
        more="The QR for the counter, A4",
        lead="Whoever scans the code can join on the spot. Print it on A4 and put it up by the till.",
        store="Store",
        address="Address of the members' app",
        address_hint="e.g. https://card.example.jp/member",
        address_wrong="Enter an address that begins with https://",
        unsaid="The server was not told where customers open the card. Enter that address below, or set TAMARU_CARD_ADDRESS on the server.",
        opens=lambda link: f"The code opens {link}",
        language="The poster is in the language of this screen.",
        save="Save the PDF",
        saved="The poster is saved.",
    ),
)
