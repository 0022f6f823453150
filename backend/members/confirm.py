"""Six digits by mail, said in the member's language and for what they are: signing in, unfreezing, leaving."""

from collections.abc import Callable
from typing import Literal

from sqlalchemy import Connection

from backend.auth.mail_codes import MailCodes, Purpose
from backend.db.engine import Database
from backend.kit.mail import Mail
from backend.problems import Refused
from shared.clock import to_datetime
from shared.wire import members as wire

Language = Literal["ja", "en"]
SUBJECTS = {"ja": "確認コード {code}", "en": "Your code {code}"}
FOR: dict[Language, dict[Purpose, str]] = {
    "ja": {
        "sign-in": "{brand} の会員証にサインインするための確認コードです。",
        "unfreeze": "{brand} の会員証の一時停止を解除するための確認コードです。",
        "leave": "{brand} を退会するための確認コードです。退会するとポイントとクーポンは失われ、元に戻せません。",
    },
    "en": {
        "sign-in": "This is your code to sign in to your {brand} card.",
        "unfreeze": "This is your code to unfreeze your {brand} card.",
        "leave": "This is your code to leave {brand}. Your points and coupons will be lost for good.",
    },
}
TEXTS: dict[Language, str] = {
    "ja": """{what}

    {code}

10 分以内に、コードを頼んだ画面で入力してください。
このコードを店員やほかの人に伝えないでください。
心当たりのない場合は、このメールを削除してください。何も変わりません。
""",
    "en": """{what}

    {code}

Enter it within 10 minutes, on the screen that asked for it.
Do not tell it to anybody, not even to shop staff.
If you did not ask for it, delete this mail. Nothing changes.
""",
}


class Confirm:
    def __init__(self, database: Database, mail: Mail, codes: MailCodes, brand: Callable[[Connection], str]) -> None:
        self._database = database
        self._mail = mail
        self._brand = brand
        self.codes = codes

    async def send(self, email: str, language: Language, purpose: Purpose) -> wire.CodeSent | Refused:
        """Mails a fresh code; what is answered says nothing about the address."""
        asked = await self.codes.ask(email.lower(), purpose)
        if isinstance(asked, Refused):
            return asked
        brand = await self._database.read(self._brand)
        text = TEXTS[language].format(what=FOR[language][purpose].format(brand=brand), code=asked.code)
        await self._mail.send(email, SUBJECTS[language].format(code=asked.code), text)
        return wire.CodeSent(request=asked.request, expires_at=to_datetime(asked.expires_at))

    def own(self, connection: Connection, email: str, answer: wire.Confirmed, purpose: Purpose) -> bool:
        """Whether the right code for this purpose came back, of a mail to this very address; then it is used up."""
        if self.codes.check(connection, answer.request, answer.code, purpose) != email:
            return False
        self.codes.use(connection, answer.request)
        return True
