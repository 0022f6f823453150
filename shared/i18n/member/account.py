"""Words of the account: the till's question, devices, consents, freezing, one's data, and leaving."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    # -- the till asks
    ask_title: str
    ask_where: Callable[[str], str]
    ask_use: str
    ask_yen: Callable[[str], str]
    ask_left: Callable[[int], str]
    ask_warn: str
    allow: str
    deny: str
    allowed: str
    denied: str
    # -- the page
    title: str
    settings: str
    settings_more: str
    since: Callable[[str], str]
    member: str
    edit: str
    edit_title: str
    name: str
    name_missing: str
    birthday: str
    birthday_none: str
    birthday_hint: str
    birthday_wrong: str
    birthday_rule: str
    birthday_from: Callable[[str], str]
    edit_save: str
    edited: str
    devices: str
    devices_more: str
    unnamed: dict[str, str]
    this_one: str
    added: Callable[[str], str]
    others: str
    others_open: str
    device_name: str
    save: str
    saved: str
    stop: str
    stop_more: str
    stopped: str
    consents: str
    consents_more: str
    purposes: dict[str, str]
    purposes_more: dict[str, str]
    freeze: str
    freeze_more: str
    frozen: str
    unfreeze: str
    unfreeze_lead: str
    unfrozen: str
    froze: str
    mine: str
    download: str
    download_more: str
    downloaded: str
    leave: str
    leave_more: str
    leave_lead: str
    leave_do: str
    left: str
    code_sent: str
    code: str
    code_incomplete: str
    send_code: str
    cancel: str


JA = Account(
    ask_title="ポイントを使いますか?",
    ask_where=lambda store: f"{store} のレジからの確認です",
    ask_use="使うポイント",
    ask_yen=lambda yen: f"お会計から {yen} 引かれます",
    ask_left=lambda left: f"あと {left} 秒",
    ask_warn="心当たりがないときは「断る」を押してください。何も使われません。",
    allow="許可する",
    deny="断る",
    allowed="許可しました。レジでお待ちください。",
    denied="断りました。何も使われていません。",
    title="アカウント",
    settings="会員情報と安全",
    settings_more="端末、お知らせ、一時停止、退会",
    since=lambda day: f"{day} ご入会",
    member="会員情報",
    edit="会員情報を変える",
    edit_title="会員情報",
    name="お名前",
    name_missing="お名前を入力してください。",
    birthday="誕生日",
    birthday_none="誕生日は登録されていません",
    birthday_hint="例 1990/4/1",
    birthday_wrong="1990/4/1 のように入力してください。",
    birthday_rule="誕生日を変えられるのは 1 年に 1 回です。",
    birthday_from=lambda day: f"誕生日は {day} から変えられます。",
    edit_save="保存する",
    edited="会員情報を変えました",
    devices="サインイン中の端末",
    devices_more="見覚えのない端末や、なくしたスマートフォンはここで停止できます。",
    unnamed={"device": "スマートフォン", "web": "ブラウザー"},
    this_one="この端末",
    added=lambda day: f"{day} から",
    others="ほかの端末でもサインインしています。前のスマートフォンをなくしたときは、停止できます。",
    others_open="端末を見る",
    device_name="端末の名前",
    save="名前を保存する",
    saved="名前を変えました",
    stop="この端末を停止する",
    stop_more="停止すると、その端末の会員証はすぐに使えなくなります。",
    stopped="端末を停止しました",
    consents="お知らせと情報の利用",
    consents_more="いつでも変えられます。",
    purposes={"mail": "お知らせメール", "analysis": "お買い物の分析"},
    purposes_more={"mail": "お得な情報をメールで受け取る", "analysis": "品ぞろえやおすすめの改善に使う"},
    freeze="利用を一時停止する",
    freeze_more="ポイントは貯まりますが、使えなくなります。",
    frozen="利用を一時停止しています",
    unfreeze="一時停止を解除する",
    unfreeze_lead="ご本人か確かめるため、登録のメールアドレスに確認コードをお送りしました。",
    unfrozen="一時停止を解除しました",
    froze="利用を一時停止しました",
    mine="わたしのデータ",
    download="データをダウンロードする",
    download_more="お店が持っているあなたの情報を、すべて 1 つのファイルで受け取れます。",
    downloaded="ファイルをつくりました",
    leave="退会する",
    leave_more="ポイントとクーポンは失われます。お名前などの情報は消去されます。",
    leave_lead="登録のメールアドレスに確認コードをお送りしました。退会すると元に戻せません。",
    leave_do="退会して情報を消去する",
    left="退会しました。ご利用ありがとうございました。",
    code_sent="確認コードをお送りしました",
    code="確認コード(6 桁)",
    code_incomplete="6 桁の数字を入力してください。",
    send_code="もう一度送る",
    cancel="やめる",
)
EN = Account(
    ask_title="Use your points?",
    ask_where=lambda store: f"Asked at the till of {store}",
    ask_use="Points to use",
    ask_yen=lambda yen: f"{yen} off the bill",
    ask_left=lambda left: f"{left} s left",
    ask_warn="If this is not you, tap Decline. Nothing will be used.",
    allow="Allow",
    deny="Decline",
    allowed="Allowed. Please wait at the till.",
    denied="Declined. Nothing was used.",
    title="Account",
    settings="Account and safety",
    settings_more="Devices, notices, freezing, leaving",
    since=lambda day: f"Member since {day}",
    member="About you",
    edit="Change my details",
    edit_title="My details",
    name="Name",
    name_missing="Please enter your name.",
    birthday="Birthday",
    birthday_none="No birthday given",
    birthday_hint="e.g. 1990/4/1",
    birthday_wrong="Please write it like 1990/4/1.",
    birthday_rule="It can be changed once a year.",
    birthday_from=lambda day: f"The birthday can be changed again from {day}.",
    edit_save="Save",
    edited="Your details were changed",
    devices="Signed-in devices",
    devices_more="Stop a phone you have lost, or a device you do not know.",
    unnamed={"device": "Phone", "web": "Browser"},
    this_one="This one",
    added=lambda day: f"Since {day}",
    others="You are signed in on another device too. If you have lost that phone, you can stop it.",
    others_open="See devices",
    device_name="Name of the device",
    save="Save the name",
    saved="The name was changed",
    stop="Stop this device",
    stop_more="Its card stops working at once.",
    stopped="The device was stopped",
    consents="Notices and use of data",
    consents_more="You can change this at any time.",
    purposes={"mail": "Notices by mail", "analysis": "Purchase analysis"},
    purposes_more={"mail": "Receive offers by mail", "analysis": "Used to improve the range and suggestions"},
    freeze="Freeze spending",
    freeze_more="Points are still earned, and cannot be used.",
    frozen="Spending is frozen",
    unfreeze="Unfreeze",
    unfreeze_lead="To make sure it is you, we have sent a code to your mail address.",
    unfrozen="Spending is possible again",
    froze="Spending was frozen",
    mine="My data",
    download="Download my data",
    download_more="Everything the shop keeps about you, in one file.",
    downloaded="The file is ready",
    leave="Leave",
    leave_more="Points and coupons will be lost. Your name and other data will be erased.",
    leave_lead="We have sent a code to your mail address. Leaving cannot be undone.",
    leave_do="Leave and erase my data",
    left="You have left. Thank you for your custom.",
    code_sent="The code was sent",
    code="Code (6 digits)",
    code_incomplete="Enter the 6 digits.",
    send_code="Send again",
    cancel="Cancel",
)
ACCOUNT: Catalogue[Account] = Catalogue(JA, EN)
