"""One example for every request body. A test decodes each as its type, so that none goes stale."""

from typing import Any

from shared.wire import adjustments, audit, brand, coupons, goods, members, notes, office, questions, sales, staff, stats, takeover, visits

ONE = "0199d7c2-7b1a-7c3e-8a51-2f6f3a9c1d20"
TWO = "0199d7c2-91f4-7d02-9b7e-6c1e0d4b8a33"
THREE = "0199d7c3-0a2b-7e11-8c44-91d2e3f4a5b6"
STORE = {"id": "honten", "name": "まるや 本店", "issuer": "株式会社まるや", "registration": "T1234567890123"}
PERSON = {"name": "佐藤", "pin": "482915", "role": "manager", "stores": ["honten"]}
SALE: dict[str, Any] = {
    "store": "honten",
    "terminal": "r1",
    "number": "001234",
    "kind": "sale",
    "occurred_at": "2026-11-30T12:34:56+09:00",
    "business_date": "2026-11-30",
    "lines": [
        {
            "n": 1,
            "sku": "4901234567894",
            "name": "クロワッサン",
            "quantity_milli": 2000,
            "unit_price": 280,
            "amount": 560,
            "tax_rate_permille": 80,
        },
        {
            "n": 2,
            "sku": "2000001",
            "name": "エコバッグ",
            "quantity_milli": 1000,
            "unit_price": 550,
            "amount": 550,
            "tax_rate_permille": 100,
        },
    ],
    "taxes": [{"rate_permille": 80, "taxable": 560, "tax": 41}, {"rate_permille": 100, "taxable": 550, "tax": 50}],
    "tenders": [{"kind": "cash", "amount": 1110}],
    "total": 1110,
    "member": {"kind": "card", "value": "123456789014"},
}

EXAMPLES: dict[type, Any] = {
    brand.ChangeBrand: {"name": "まるや", "seed": "#8A3B12", "logo": None, "picture": None},
    brand.SwitchModule: {"module": "coupons", "on": False},
    members.SendCode: {"email": "hanako@example.jp", "language": "ja"},
    members.SignIn: {
        "request": ONE,
        "code": "271828",
        "profile": {"name": "花子", "store": "honten", "birthday": "1990-04-01", "terms_version": "1", "consents": ["mail"]},
        "device_name": "iPhone",
    },
    members.Refresh: {"refresh": "r_zQ0n7m5mC0VYl2kPfWq8s3T1u6XhJ4oB9eGdRtLyAiE"},
    questions.AskQuestion: {"text": "2 倍の日だったと思うのですが、ご確認いただけますか。"},
    members.RenameDevice: {"name": "わたしのスマートフォン"},
    members.GiveConsent: {"purpose": "mail", "given": False, "version": "1"},
    members.AskConfirmation: {"purpose": "unfreeze", "language": "ja"},
    members.Confirmed: {"request": ONE, "code": "271828"},
    staff.NewConnectorKey: {"scopes": ["sales", "events"]},
    staff.Setup: {
        "token": "the token that the server printed",
        "brand": "まるや",
        "manager": PERSON,
        "store": STORE,
    },
    staff.NewStore: STORE,
    staff.NewStaff: {**PERSON, "role": "cashier"},
    staff.ChangeRole: {"store": "honten", "role": "shift_lead"},
    staff.LinkCard: {"number": "123456789014"},
    staff.Rename: {"name": "入口のタブレット"},
    staff.NewEnrolment: {"store": "honten", "device_name": "レジ横タブレット", "terminal": "r1"},
    staff.EnrolDevice: {"token": "the token that the manager's QR carries"},
    staff.Unlock: {"staff": ONE, "pin": "482915"},
    staff.NewConnector: {"name": "レジ", "stores": ["honten"], "terminals": ["r1"]},
    coupons.NewCoupon: {
        "id": "autumn-10",
        "kind": "percent",
        "value": 10,
        "name_ja": "秋の 10% 引き",
        "name_en": "10% off in autumn",
        "starts_on": "2026-11-01",
        "ends_on": "2026-11-30",
        "minimum": 1000,
    },
    stats.LinkTerminal: {"connector": ONE},
    audit.Witness: {"number": 12, "head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    audit.CloseCase: {"decision": "fine", "reason": "本人に確認しました"},
    coupons.IssueVoucher: {"op_id": ONE, "coupon": "autumn-10", "member": TWO},
    visits.OpenVisit: {"id": ONE, "code": "1234 5678 9014", "terminal": "r1"},
    visits.Redeem: {"op_id": TWO, "points": 500, "vouchers": [THREE], "amount_due": 1110},
    office.SetPassword: {"email": "sato@example.jp", "password": "kaki no ki ni suzume 3 wa"},
    office.ConfirmPassword: {"code": "271828"},
    office.OfficeSignIn: {"email": "sato@example.jp", "password": "kaki no ki ni suzume 3 wa", "code": "271828"},
    adjustments.Adjust: {"op_id": ONE, "points": 200, "reason": "missed", "note": "レシート 001234 の付け忘れ"},
    adjustments.Decide: {"op_id": ONE, "approve": True},
    visits.Reserve: {"op_id": TWO, "store": "honten", "member": ONE, "points": 500, "amount_due": 1110},
    goods.SaveGood: {"sku": "P06", "name_ja": "クロワッサン", "name_en": "Croissant", "category": "パン", "points": 260},
    goods.Exchange: {"op_id": TWO, "sku": "P06", "points": 260},
    goods.Mistaken: {"note": "品物を取り違えました"},
    notes.WriteNote: {"id": THREE, "text": "左足が少し大きい。幅広をおすすめする"},
    notes.NoteDetail: {"value": "24.5"},
    notes.SaveField: {"id": ONE, "label_ja": "靴のサイズ", "label_en": "Shoe size"},
    takeover.TakeOver: {"id": ONE, "number": "4901 2345 6789 4", "way": "typed"},
    takeover.ConfirmTakeover: {"op_id": TWO, "ending": "7894"},
    takeover.RefuseTakeover: {"reason": "not_shown"},
    visits.Allow: {"allow": True},
    visits.Settle: {"op_id": THREE, "terminal": "r1", "number": "001234"},
    sales.Sale: SALE,
    sales.SaleEvent: {"type": "sale.recorded", "timestamp": "2026-11-30T03:34:56Z", "data": SALE},
}
