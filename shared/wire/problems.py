"""The closed catalogue of what can go wrong, with a sentence in both languages: RFC 9457 problems.

`Refused` outcomes of the till carry a code and its arguments; the server renders them, the apps switch on the code.
A sentence says what to do next, and never why a code was not trusted (the log has that).
"""

from enum import Enum
from typing import Any

import msgspec

from shared.wire.sentences import filled


class Code(Enum):
    """code = (HTTP status, ja, en). `{name}` is filled from the problem's args."""

    # -- the request itself
    MALFORMED = (400, "送信内容を読み取れませんでした。もう一度お試しください。", "The request could not be read. Please try again.")
    INVALID = (422, "入力内容を確認してください({where})。", "Please check what you entered ({where}).")
    TOO_LARGE = (413, "送信内容が大きすぎます(上限 {limit} バイト)。", "The request is too large (at most {limit} bytes).")
    TOO_MANY_LINES = (
        413,
        "一度に送れるのは {most} 件までです。分けて送ってください。",
        "At most {most} can be sent at once. Send them in parts.",
    )
    TOO_DEEP = (400, "送信内容の入れ子が深すぎます。", "The request is nested too deeply.")
    TOO_SLOW = (408, "送信に時間がかかりすぎました。もう一度お試しください。", "Sending took too long. Please try again.")
    NOT_FOUND = (404, "見つかりませんでした。", "Not found.")
    MODULE_OFF = (404, "この機能は、いまこのお店では使われていません。", "This shop does not use this at present.")
    PICTURE_UNREADABLE = (
        422,
        "この画像は使えません。1600 万画素までの PNG・JPEG・WebP を選んでください。",
        "This picture cannot be used. Choose a PNG, JPEG or WebP of up to 16 million pixels.",
    )
    METHOD_NOT_ALLOWED = (405, "この操作はできません。", "This method is not allowed here.")
    RATE_LIMITED = (429, "回数が多すぎます。{wait}後にもう一度お試しください。", "Too many tries. Please wait {wait}.")
    EXPORT_TOO_LONG = (
        422,
        "Excel ファイルに入るのは {most} 行までです。CSV を選んでください。",
        "An Excel file holds at most {most} rows. Choose CSV.",
    )
    UNAVAILABLE = (
        503,
        "ただいま混み合っています。少し待ってもう一度お試しください。記録は失われていません。",
        "The server is busy. Please try again shortly; nothing is lost.",
    )
    INTERNAL = (500, "サーバーで問題が起きました。もう一度お試しください。", "Something went wrong on the server. Please try again.")
    # -- who is asking
    UNAUTHENTICATED = (401, "もう一度サインインしてください。", "Please sign in again.")
    SESSION_EXPIRED = (401, "サインインを更新してください。", "The sign-in has to be renewed.")
    SESSION_IDLE = (401, "しばらく操作がなかったため、ロックしました。", "Locked: nobody did anything for a while.")
    FORBIDDEN = (403, "この操作の権限がありません。", "You may not do this.")
    SIGNATURE_INVALID = (
        401,
        "署名を確認できませんでした。シークレットを確認してください。",
        "The signature could not be verified. Check the secret.",
    )
    TIMESTAMP_OLD = (
        401,
        "送信時刻が 5 分以上ずれています。時計を確認してください。",
        "The timestamp is more than 5 minutes off. Check the clock.",
    )
    CODE_WRONG = (422, "確認コードが違うか、期限が切れています。", "The code is wrong or has expired.")
    PROFILE_REQUIRED = (422, "お名前などを入力すると会員証ができます。", "Enter your name to get a card.")
    ENROLMENT_INVALID = (
        422,
        "登録コードが無効か、使用済みです。店長に新しいコードを出してもらってください。",
        "This enrolment code is invalid or used. Ask the manager for a new one.",
    )
    PIN_WRONG = (422, "PIN が違います。あと {left} 回で一時停止します。", "Wrong PIN. {left} tries left before a pause.")
    PIN_PAUSED = (
        429,
        "PIN の入力を停止しています。{seconds} 秒後にもう一度お試しください。",
        "PIN entry is paused. Try again in {seconds} seconds.",
    )
    PIN_WEAK = (422, "推測されやすい PIN です。別の数字にしてください。", "This PIN is too easy to guess. Choose another.")
    PIN_TAKEN = (422, "この PIN は使えません。別の数字にしてください。", "This PIN cannot be used. Choose another.")
    PIN_NEW_REQUIRED = (422, "新しい PIN を決めてください。", "Choose your new PIN.")
    PIN_TEMPORARY_OVER = (
        422,
        "仮の PIN の期限が切れました。店長に出し直してもらってください。",
        "The temporary PIN has expired. Ask the manager for another.",
    )
    SIGN_IN_WRONG = (
        422,
        "メールアドレス・パスワード・認証コードのどれかが違います。",
        "The e-mail address, the password or the code is wrong.",
    )
    SIGN_IN_PAUSED = (429, "サインインを停止しています。{wait}後にもう一度お試しください。", "Sign-in is paused. Please wait {wait}.")
    PASSWORD_COMMON = (
        422,
        "よく使われるパスワードです。ほかの人が思いつかないものにしてください。",
        "Many people use this password. Choose one that nobody would guess.",
    )
    LAST_MANAGER = (
        409,
        "店長が 1 人もいなくなります。先にほかの人を店長にしてください。",
        "The store would have no manager. Appoint another one first.",
    )
    OWN_RIGHTS = (
        403,
        "ご自分の権限は変えられません。ほかの店長に頼んでください。",
        "You cannot change your own rights. Ask another manager.",
    )
    # -- the same id again
    IDEMPOTENCY_CONFLICT = (
        409,
        "同じ番号で内容の違う記録があります。番号を確認してください。",
        "This id was already used with other content. Check the number.",
    )
    TOO_MANY_KEYS = (
        409,
        "有効なキーは {most} 個までです。使っていないキーを無効にしてください。",
        "At most {most} keys can be live. Revoke one that is not used.",
    )
    ALREADY_EXISTS = (409, "{what} はすでにあります。", "{what} already exists.")
    # -- the member's code
    CODE_INVALID = (
        422,
        "この会員証は読み取れません。画面を開き直してもらってください。",
        "This card cannot be used. Ask the member to reopen it.",
    )
    CODE_EXPIRED = (
        422,
        "会員証のコードが古くなっています。画面を開き直してもらってください。",
        "This code is out of date. Ask the member to reopen the card.",
    )
    CODE_CLOCK = (
        422,
        "スマートフォンの時計が {minutes} 分ずれています。下の番号を入力してください。",
        "The phone's clock is {minutes} min off. Enter the number below the code.",
    )
    CODE_USED = (
        409,
        "このコードは {at} に {store} で使用済みです。画面を開き直してもらってください。",
        "This code was used at {at} in {store}. Ask the member to reopen the card.",
    )
    CARD_NUMBER_WRONG = (422, "番号が違います。12 桁をもう一度確認してください。", "This number is not right. Check the 12 digits.")
    MEMBER_UNKNOWN = (404, "会員が見つかりません。", "No such member.")
    MEMBER_FROZEN = (
        409,
        "この会員証は一時停止中です。ポイントはたまりますが、利用はできません。",
        "This card is frozen: it earns points, and cannot spend them.",
    )
    APPROVAL_NEEDED = (
        409,
        "お客さまの確認が必要です。スマートフォンの会員証に表示しました。",
        "The member has to allow this on the phone. The card shows the question now.",
    )
    APPROVAL_DENIED = (409, "お客さまが断りました。ポイントとクーポンは使われていません。", "The member said no. Nothing was used.")
    APPROVAL_OVER = (409, "この確認は終わっています。店員にお声がけください。", "This question is over. Please ask the staff.")
    DEVICE_UNKNOWN = (404, "この端末は登録されていません。", "No such device.")
    # -- the till
    STORE_UNKNOWN = (
        422,
        "店舗 {store} は登録されていません。店舗コードを確認してください。",
        "Store {store} is not registered. Check the store code.",
    )
    TERMINAL_LINKED = (
        409,
        "このレジは POS と連動しています。金額の入力は不要です。",
        "This till is linked to the POS. Amounts are not typed here.",
    )
    AMOUNT_OVER_CAP = (
        422,
        "一度に入力できるのは {cap} 円までです。店長に確認してください。",
        "At most ¥{cap} can be entered at once. Ask the manager.",
    )
    SALE_INCONSISTENT = (422, "金額が合いません({where})。", "The amounts do not add up ({where}).")
    SALE_KIND_CHANGED = (
        409,
        "この番号は、会計・返品・交換のうち別の種類で記録済みです。別の番号で送ってください。",
        "This number is recorded as another kind: a sale, a return or an exchange. Send it under another number.",
    )
    NUMBER_VOID = (
        422,
        "この番号は取消済みです。正しい内容を新しい番号で送ってください。",
        "This number is void. Send what is right under a new number.",
    )
    REVISION_TOO_LOW = (
        422,
        "この番号は revision {revision} で記録済みです。それより大きい revision で送ってください。",
        "This number is recorded with revision {revision}. Send a higher one.",
    )
    RETURN_UNAMENDABLE = (
        422,
        "返品・交換は訂正できません。高い revision で取消(void)を送ってから、正しい内容を新しい番号で送ってください。",
        "A return or an exchange is not amended. Void it with a higher revision, then send it right under a new number.",
    )
    SALE_HAS_RETURNS = (
        409,
        "この会計には返品が記録されています。先に返品を取消(void)してから、訂正をもう一度送ってください。",
        "Goods of this sale have come back. Void their return first, then send the amended sale again.",
    )
    SALE_UNKNOWN = (
        409,
        "この番号の会計はまだ届いていません。会計を先に送ってから、もう一度送ってください。",
        "There is no sale of this number yet. Send the sale first, then this again.",
    )
    VOID_UNKNOWN = (
        409,
        "取り消す返品がまだ届いていません。返品を先に送ってから、もう一度送ってください。",
        "The return to void is not here yet. Send the return first, then this again.",
    )
    ORIGINAL_REQUIRED = (422, "返品には元の会計の番号が必要です。", "A return needs the number of its sale.")
    RETURN_EXCEEDS_SALE = (
        409,
        "この会計に残っているより多くの返品です。すでに返品されていないか確認してください。",
        "This returns more than is left of the sale. Check whether it has been returned already.",
    )
    RETURN_AT_POS = (
        409,
        "このレジは POS と連動しています。返品はレジで入力してください。",
        "This till is linked to the POS. Enter the return there.",
    )
    RECEIPT_UNKNOWN = (
        404,
        "このお店の会計に見つかりません。レシートの店名と番号を確かめてください。",
        "No sale of this store. Check the store and the number on the receipt.",
    )
    VISIT_UNKNOWN = (404, "この来店は見つかりません。もう一度読み取ってください。", "This visit is unknown. Scan again.")
    VISIT_CLOSED = (409, "この来店は終了しています。もう一度読み取ってください。", "This visit has ended. Scan again.")
    NOTHING_TO_REDEEM = (422, "ポイントかクーポンを選んでください。", "Choose points or a coupon.")
    POINTS_INSUFFICIENT = (
        409,
        "ポイントが足りません。利用できるのは {available} pt までです。",
        "Not enough points: {available} pt can be used.",
    )
    POINTS_OWED = (
        409,
        "返品のときに足りなかった {owed} pt が残っています。次に付くポイントで埋まると、また使えます。",
        "A return left {owed} pt owing. Points can be used again once new ones have covered it.",
    )
    POINTS_OVER_DUE = (422, "お会計より多くは使えません。{most} pt までです。", "No more than is due: {most} pt at most.")
    POINTS_OVER_SHARE = (422, "このお会計で使えるのは {most} pt までです。", "At most {most} pt can be used on this bill.")
    POINTS_WORTH = (
        422,
        "ポイントの数と金額が合いません。{points} pt は {yen} 円分です。支払いを直して、もう一度送ってください。",
        "Points and yen do not match: {points} pt pay ¥{yen}. Mend the tender and send the sale again.",
    )
    POINTS_UNIT = (422, "ポイントは {unit} pt 単位で使えます。", "Points are used in steps of {unit}.")
    POINTS_TOO_FEW = (422, "ポイントは {least} pt から使えます。", "At least {least} pt are used at a time.")
    POINTS_OVER_LIMIT = (409, "1 回の来店で使えるのは {limit} pt までです。", "At most {limit} pt can be used per visit.")
    POINTS_NEED_CODE = (
        409,
        "番号での利用はできません。会員証のコードを読み取ってください。",
        "Points cannot be used with a number. Scan the code on the phone.",
    )
    VOUCHER_UNKNOWN = (404, "このクーポンは見つかりません。", "No such coupon.")
    VOUCHER_USED = (409, "このクーポンは使用済みです。", "This coupon has been used.")
    VOUCHER_RESERVED = (409, "このクーポンは別のお会計で使用中です。", "This coupon is in use at another till.")
    VOUCHER_NOT_YET = (409, "このクーポンは {on} から使えます。", "This coupon is valid from {on}.")
    VOUCHER_EXPIRED = (409, "このクーポンは {on} に期限が切れました。", "This coupon expired on {on}.")
    VOUCHER_MINIMUM = (409, "このクーポンは {minimum} 円以上のお会計で使えます。", "This coupon needs a total of ¥{minimum} or more.")
    VOUCHER_ONE_ONLY = (422, "クーポンは 1 回に 1 枚までです。", "One coupon at a time.")
    VOUCHER_NOT_TOGETHER = (
        422,
        "一緒に使えないクーポンが選ばれています。どちらか 1 枚にしてください。",
        "These coupons cannot be used together. Choose one of them.",
    )
    VOUCHER_OTHER_DAY = (409, "このクーポンは、今日は使えません。", "This coupon cannot be used today.")
    VOUCHER_BIRTHDAY = (409, "このクーポンは、お誕生月に使えます。", "This coupon is for the month of your birthday.")
    VOUCHER_FIRST_VISIT = (409, "このクーポンは、はじめてのご来店で使えます。", "This coupon is for a first visit.")
    COUPON_UNKNOWN = (404, "このクーポンは登録されていません。", "This coupon is not registered.")
    COUPON_WORD_UNKNOWN = (
        422,
        "このクーポンコードは使えません。文字と期間を確認してください。",
        "This coupon code is not valid. Check its letters and its dates.",
    )
    COUPON_TAKEN = (409, "このクーポンは、すでにお持ちか使用済みです。", "You already have this coupon, or have used it.")
    COUPON_OVER_CAP = (
        422,
        "景品表示法の上限を超えています。この条件で渡せる景品は {cap} 円までです。品物の値段を下げるか、最低のお会計金額を上げてください。",
        "This is above the legal cap: a gift on these terms may be worth ¥{cap} at most. Choose a cheaper thing, or raise the minimum purchase.",
    )
    COUPON_EXHAUSTED = (409, "このクーポンは上限枚数に達しました。", "This coupon has reached its limit.")
    PRIZE_UNKNOWN = (409, "この品物とは交換できません。", "Points cannot be exchanged for this.")
    PRIZE_CHANGED = (
        409,
        "必要なポイントが {points} pt に変わりました。もう一度選んでください。",
        "It takes {points} pt now. Choose it again.",
    )
    RULES_EARLY = (422, "ルールの開始は、いまより後にしてください。", "New rules cannot begin in the past.")
    RULES_RANKS = (
        422,
        "ランクは 0 から始めて、条件の低い順に、名前を変えて並べてください。",
        "Ranks begin at 0, rise, and each has a name of its own.",
    )
    RULES_RANK_GOODS = (422, "ランクの対象になる商品を選んでください。", "Choose the goods that count for ranks.")
    RULES_LIFE = (
        422,
        "ポイントの最後の日を、ルールが始まる日以降にしてください。",
        "The last day of points comes before these rules begin. Choose a later day.",
    )
    RANK_UNKNOWN = (422, "このランクはルールにありません。", "The rules have no such rank.")
    RANK_UNTIL = (422, "ランクの最終日を、今日以降で入力してください。", "Enter the last day of the rank, today or later.")
    RULES_TWICE = (422, "「{bonus}」と同じ記号のボーナスがあります。", "Another bonus has the same id as “{bonus}”.")
    RULES_DAYS = (422, "「{bonus}」の終わりの日が、始まりの日より前です。", "“{bonus}” ends before it begins.")
    RULES_EFFECT = (
        422,
        "「{bonus}」は、倍率(1 倍より大きい)か、ポイント数のどちらか一つを決めてください。",
        "Give “{bonus}” either a rate above 1 or a number of points.",
    )
    RULES_STACK = (
        422,
        "「{bonus}」の重ね方を確認してください。掛け合わせは会計全体の倍率だけ、最も有利なものはグループ名が必要です。",
        "Check how “{bonus}” combines: only a rate on the whole receipt multiplies, and the best of a group needs its group.",
    )
    RULES_GIFT = (
        422,
        "「{bonus}」は景品表示法の上限({cap} 円相当)を超えます。ポイントを減らすか、対象の金額を上げてください。",
        "“{bonus}” is over the legal limit for gifts (worth ¥{cap}). Lower the points or raise the amount it takes.",
    )
    NOTES_FULL = (409, "メモは 1 人 {most} 件までです。古いものを消してください。", "At most {most} notes per member. Remove an old one.")
    FIELDS_FULL = (409, "項目は {most} 個までです。", "At most {most} fields.")
    BIRTHDAY_FIXED = (
        409,
        "誕生日を変えられるのは 1 年に 1 回です。次は {on} から変えられます。",
        "The birthday can be changed once a year: again from {on}.",
    )
    TAKEOVER_NUMBER = (
        422,
        "カードの番号を確認してください。英数字 4〜32 桁です。",
        "Please check the number: 4 to 32 letters and digits.",
    )
    TAKEOVER_MISREAD = (422, "番号が違うようです。もう一度確認してください。", "This number does not look right. Please check it.")
    TAKEOVER_MANY = (
        409,
        "確認待ちのカードは {most} 枚までです。お店で確認が済むまでお待ちください。",
        "At most {most} cards can wait. Please have the shop check them first.",
    )
    TAKEOVER_OVER = (409, "このカードの確認はすでに終わっています。", "This card has been decided already.")
    TAKEOVER_NOT_LISTED = (
        409,
        "この番号は、取り込んだカードの一覧にありません。",
        "The shop's list of old cards does not have this number.",
    )
    TAKEOVER_TAKEN = (409, "このカードはすでに引き継がれています。", "This card has been taken over already.")
    TAKEOVER_EXPIRED = (409, "このカードのポイントは {on} に期限が切れました。", "The points of this card expired on {on}.")
    TAKEOVER_ENDING = (
        422,
        "末尾 4 桁が違います。お客さまの古いカードを見て入力してください。",
        "The last four places are wrong. Read them from the old card.",
    )
    CHECKIN_DONE = (
        409,
        "今日の来店ポイントは、もう受け取りました。またのご来店をお待ちしています。",
        "You have had today's points for coming by. See you again.",
    )
    CHECKIN_NEEDS_CODE = (
        409,
        "アプリの会員証を開いて、表示されるコードをかざしてください。",
        "Open your card in the app and hold up the code that it shows.",
    )
    CHECKIN_UNKNOWN = (
        404,
        "この受付は見つかりません。もう一度会員証をかざしてください。",
        "No such check-in. Please hold up your card again.",
    )
    CHECKIN_OVER = (409, "時間が過ぎました。もう一度会員証をかざしてください。", "The time is over. Please hold up your card again.")
    SURVEY_OVER = (409, "このアンケートは終了しています。", "This questionnaire is over.")
    SURVEY_ANSWERED = (409, "このアンケートには、もうお答えいただいています。", "You have answered this questionnaire already.")
    SURVEY_FIXED = (
        409,
        "回答が集まっているアンケートの設問は変えられません。新しいアンケートを作ってください。",
        "The questions of a questionnaire that has been answered stay as they are. Make a new one.",
    )
    ANSWERS_INCOMPLETE = (422, "すべての設問に答えてください。", "Please answer every question.")
    GIFT_TOO_LARGE = (
        422,
        "来店とアンケートで差し上げられるのは、合わせて {most} 円分までです(景品表示法)。{room} pt 以下にしてください。",
        "A visit may bring ¥{most} worth of gifts at most, coming by and answers together (by law). Make it {room} pt or less.",
    )
    TICKETS_TOO_LONG = (
        422,
        "回数券の有効期限は、発行の日から 6 か月以内にしてください。それより長いものは資金決済法の前払式支払手段にあたり、届出や供託が必要になることがあります。",
        "A ticket book may last six months at most from its sale. What lasts longer is a prepaid payment instrument by law, which can take a notification and a deposit.",
    )
    TICKETS_UNKNOWN = (409, "この回数券は登録されていません。", "No such ticket book.")
    TICKETS_STOPPED = (409, "この回数券の販売は終わりました。", "This ticket book is not sold any more.")
    TICKETS_ELSEWHERE = (409, "この回数券は、このお店では使えません。", "This ticket book is not for this store.")
    TICKETS_INSUFFICIENT = (
        409,
        "使える回数券は残り {left} 枚です。枚数を確認してください。",
        "Only {left} tickets can be used. Check the number.",
    )
    TICKETS_NEED_CODE = (
        409,
        "番号では回数券を使えません。会員証のコードを読み取るか、時間帯責任者に頼んでください。",
        "Tickets cannot be used with a number. Scan the code on the phone, or ask a shift lead.",
    )
    TICKETS_UNDONE = (409, "すでに取り消されています。", "This has been taken back already.")
    TICKETS_UNDO_LATE = (
        409,
        "取り消せるのは当日中だけです。回数券の返品は、時間帯責任者か店長が「払い戻す」で受け付けます。",
        "This can be taken back on its own day only. Later a shift lead or the manager refunds what is left of a book.",
    )
    TICKETS_BEGUN = (
        409,
        "使い始めた回数券の販売は取り消せません。先に利用を取り消すか、残りを払い戻してください。",
        "Tickets of this book have been used. Take their use back first, or refund what is left.",
    )
    TICKETS_NOT_REFUNDED = (
        409,
        "使い切ったか、期限が切れたか、すでに払い戻した回数券です。払い戻せるものは残っていません。",
        "This book is used up, over, or refunded already: there is nothing left to refund.",
    )
    RESERVATION_UNKNOWN = (404, "この仮押さえは見つかりません。", "No such reservation.")
    RESERVATION_SETTLED = (409, "この仮押さえは処理済みです。", "This reservation has been settled.")
    OWN_CASE = (
        403,
        "ご自分の操作に関する確認は、ほかの店長に閉じてもらってください。",
        "This is about your own act. Another manager has to close it.",
    )
    QUESTION_OPEN = (
        409,
        "この内容のご質問はお店に届いています。お返事をお待ちください。",
        "The store has your question about this. Please wait for the answer.",
    )
    CASE_CLOSED = (409, "この確認はすでに閉じられています。", "This case has been closed already.")
    AUDIT_BROKEN = (
        409,
        "操作の記録が、この端末の控えと合いません。店の責任者に知らせてください。",
        "The log does not match what this device has kept. Tell whoever runs the shop.",
    )
    NOTHING_TO_ADJUST = (422, "ポイント数を入力してください。", "Enter the points.")
    ADJUSTMENT_OVER = (409, "この調整はすでに処理されています。", "This adjustment has been decided already.")
    SECOND_PERSON = (
        403,
        "ご自分の調整は承認できません。ほかの店長か時間帯責任者に頼んでください。",
        "You cannot approve your own adjustment. Ask another manager or shift lead.",
    )
    SECOND_DEVICE = (
        403,
        "申請した端末では承認できません。別の端末で承認してください。",
        "It cannot be approved on the device that asked. Use another one.",
    )
    OWN_ACCOUNT = (403, "ご自分の会員証は扱えません。ほかのスタッフに頼んでください。", "You cannot serve your own card. Ask a colleague.")

    def __init__(self, status: int, ja: str, en: str) -> None:
        self.status = status
        self.ja = ja
        self.en = en

    @property
    def slug(self) -> str:
        """The name on the wire: `POINTS_OVER_DUE` is `points-over-due`."""
        return self.name.lower().replace("_", "-")

    def sentence(self, language: str, args: dict[str, Any]) -> str:
        """The sentence for a person; a missing argument shows as its name rather than failing."""
        return filled(self.en if language == "en" else self.ja, args, language)


BY_SLUG = {code.slug: code for code in Code}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457, `application/problem+json`."""

    type: str
    """`/problems/<code>`, a page that explains it."""
    title: str
    status: int
    code: str
    detail: str
    """The sentence, in the language of Accept-Language."""
    args: dict[str, Any] = {}
    instance: str = ""
    """The request's id, for the log."""


def problem(code: Code, args: dict[str, Any] | None = None, *, language: str = "ja", instance: str = "") -> Problem:
    found = args or {}
    title, detail = code.sentence("en", found), code.sentence(language, found)
    return Problem(
        type=f"/problems/{code.slug}", title=title, status=code.status, code=code.slug, detail=detail, args=found, instance=instance
    )
