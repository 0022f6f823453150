"""What a manager does on the tablet, in front of the camera."""

from app_staff.lens import EACH
from tools.pictures.staff_stage import Act, StaffStage
from tools.pictures.stage import press


async def spending_rule(stage: StaffStage) -> None:
    """Which share of a bill points pay."""
    await stage.press("ルールを変える|Change the rules")
    await stage.rest(1.5)  # the example has its points, and nothing moves any more
    await stage.press("全額|all of a bill")
    await stage.write("お会計の何 % まで", "Per cent of the bill at most", "50")
    await stage.rest(1.5)


async def enrol_code(stage: StaffStage) -> None:
    await stage.press("端末を登録|Enrol a device")
    await stage.write("端末の名前", "Name of the device", "入口のタブレット")
    await stage.press("コードを出す|Show the code")


async def stale(stage: StaffStage) -> None:
    stage.shop.cut = True
    stage.shop.hint()
    await stage.rest(1.5)


async def each_store(stage: StaffStage) -> None:
    stage.staff.tools.lens.store = EACH
    await stage.rest()


async def wrong_color(stage: StaffStage) -> None:
    await stage.write("色の番号", "Colour code", "#12")
    await stage.rest()


def search(text: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await stage.write("会員証の番号", "Card number", text)
        await stage.rest()

    return act


async def saving(stage: StaffStage) -> None:
    await stage.press("^CSV$")


async def new_coupon(stage: StaffStage) -> None:
    await stage.press("クーポンを作る|Make a coupon")
    await stage.write("何 % 引きますか", "How many per cent", "15")
    await stage.write("クーポンの名前", "Name in Japanese", "秋の 15% 引き")
    await stage.rest()


async def free_coupon(stage: StaffStage) -> None:
    """A gift that is worth more than the law allows."""
    await press("クーポンを作る|Make a coupon", "^1 点無料|^One free")(stage)
    await stage.write("その品の通常価格(円)", "Its usual price (yen)", "480")
    await stage.write("クーポンの名前", "Name in Japanese", "コーヒー 1 杯プレゼント")
    await stage.press("^ドリンク")
    await stage.rest()


async def deeper_coupon(stage: StaffStage) -> None:
    await new_coupon(stage)
    await press("くわしく|^More", "^火|^Tue", "一緒に使える|Goes together")(stage)
    await stage.rest()


async def new_stamps(stage: StaffStage) -> None:
    """A card for yen, whose prize is what is poured."""
    await press("スタンプカードを作る|Make a stamp card", "お会計の金額で|What is spent", "^ドリンク")(stage)
    await stage.write("カードの名前", "Name in Japanese", "コーヒーカード")
    await stage.write("その品の通常価格(円)", "Its usual price (yen)", "480")
    await stage.rest()


async def new_tickets(stage: StaffStage) -> None:
    await press("回数券を作る|Make a ticket book")(stage)
    await stage.write("回数券の名前", "Name in Japanese", "コーヒー回数券")
    await stage.write("1 枚で何と引き換えますか", "What one ticket is good for, in Japanese", "コーヒー 1 杯")
    await stage.write("1 冊の値段(円、税込)", "Price of a book (yen, tax included)", "4800")
    await stage.rest()


async def rule(stage: StaffStage) -> None:
    """A new bonus: on Tuesdays, for bread."""
    await press("ルールを変える|Change the rules", "曜日・祝日|Weekdays, holidays")(stage)
    await stage.rest(1.5)


async def deeper_rule(stage: StaffStage) -> None:
    await press("ルールを変える|Change the rules", "を直す|くわしく|^More")(stage)
    await stage.rest(1.5)


async def asked_rule(stage: StaffStage) -> None:
    """A bonus for whoever has answered one questionnaire."""
    await press("ルールを変える|Change the rules", "^アンケート|^Questionnaire", "ご来店アンケート|About your visit")(stage)
    await stage.rest(1.5)


async def store_rule(stage: StaffStage) -> None:
    """One store with a rate of its own."""
    await press("ルールを変える|Change the rules", "^くわしく|^More", "変えられるところ: 駅前店|To change: 駅前店")(stage)
    await stage.rest(1.5)


async def until_rule(stage: StaffStage) -> None:
    """All points until one day."""
    await press("ルールを変える|Change the rules", "たまった月から|after they were earned", "いつたまっても|whenever they were earned")(
        stage
    )
    await stage.rest(1.5)


SHORT_RULES = {
    "debt": "^次に付くポイント|^the next points repay",
    "hold": "差し引き終わるまで|nothing is spent until",
    "clamp": "お店が負担|the shop bears",
}
"""What a return cannot take back, as the form says it."""


def short_rule(words: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await press("ルールを変える|Change the rules", "変えられるところ: 次に付く|To change: the next points", words)(stage)
        await stage.rest(1.5)

    return act


async def news(stage: StaffStage) -> None:
    """A notice that is being written."""
    await stage.press("お知らせを書く|Write a notice")
    await stage.write("タイトル(日本語)", "Title (Japanese)", "冬のパンまつり")
    await stage.write("本文(日本語)", "Text (Japanese)", "1 月いっぱい、食パンがお得です。")


async def tickets_off(stage: StaffStage) -> None:
    """Tickets that members have paid for are not used yet."""
    await stage.press(r"^回数券\s+11|^Ticket books\s+Sell")
