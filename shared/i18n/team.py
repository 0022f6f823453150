"""Words of the pages for people, devices, adjustments and signing in away from the counter."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    rail: str
    title: str
    lead: str
    staff: str
    devices: str
    add: str
    new_title: str
    name: str
    role: str
    make: str
    pending: str
    linked: str
    you: str
    reset: str
    reset_lead: str
    temporary: Callable[[str], str]
    temporary_lead: str
    card: str
    card_lead: str
    card_link: str
    card_unlink: str
    card_done: str
    role_done: str
    leave: str
    leave_sure: Callable[[str], str]
    left: Callable[[str], str]
    close: str
    enrol: str
    enrol_lead: str
    device_name: str
    terminal: str
    terminal_hint: str
    show_code: str
    scan_this: str
    left_for: Callable[[str], str]
    code_over: str
    again: str
    this_device: str
    browser: str
    no_name: str
    since: Callable[[str], str]
    rename: str
    renamed: str
    revoke: str
    revoke_sure: str
    revoked: str
    no_devices: str
    choose: str
    role_lead: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusting:
    open: str
    title: str
    give: str
    take: str
    points: str
    reason: str
    reasons: dict[str, str]
    note: str
    note_hint: str
    limit: Callable[[str], str]
    confirm: Callable[[str], str]
    booked: str
    booked_sentence: Callable[[str], str]
    waiting: str
    waiting_sentence: str
    waiting_alone: Callable[[str], str]
    cancel: str
    rail: str
    list_title: str
    list_lead: str
    none: str
    asked: Callable[[str, str], str]
    card: Callable[[str], str]
    delayed: str
    delayed_lead: str
    decided: Callable[[str, str], str]
    approve: str
    deny: str
    take_back: str
    other_device: str
    due: Callable[[str], str]
    state: dict[str, str]
    approved: str
    denied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    go: str
    back: str
    title: str
    lead: str
    email: str
    phrase: str
    code: str
    code_hint: str
    button: str
    sign_out: str
    set_up: str
    set_title: str
    set_lead: str
    phrase_hint: str
    pin: str
    pin_hint: str
    next: str
    scan_title: str
    scan_lead: str
    by_hand: str
    confirm: str
    codes_title: str
    codes_lead: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    team: Team
    adjust: Adjusting
    office: Office


JA = Words(
    team=Team(
        rail="スタッフ",
        title="スタッフと端末",
        lead="だれが、どの端末で働くか。変更はすぐに効きます。",
        staff="スタッフ",
        devices="端末",
        add="スタッフを追加",
        new_title="新しいスタッフ",
        name="名前",
        role="役割",
        make="追加する",
        pending="PIN 未設定",
        linked="会員証を登録済み",
        you="あなた",
        reset="PIN を出し直す",
        reset_lead="今の PIN とサインインは無効になります。",
        temporary=lambda name: f"{name}さんの仮の PIN",
        temporary_lead="本人に伝えてください。24 時間以内に、ロック画面で自分の PIN を決めてもらいます。この番号はもう一度表示できません。",
        card="本人の会員証",
        card_lead="登録すると、自分の会員証を自分で扱えなくなります。",
        card_link="登録する",
        card_unlink="登録を外す",
        card_done="会員証の登録を変更しました。",
        role_done="役割を変更しました。",
        leave="退職にする",
        leave_sure=lambda name: f"もう一度押すと、{name}さんはすぐに使えなくなります",
        left=lambda name: f"{name}さんを退職にしました。",
        close="閉じる",
        enrol="端末を登録",
        enrol_lead="新しいタブレットで登録画面を開き、このあと出るコードを読み取ります。",
        device_name="端末の名前",
        terminal="となりのレジの番号(なければ空欄)",
        terminal_hint="例: r1",
        show_code="コードを出す",
        scan_this="タブレットで読み取ってください",
        left_for=lambda time: f"あと {time}",
        code_over="コードの期限が切れました。",
        again="新しいコードを出す",
        this_device="この端末",
        browser="ブラウザ",
        no_name="店の外のブラウザ",
        since=lambda day: f"{day} から",
        rename="名前を変える",
        renamed="端末の名前を変えました。",
        revoke="この端末を停止する",
        revoke_sure="もう一度押すと、すぐに使えなくなります",
        revoked="端末を停止しました。",
        no_devices="登録した端末がここに並びます。",
        choose="左から選ぶと、ここで変更できます。",
        role_lead={
            "cashier": "会員証の読み取り、ポイントとクーポンの利用",
            "shift_lead": "加えて、1 日 500 pt までの調整と承認",
            "manager": "加えて、スタッフ・端末・今日の数字",
            "privacy_officer": "個人情報の開示と消去",
            "auditor": "記録を見るだけ",
        },
    ),
    adjust=Adjusting(
        open="ポイントを調整",
        title="ポイントの調整",
        give="付ける",
        take="減らす",
        points="ポイント数",
        reason="理由",
        reasons={"missed": "付け忘れ", "apology": "おわび", "correction": "訂正"},
        note="メモ(お客さまには表示されません)",
        note_hint="例: レシート 001234",
        limit=lambda points: f"あなたが 1 日に調整できるのは {points} まで。超えると、別の端末でほかの人の承認が必要です。",
        confirm=lambda what: f"{what} を調整する",
        booked="調整しました",
        booked_sentence=lambda points: f"{points} を反映しました。",
        waiting="承認待ちです",
        waiting_sentence="別の端末で、ほかの店長か時間帯責任者に承認してもらってください。",
        waiting_alone=lambda when: f"承認できる人がほかにいないため、{when} に反映されます。",
        cancel="やめる",
        rail="承認",
        list_title="ポイントの調整",
        list_lead="1 日の上限を超えた調整は、別の端末でほかの人が承認します。",
        none="この 7 日間、手での調整はありません。",
        asked=lambda name, when: f"{name} ・ {when}",
        card=lambda end: f"会員証 下 4 桁 {end}",
        delayed="まもなく反映される調整",
        delayed_lead="ほかに承認する人がいないため、24 時間後に反映されます。心当たりがなければ、それまでに止めてください。",
        decided=lambda name, when: f"{name} が {when} に処理",
        approve="承認する",
        deny="断る",
        take_back="取り下げる",
        other_device="申請した端末です。別の端末で承認してください。",
        due=lambda when: f"{when} に反映されます",
        state={"booked": "反映済み", "waiting": "承認待ち", "denied": "取り下げ"},
        approved="承認しました。ポイントに反映されました。",
        denied="取り下げました。",
    ),
    office=Office(
        go="店長・監査の方のサインイン",
        back="端末の登録に戻る",
        title="サインイン",
        lead="店の外からも、数字とスタッフの管理ができます。会員証の読み取りは店の端末だけです。",
        email="メールアドレス",
        phrase="パスワード",
        code="認証コード",
        code_hint="認証アプリの 6 桁、または回復コード",
        button="サインイン",
        sign_out="サインアウト",
        set_up="店の外でも使う",
        set_title="店の外でも使う",
        set_lead="パスワードと、スマートフォンの認証アプリを使います。",
        phrase_hint="8 文字以上。文字の種類は問いません。",
        pin="あなたの PIN",
        pin_hint="ご本人の確認のため、もう一度入力してください。",
        next="次へ",
        scan_title="認証アプリで読み取ってください",
        scan_lead="読み取ったあと、アプリに出る 6 桁を入力します。",
        by_hand="読み取れないとき",
        confirm="確認する",
        codes_title="回復コード",
        codes_lead="スマートフォンをなくしたとき、1 つにつき 1 回だけ使えます。紙に控えて、店の外に置いてください。もう一度表示できません。",
        done="控えました",
    ),
)
EN = Words(
    team=Team(
        rail="Team",
        title="Team and devices",
        lead="Who works with what. Changes count at once.",
        staff="Team",
        devices="Devices",
        add="Add a person",
        new_title="A new person",
        name="Name",
        role="Role",
        make="Add",
        pending="No PIN yet",
        linked="Card known",
        you="You",
        reset="New temporary PIN",
        reset_lead="The present PIN and sign-ins end.",
        temporary=lambda name: f"Temporary PIN of {name}",
        temporary_lead="Tell it to the person, who chooses a PIN at the lock screen within 24 hours. It cannot be shown again.",
        card="The person's own card",
        card_lead="Once it is known, they cannot serve it themselves.",
        card_link="Link",
        card_unlink="Unlink",
        card_done="The card has been changed.",
        role_done="The role has been changed.",
        leave="Has left the shop",
        leave_sure=lambda name: f"Press again: {name} is out at once",
        left=lambda name: f"{name} has left.",
        close="Close",
        enrol="Enrol a device",
        enrol_lead="Open the enrolment on the new tablet and scan the code that comes next.",
        device_name="Name of the device",
        terminal="Number of the till beside it (or empty)",
        terminal_hint="e.g. r1",
        show_code="Show the code",
        scan_this="Scan it with the tablet",
        left_for=lambda time: f"{time} left",
        code_over="This code has expired.",
        again="Show a new code",
        this_device="This device",
        browser="Browser",
        no_name="A browser outside the shop",
        since=lambda day: f"since {day}",
        rename="Rename",
        renamed="The device has a new name.",
        revoke="Stop this device",
        revoke_sure="Press again: it is out at once",
        revoked="The device has been stopped.",
        no_devices="Enrolled devices will stand here.",
        choose="Choose on the left to change something here.",
        role_lead={
            "cashier": "Scans cards, uses points and coupons",
            "shift_lead": "Also adjusts 500 pt a day, and approves",
            "manager": "Also team, devices and today's figures",
            "privacy_officer": "Discloses and erases personal data",
            "auditor": "Reads the records only",
        },
    ),
    adjust=Adjusting(
        open="Adjust points",
        title="Adjust points",
        give="Give",
        take="Take",
        points="Points",
        reason="Reason",
        reasons={"missed": "Missed points", "apology": "Apology", "correction": "Correction"},
        note="Note (the customer does not see it)",
        note_hint="e.g. receipt 001234",
        limit=lambda points: f"You can adjust {points} a day. Above that somebody else approves on another device.",
        confirm=lambda what: f"Adjust {what}",
        booked="Adjusted",
        booked_sentence=lambda points: f"{points} booked.",
        waiting="Waits for approval",
        waiting_sentence="Ask another manager or shift lead to approve it on another device.",
        waiting_alone=lambda when: f"Nobody else can approve here, so it is booked on {when}.",
        cancel="Cancel",
        rail="Approve",
        list_title="Adjusted points",
        list_lead="What is over a person's daily limit is approved by somebody else on another device.",
        none="No points were adjusted by hand in these seven days.",
        asked=lambda name, when: f"{name} ・ {when}",
        card=lambda end: f"Card ending in {end}",
        delayed="Adjustments about to be booked",
        delayed_lead="Nobody else can approve them, so they are booked after 24 hours. Stop in time what you did not expect.",
        decided=lambda name, when: f"Decided by {name}, {when}",
        approve="Approve",
        deny="Decline",
        take_back="Take back",
        other_device="It was asked for on this device. Approve it on another one.",
        due=lambda when: f"Booked on {when}",
        state={"booked": "Booked", "waiting": "Waiting", "denied": "Taken back"},
        approved="Approved. The points are booked.",
        denied="Taken back.",
    ),
    office=Office(
        go="Sign in as manager or auditor",
        back="Back to enrolling the device",
        title="Sign in",
        lead="See figures and manage the team from anywhere. Cards are scanned on the shop's devices only.",
        email="E-mail address",
        phrase="Password",
        code="Code",
        code_hint="Six digits of the authenticator app, or a recovery code",
        button="Sign in",
        sign_out="Sign out",
        set_up="Use it outside the shop",
        set_title="Use it outside the shop",
        set_lead="With a password and an authenticator app on your phone.",
        phrase_hint="At least 8 characters, of any kind.",
        pin="Your PIN",
        pin_hint="Once more, to be sure that it is you.",
        next="Next",
        scan_title="Scan it with the authenticator app",
        scan_lead="Then enter the six digits that the app shows.",
        by_hand="If it cannot be scanned",
        confirm="Confirm",
        codes_title="Recovery codes",
        codes_lead="If the phone is lost, each works once. Write them down and keep them outside the shop. They cannot be shown again.",
        done="Written down",
    ),
)
TEAM: Catalogue[Words] = Catalogue(ja=JA, en=EN)
