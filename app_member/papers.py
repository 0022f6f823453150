"""What is taken along: a receipt as PDF, the household book, one's data. Kept where the person wants it, or handed to another app."""

from datetime import date

import flet as ft

from shared.client import MemberApi
from shared.wire.receipts import Receipt

PDF = "application/pdf"


class Papers:
    """Made once per session: it registers its services with the page."""

    def __init__(self, page: ft.Page, api: MemberApi) -> None:
        self._page = page
        self._api = api
        self._files = ft.FilePicker()
        phone = page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS) and not page.web
        self._sharing = ft.Share() if phone else None

    @property
    def shares(self) -> bool:
        """Browsers and computers have no sheet of apps to hand a file to."""
        return self._sharing is not None

    async def keep(self, name: str, content: bytes) -> bool:
        """A download in a browser, a place that is asked for on a device; False when the person wanted none after all."""
        place = await self._files.save_file(file_name=name, src_bytes=content)
        return bool(self._page.web) or bool(place)

    async def keep_pdf(self, receipt: Receipt) -> bool:
        return await self.keep(name(receipt), await self._api.receipt_pdf(receipt.id))

    async def share_pdf(self, receipt: Receipt) -> None:
        content = await self._api.receipt_pdf(receipt.id)
        if self._sharing is not None:
            await self._sharing.share_files([ft.ShareFile.from_bytes(content, mime_type=PDF, name=name(receipt))])

    async def keep_book(self, since: date, until: date) -> bool:
        """家計簿, both days included."""
        content = await self._api.household_book(since, until)
        return await self.keep(f"receipts-{since.isoformat()}-{until.isoformat()}.csv", content)


def name(receipt: Receipt) -> str:
    """Two receipts of a day do not overwrite each other."""
    return f"receipt-{receipt.business_date.isoformat()}-{receipt.terminal}-{receipt.number}.pdf"
