"""Words of the tablet by the door, as customers read them, and of the person who turns it to them."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """For the staff."""

    short: str
    title: str
    lead: str
    does: tuple[str, str, str]
    pin: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    start: Start
    hold: str
    """What to do, in two short lines at most."""
    how: str
    points: Callable[[str], str]
    survey: str
    aim: str
    language: str
    staff: str
    back: str
    closed: str
    closed_more: str
    looking: str
    welcome: Callable[[str], str]
    welcome_nobody: str
    got: Callable[[str], str]
    no_points: str
    balance: str
    coupons: str
    coupons_more: str
    ask: str
    ask_more: Callable[[int], str]
    ask_gift: Callable[[str], str]
    answer: str
    later: str
    step: Callable[[int, int], str]
    many: str
    worst: str
    best: str
    next: str
    previous: str
    send: str
    stop: str
    thanks: str
    thanks_more: str
    coupon_got: str
    coupon_more: str
    done: str
    again_today: str
    again_today_more: str
    show_again: str
    show_again_more: str
    used: str
    used_more: str
    needs_code: str
    sorry: str
    unsure: str
    unsure_more: str
    retry: str
    offline: str
    no_camera: str
    offline_more: str


KIOSK: Catalogue[Kiosk] = Catalogue(
    ja=Kiosk(
        start=Start(
            short="来店受付",
            title="来店受付にする",
            lead="この端末を、お客さまが自分で会員証をかざす画面に切り替えます。",
            does=(
                "お客さまは会員証をかざすと、来店ポイントを受け取れます。",
                "アンケートがあれば、続けて答えられます。",
                "レジの操作に戻るには、右上の角を 2 秒ほど長押しし、スタッフの PIN を入力します。",
            ),
            pin=lambda name: f"{name} さんの PIN で始まります",
        ),
        hold="会員証を\nかざしてください",
        how="アプリの会員証を開いて、カメラに見せてください。",
        points=lambda points: f"来店ポイント {points}",
        survey="アンケートでお礼を差し上げます",
        aim="会員証を枠の中へ",
        language="English",
        staff="スタッフ用",
        back="受付の画面に戻る",
        closed="ただいま受付を休んでいます",
        closed_more="レジのスタッフにお声がけください。",
        looking="確認しています",
        welcome=lambda name: f"{name} さま、ようこそ",
        welcome_nobody="ようこそ",
        got=lambda points: f"来店ポイント {points} を差し上げました",
        no_points="ご来店ありがとうございます",
        balance="ポイント残高",
        coupons="今日使えるクーポン",
        coupons_more="お会計のときに会員証を見せるだけで使えます。",
        ask="アンケートにお答えください",
        ask_more=lambda count: f"{count} 問だけの短いアンケートです。",
        ask_gift=lambda gift: f"お礼: {gift}",
        answer="アンケートに答える",
        later="今回は答えない",
        step=lambda place, count: f"{count} 問中 {place} 問目",
        many="いくつでも選べます",
        worst="よくない",
        best="とてもよい",
        next="次へ",
        previous="戻る",
        send="送る",
        stop="やめる",
        thanks="ありがとうございました",
        thanks_more="お店づくりに役立てます。",
        coupon_got="クーポンを差し上げました",
        coupon_more="アプリの「クーポン」に入りました。",
        done="終わる",
        again_today="今日はもう受け取りました",
        again_today_more="来店ポイントは 1 日 1 回です。またのご来店をお待ちしています。",
        show_again="画面をもう一度表示してください",
        show_again_more="コードの時間が切れていました。会員証を開き直してから、かざしてください。",
        used="このコードは使用済みです",
        used_more="会員証のコードは自動で新しくなります。少し待ってから、もう一度かざしてください。",
        needs_code="アプリの会員証をかざしてください",
        sorry="受け付けられませんでした",
        unsure="通信できませんでした",
        unsure_more="もう一度お試しください。ポイントが二重に付くことはありません。",
        retry="もう一度送る",
        offline="ただいま通信できません",
        no_camera="スタッフにお声がけください。ポイントはレジでのお会計でも付きます。",
        offline_more="つながるまで、少しお待ちください。ポイントはレジでのお会計でも付きます。",
    ),
    en=Kiosk(
        start=Start(
            short="Check-in",
            title="Turn this tablet to the customers",
            lead="It becomes a screen where customers hold up their card by themselves.",
            does=(
                "Customers hold up their card and get points for coming by.",
                "Where there is a questionnaire, they can answer it right away.",
                "To get back to the till, hold the top right corner for two seconds and enter your PIN.",
            ),
            pin=lambda name: f"{name}: enter your PIN to begin",
        ),
        hold="Hold up\nyour card",
        how="Open the card in your app and show it to the camera.",
        points=lambda points: f"{points} for coming by",
        survey="A few questions, with our thanks",
        aim="Hold your card in the frame",
        language="日本語",
        staff="Staff",
        back="Back to check-in",
        closed="Check-in is closed for now",
        closed_more="Please ask the staff at the till.",
        looking="One moment",
        welcome=lambda name: f"Welcome, {name}",
        welcome_nobody="Welcome",
        got=lambda points: f"{points} for coming by",
        no_points="Thank you for coming",
        balance="Your points",
        coupons="Coupons for today",
        coupons_more="Just show your card when you pay.",
        ask="Would you answer a few questions?",
        ask_more=lambda count: "Just one question." if count == 1 else f"Just {count} questions.",
        ask_gift=lambda gift: f"Our thanks: {gift}",
        answer="Answer",
        later="Not today",
        step=lambda place, count: f"Question {place} of {count}",
        many="Choose as many as you like",
        worst="Not good",
        best="Very good",
        next="Next",
        previous="Back",
        send="Send",
        stop="Stop",
        thanks="Thank you very much",
        thanks_more="Your answers help us to do better.",
        coupon_got="A coupon for you",
        coupon_more="It is in your app under Coupons.",
        done="Done",
        again_today="You have had today's points",
        again_today_more="They come once a day. See you again.",
        show_again="Please show your card again",
        show_again_more="The code was too old. Open your card anew and hold it up.",
        used="This code has been used",
        used_more="Your card makes a new one by itself. Wait a moment and hold it up again.",
        needs_code="Please hold up the card in your app",
        sorry="That did not work",
        unsure="No connection",
        unsure_more="Please try again. You never get points twice.",
        retry="Send again",
        offline="No connection at the moment",
        no_camera="Please tell the staff. You also get points when you pay.",
        offline_more="Please wait until it is back. You also get points when you pay.",
    ),
)
