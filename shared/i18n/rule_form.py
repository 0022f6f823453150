"""Words of the form on which a manager writes the point rules: sentences with {blanks}, and what fills them."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    change: str
    going_on: str
    go_on: str
    throw_away: str
    title: str
    lead: str
    blank: str
    base: str
    base_line: str
    excluded: str
    excluded_hint: str
    nothing: str
    presets: dict[str, str]
    unit: str
    points_per_unit: str
    rounding: str
    roundings: dict[str, str]
    deeper: str
    measured: str
    nets: dict[str, str]
    befores: dict[str, str]
    per: str
    pers: dict[str, str]
    paid: str
    paids: dict[str, str]
    cap: str
    cap_label: str
    no_cap: str
    elsewhere: str
    elsewhere_hint: str
    bonuses: str
    bonuses_lead: str
    no_bonus: str
    add: str
    starters: dict[str, str]
    bonus: str
    bonus_line: str
    any_sale: str
    condition: str
    conditions: dict[str, str]
    flags: dict[str, str]
    drop: str
    how: dict[str, str]
    how_label: str
    times_label: str
    times_hint: str
    times_wrong: str
    points_label: str
    per_amount_label: str
    from_amount_label: str
    number_wrong: Callable[[int, int], str]
    time_from: str
    time_to: str
    time_wrong: str
    days_hint: str
    holiday: str
    caps_line: str
    cap_names: dict[str, str]
    zero_hint: str
    life_line: str
    life_label: str
    life_normal: str
    life_days: Callable[[int], str]
    stack_line: str
    stacks: dict[str, str]
    group_label: str
    best_of: Callable[[str], str]
    stop_line: str
    stops: dict[str, str]
    name: str
    name_en: str
    name_hint: Callable[[str], str]
    up: Callable[[str], str]
    down: Callable[[str], str]
    remove: Callable[[str], str]
    edit: Callable[[str], str]
    ready: str
    keeping: str
    life: str
    lives: dict[str, str]
    months: Callable[[int], str]
    months_label: str
    confirm: str
    confirm_now: str
    confirm_days: Callable[[int], str]
    confirm_label: str
    online: str
    onlines: dict[str, str]
    shortfall: str
    shortfalls: dict[str, str]
    ranks: str
    rank: str
    rank_from_label: str
    rank_rate: str
    rank_line: str
    rank_windows: dict[str, str]
    rank_months: Callable[[int], str]
    rank_months_label: str
    rank_bys: dict[str, str]
    rank_goods: str
    rank_grace: str
    rank_grace_none: str
    rank_grace_of: Callable[[int], str]
    rank_grace_label: str
    spending: str
    visit_limit: str
    visit_limit_label: str
    grace: str
    grace_of: Callable[[int], str]
    grace_label: str
    trying: str
    trying_lead: str
    line_of: Callable[[str], str]
    line_other: str
    try_day: str
    try_time: str
    try_who: str
    try_facts: dict[str, str]
    month_spent: str
    result: Callable[[str], str]
    example: Callable[[str, str], str]
    mend: str
    fill: Callable[[str], str]
    starts: str
    starts_now: str
    starts_later: str
    starts_hint: str
    covers: Callable[[str], str]
    save: str
    saved: str
    saved_later: Callable[[str], str]
    versions: str
    versions_lead: str
    version: Callable[[int], str]
    from_: Callable[[str], str]
    always: str
    states: dict[str, str]
    change_coming: str
    withdraw: str
    withdraw_sure: str
    withdrawn: str
    back: str


RULE_FORM: Catalogue[RuleForm] = Catalogue(
    ja=RuleForm(
        change="ルールを変える",
        going_on="書きかけのルールがあります。",
        go_on="続きを書く",
        throw_away="捨てる",
        title="ルールを変える",
        lead="色のついたところを押すと、変えられます。保存するまで、いまのルールのままです。",
        blank="変えられるところ:",
        base="基本のポイント",
        base_line="お会計 {unit} ごとに {points} たまります。端数は {rounding} 。",
        excluded="ポイントがつかないもの: {excluded}",
        excluded_hint="法律や決まりでポイントを付けられないものは、上の 3 つから選べます。",
        nothing="なし",
        presets={"tobacco": "たばこ", "gift_cards": "商品券・ギフトカード", "prescriptions": "処方薬"},
        unit="何円ごとに",
        points_per_unit="何ポイント",
        rounding="端数",
        roundings={"floor": "切り捨てます", "round": "四捨五入します", "ceil": "切り上げます"},
        deeper="くわしく",
        measured="金額は {net} 、 {before} で数えます。",
        nets={"gross": "税込", "net": "税抜"},
        befores={"after": "値引きの後", "before": "値引きの前"},
        per="端数の処理は {per} です。",
        pers={"receipt": "レシート 1 枚ごと", "line": "商品ごと"},
        paid="ポイントで支払った分には {paid} 。",
        paids={"no": "つきません", "yes": "つきます"},
        cap="1 回のお会計では {cap} です。",
        cap_label="1 回のお会計で何ポイントまで",
        no_cap="上限なし",
        elsewhere="ほかの会社のお店でも使えるポイント",
        elsewhere_hint="オンにすると、特典は景品表示法の「景品」として上限を確かめます。",
        bonuses="特典",
        bonuses_lead="上から順に計算します。",
        no_bonus="特典はまだありません。下から選ぶと、文ができます。",
        add="特典を加える",
        starters={
            "days": "曜日・祝日",
            "goods": "商品",
            "birthday_month": "誕生月",
            "first_purchase": "はじめて",
            "amount": "お買い上げ額",
            "month": "今月の合計",
            "time": "時間帯",
            "visit": "来店",
            "channels": "オンライン・アプリ",
            "paperless": "紙のレシートなし",
            "answered": "アンケート",
            "period": "期間",
            "ranks": "会員ランク",
        },
        bonus="特典",
        bonus_line="{conditions} お買い上げで {how} になります。",
        any_sale="すべての",
        condition="条件を足す",
        conditions={
            "days": "曜日・祝日",
            "goods": "商品",
            "birthday_month": "誕生月",
            "first_purchase": "はじめて",
            "amount": "お買い上げ額",
            "time": "時間帯",
            "visit": "来店",
            "channels": "買い方",
            "paperless": "紙のレシートなし",
            "answered": "アンケート",
            "period": "期間",
            "ranks": "会員ランク",
            "stores": "店舗",
        },
        flags={
            "birthday_month": "誕生日を登録した会員の、その月のお買い物です(2 月 29 日生まれは 2 月)。",
            "first_purchase": "会員になってはじめてのお買い物です。",
            "visit": "会員証を読み取ったお会計です。",
            "paperless": "紙のレシートを受け取らなかったお会計です。",
            "answered": "入口のタブレットでアンケートに答えたことのある会員のお買い物です。",
        },
        drop="この条件を外す",
        how={
            "times": "ポイントを倍にする",
            "points": "決まったポイントを付ける",
            "per_amount": "金額ごとにポイントを付ける",
            "month": "今月のお買い上げ合計で付ける",
            "per_piece": "1 点ごとにポイントを付ける",
        },
        how_label="特典",
        times_label="何倍",
        times_hint="例: 2、1.5",
        times_wrong="1 より大きい数を入力してください(例: 2、1.5)",
        points_label="何ポイント",
        per_amount_label="何円ごとに",
        from_amount_label="何円以上",
        number_wrong=lambda least, most: f"{least:,}〜{most:,} の整数で入力してください",
        time_from="から",
        time_to="まで",
        time_wrong="14:00 のように入力してください",
        days_hint="選んだ曜日と祝日が対象です。",
        holiday="祝日",
        caps_line="上限: 1 回 {receipt_cap} 、1 日 {day_cap} 、1 人 {member_cap} 、全部で {budget} 。",
        cap_names={
            "receipt_cap": "1 回のお会計で何ポイントまで",
            "day_cap": "1 人 1 日に何ポイントまで",
            "member_cap": "1 人に全部で何ポイントまで",
            "budget": "予算(全員で何ポイントまで)",
        },
        zero_hint="空欄なら上限なし",
        life_line="この特典のポイントは {life} 使えます。",
        life_label="何日間(空欄なら、ふつうのポイントと同じ)",
        life_normal="ふつうのポイントと同じだけ",
        life_days=lambda days: f"{days} 日間",
        stack_line="ほかのポイントとは {stack} 。",
        stacks={
            "add": "足し合わせます",
            "multiply": "それまでのポイントに掛けます",
            "best_of": "同じグループの中で一番多いものだけにします",
        },
        group_label="グループの名前",
        best_of=lambda group: f"「{group}」の中で一番多いものだけにします",
        stop_line="この特典が付いたら、このあとの特典は {stop} 。",
        stops={"no": "続けて計算します", "yes": "付けません"},
        name="名前(会員に見えます)",
        name_en="英語の名前(なくてもよい)",
        name_hint=lambda name: f"空欄なら「{name}」",
        up=lambda name: f"{name}を上へ",
        down=lambda name: f"{name}を下へ",
        remove=lambda name: f"{name}を消す",
        edit=lambda name: f"{name}を直す",
        ready="できた",
        keeping="ポイントの期限",
        life="ポイントは {life} {months} の月末まで使えます。",
        lives={"months": "たまった月から", "rolling": "最後のお買い物から"},
        months=lambda count: f"{count} か月後",
        months_label="何か月後",
        confirm="使えるのは {confirm} 。",
        confirm_now="すぐです",
        confirm_days=lambda days: f"お買い物の {days} 日後からです",
        confirm_label="何日後から(空欄ならすぐ)",
        online="オンラインのお買い物のポイントは {online} 。",
        onlines={"now": "お店と同じです", "delivered": "商品が届いてから使えます"},
        shortfall="返品で取り消すポイントが残っていないときは {shortfall} 。",
        shortfalls={
            "debt": "次に付くポイントから差し引きます",
            "hold": "差し引き終わるまで利用を止めます",
            "clamp": "お店が負担します",
        },
        ranks="会員ランク",
        rank="{from_} で {name} になり、 {rate} たまります。",
        rank_from_label="いくらから",
        rank_rate="何倍",
        rank_line="ランクは {window} {months} の {by} で決まります。",
        rank_windows={"rolling": "今月までの", "year": "1 月から 12 月まで"},
        rank_months=lambda count: f"{count} か月",
        rank_months_label="何か月(今月を含む)",
        rank_bys={"amount": "お買い上げ額", "visits": "お買い物の回数", "goods": "対象商品のお買い上げ額"},
        rank_goods="対象商品: {goods}",
        rank_grace="足りなくなると、 {grace} 下がります。",
        rank_grace_none="すぐに",
        rank_grace_of=lambda count: f"{count} か月後に",
        rank_grace_label="何か月待つか(空欄なら待たない)",
        spending="ポイントの利用",
        visit_limit="会員証を見せるだけで使えるのは、1 回 {limit} までです。",
        visit_limit_label="1 回に何ポイントまで",
        grace="期限の切れたポイントが返品で戻ったときは、 {days} 使えます。",
        grace_of=lambda days: f"{days} 日間",
        grace_label="何日間",
        trying="ためしてみる",
        trying_lead="このルールで、お会計の例を計算します。",
        line_of=lambda name: f"{name}(円)",
        line_other="そのほかの商品(円)",
        try_day="曜日",
        try_time="時刻",
        try_who="お客さま",
        try_facts={
            "birthday_month": "誕生月",
            "first_purchase": "はじめて",
            "visit": "会員証を読み取る",
            "paperless": "紙のレシートなし",
            "answered": "アンケート",
        },
        month_spent="今月のこれまでのお買い上げ(円)",
        result=lambda total: f"お会計 {total} のとき",
        example=lambda yen, points: f"例: お会計 {yen} → {points}",
        mend="入力した数を直してください。",
        fill=lambda name: f"条件「{name}」の中身を選ぶか、条件を外してください。",
        starts="いつから",
        starts_now="保存したらすぐ",
        starts_later="日を決める",
        starts_hint="その日の 0 時からです。それまでのお会計は、いまのルールのままです。",
        covers=lambda day: f"{day} から別の版に変わる予定です。その日より前から始めると、この版はその日の前日までです。",
        save="新しい版として保存する",
        saved="ルールを保存しました。これからのお会計に使われます。",
        saved_later=lambda day: f"ルールを保存しました。{day} から使われます。",
        versions="これまでとこれからのルール",
        versions_lead="過去のお会計は、そのときの版で計算されたままです。",
        version=lambda number: f"第 {number} 版",
        from_=lambda day: f"{day} から",
        always="はじめから",
        states={"now": "いま", "coming": "これから", "over": "終わり", "never": "使われません"},
        change_coming="この版を直す",
        withdraw="この予定を取りやめる",
        withdraw_sure="もう一度押すと、いまのルールが続きます",
        withdrawn="予定を取りやめました。いまのルールが続きます。",
        back="ルールに戻る",
    ),
    en=RuleForm(
        change="Change the rules",
        going_on="Rules are being written.",
        go_on="Go on",
        throw_away="Throw away",
        title="Change the rules",
        lead="Press what is coloured to change it. Until it is saved, the present rules hold.",
        blank="To change:",
        base="Ordinary points",
        base_line="{points} for every {unit} of a sale, rounded {rounding} .",
        excluded="Nothing is earned for: {excluded}",
        excluded_hint="The three at the top are barred by law or by common rules.",
        nothing="none",
        presets={"tobacco": "Tobacco", "gift_cards": "Gift cards", "prescriptions": "Prescriptions"},
        unit="For every so many yen",
        points_per_unit="So many points",
        rounding="Rounding",
        roundings={"floor": "down", "round": "to the nearest", "ceil": "up"},
        deeper="More",
        measured="Yen are counted {net} , {before} .",
        nets={"gross": "with tax", "net": "without tax"},
        befores={"after": "after discounts", "before": "before discounts"},
        per="It is rounded once per {per} .",
        pers={"receipt": "receipt", "line": "item"},
        paid="What is paid with points {paid} .",
        paids={"no": "earns nothing", "yes": "earns too"},
        cap="A receipt earns {cap} .",
        cap_label="Points a receipt at most",
        no_cap="no limit",
        elsewhere="Points are good in other companies' shops",
        elsewhere_hint="Then bonuses are gifts by law, and their cap is checked.",
        bonuses="Bonuses",
        bonuses_lead="They count from above.",
        no_bonus="No bonuses yet. Choose one below and it becomes a sentence.",
        add="Add a bonus",
        starters={
            "days": "Weekdays, holidays",
            "goods": "Goods",
            "birthday_month": "Month of birth",
            "first_purchase": "First purchase",
            "amount": "A large sale",
            "month": "Sum of the month",
            "time": "Hours",
            "visit": "A visit",
            "channels": "Online, in the app",
            "paperless": "No paper receipt",
            "answered": "Questionnaire",
            "period": "A period",
            "ranks": "A rank",
        },
        bonus="Bonus",
        bonus_line="A sale {conditions} earns {how} .",
        any_sale="of any kind",
        condition="Add a condition",
        conditions={
            "days": "Weekdays, holidays",
            "goods": "Goods",
            "birthday_month": "Month of birth",
            "first_purchase": "First purchase",
            "amount": "From an amount",
            "time": "Hours",
            "visit": "A visit",
            "channels": "Where it is bought",
            "paperless": "No paper receipt",
            "answered": "Questionnaire",
            "period": "A period",
            "ranks": "A rank",
            "stores": "Stores",
        },
        flags={
            "birthday_month": "In the month of birth of members who told it (29 February counts as February).",
            "first_purchase": "The first purchase as a member.",
            "visit": "The card was scanned for the sale.",
            "paperless": "No paper receipt was taken.",
            "answered": "The member has answered a questionnaire at the tablet by the door.",
        },
        drop="Take this condition away",
        how={
            "times": "Times the points",
            "points": "So many points",
            "per_amount": "Points for every so many yen",
            "month": "Points for the sum of the month",
            "per_piece": "Points for each piece",
        },
        how_label="Bonus",
        times_label="Times",
        times_hint="e.g. 2, 1.5",
        times_wrong="Enter a number above 1, such as 2 or 1.5",
        points_label="So many points",
        per_amount_label="For every so many yen",
        from_amount_label="From so many yen on",
        number_wrong=lambda least, most: f"Enter a whole number from {least:,} to {most:,}",
        time_from="From",
        time_to="To",
        time_wrong="Enter a time such as 14:00",
        days_hint="On the chosen weekdays, and on holidays if chosen.",
        holiday="Holidays",
        caps_line="At most {receipt_cap} a receipt, {day_cap} a day, {member_cap} a member, {budget} in all.",
        cap_names={
            "receipt_cap": "Points a receipt at most",
            "day_cap": "Points a member and day at most",
            "member_cap": "Points a member at most",
            "budget": "Budget: points of all members at most",
        },
        zero_hint="empty: no limit",
        life_line="These points last {life} .",
        life_label="Days (empty: as long as others)",
        life_normal="as long as others",
        life_days=lambda days: f"{days} days",
        stack_line="They are {stack} .",
        stacks={
            "add": "added to the others",
            "multiply": "multiplied with what came together so far",
            "best_of": "given only if they are the best of their group",
        },
        group_label="Name of the group",
        best_of=lambda group: f"given only if they are the best of “{group}”",
        stop_line="After this bonus the others are {stop} .",
        stops={"no": "counted too", "yes": "left out"},
        name="Name in Japanese (members see it)",
        name_en="Name in English (optional)",
        name_hint=lambda name: f"empty: “{name}”",
        up=lambda name: f"{name}: up",
        down=lambda name: f"{name}: down",
        remove=lambda name: f"Remove {name}",
        edit=lambda name: f"Change {name}",
        ready="Done",
        keeping="How long points last",
        life="Points last to the end of the month, {months} {life} .",
        lives={"months": "after they were earned", "rolling": "after the last purchase"},
        months=lambda count: f"{count} months",
        months_label="Months",
        confirm="They can be used {confirm} .",
        confirm_now="at once",
        confirm_days=lambda days: f"{days} days after the purchase",
        confirm_label="Days after the purchase (empty: at once)",
        online="Points of what is bought online {online} .",
        onlines={"now": "count as in the shop", "delivered": "count once it is delivered"},
        shortfall="When points that a return takes back are spent already, {shortfall} .",
        shortfalls={
            "debt": "the next points repay them",
            "hold": "nothing is spent until the next points have repaid them",
            "clamp": "the shop bears them",
        },
        ranks="Ranks",
        rank="From {from_} on: {name} , which earns {rate} .",
        rank_from_label="From so many yen on",
        rank_rate="Times",
        rank_line="Ranks go by {window} {months} , by {by} .",
        rank_windows={"rolling": "the last", "year": "the calendar year"},
        rank_months=lambda count: f"{count} months",
        rank_months_label="Months, the running one included",
        rank_bys={"amount": "yen spent", "visits": "number of purchases", "goods": "yen spent on chosen goods"},
        rank_goods="Chosen goods: {goods}",
        rank_grace="When it is not enough any more, a rank falls {grace} .",
        rank_grace_none="at once",
        rank_grace_of=lambda count: f"{count} months later",
        rank_grace_label="Months to wait (empty: none)",
        spending="Spending",
        visit_limit="By showing the card up to {limit} can be spent at a time.",
        visit_limit_label="Points at a time",
        grace="Points that a return gives back after their last day can be used for {days} .",
        grace_of=lambda days: f"{days} days",
        grace_label="Days",
        trying="Try it",
        trying_lead="An example under these rules.",
        line_of=lambda name: f"{name} (yen)",
        line_other="Other goods (yen)",
        try_day="Day",
        try_time="Time",
        try_who="The customer",
        try_facts={
            "birthday_month": "Month of birth",
            "first_purchase": "First purchase",
            "visit": "Card scanned",
            "paperless": "No paper receipt",
            "answered": "Questionnaire",
        },
        month_spent="Spent this month before (yen)",
        result=lambda total: f"For a sale of {total}",
        example=lambda yen, points: f"Example: a sale of {yen} → {points}",
        mend="Mend the number that was typed.",
        fill=lambda name: f"Choose something for “{name}”, or take the condition away.",
        starts="From when",
        starts_now="As soon as it is saved",
        starts_later="From a day on",
        starts_hint="From midnight of that day. Sales before it keep the present rules.",
        covers=lambda day: f"Another version takes over on {day}. If this one begins before, it holds until the day before that.",
        save="Save as a new version",
        saved="The rules are saved. Sales from now on have them.",
        saved_later=lambda day: f"The rules are saved. They hold from {day}.",
        versions="Rules so far and to come",
        versions_lead="Past sales keep the version that they were counted with.",
        version=lambda number: f"Version {number}",
        from_=lambda day: f"from {day}",
        always="from the beginning",
        states={"now": "Now", "coming": "Coming", "over": "Over", "never": "Not used"},
        change_coming="Change this version",
        withdraw="Withdraw it",
        withdraw_sure="Press again: the present rules go on",
        withdrawn="Withdrawn. The present rules go on.",
        back="Back to the rules",
    ),
)
