"""Words of the counter: goods for points, what the shop notes of a member, old cards; and of the pages on which a manager keeps them."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanging:
    title: str
    confirm: Callable[[str], str]
    done: str
    hand_over: Callable[[str], str]
    mistaken: str
    told: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    title: str
    write: str
    hint: str
    keep: str
    nothing: str
    remove: str
    removed: str
    kept: str
    by: Callable[[str, str, str], str]
    ask: str
    detail: Callable[[str], str]
    open: str
    close: str
    who_reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCards:
    rail: str
    title: str
    lead: str
    none: str
    waiting: Callable[[int], str]
    look: str
    number: Callable[[str], str]
    asked: Callable[[str], str]
    not_listed: str
    taken: str
    same_name: str
    other_name: str
    until: Callable[[str], str]
    ending: str
    ending_hint: str
    confirm: Callable[[str], str]
    refuse: str
    reason: str
    reasons: dict[str, str]
    confirmed: Callable[[str], str]
    refused: str
    keep_card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    title: str
    lead: str
    search: str
    add: str
    none: str
    none_found: str
    sku: str
    sku_hint: str
    name_ja: str
    name_en: str
    category: str
    points: str
    points_hint: str
    money_only: str
    active: str
    gone: str
    picture: str
    choose: str
    take_away: str
    save: str
    saved: str
    more: str
    missing: str
    section: str
    points_wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    title: str
    lead: str
    label_ja: str
    label_en: str
    add: str
    end: str
    none: str
    example: str
    short: str
    section: str
    change: str
    save: str
    saved: str
    leave: str
    end_sure: str
    full: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    title: str
    lead: str
    columns: str
    choose: str
    reading: str
    cards: str
    points: str
    taken: str
    taken_points: str
    waiting: str
    cards_count: Callable[[int], str]
    waiting_count: Callable[[int], str]
    done: Callable[[int, int, int], str]
    nothing: str
    line: Callable[[int, str], str]
    wrong: dict[str, str]
    section: str
    too_large: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    exchange: Exchanging
    knows: Knowing
    old: OldCards
    goods: Goods
    fields: Fields
    load: Import


JA = Counter(
    exchange=Exchanging(
        title="ポイントで交換",
        confirm=lambda name: f"{name} と交換",
        done="交換しました",
        hand_over=lambda name: f"「{name}」をお渡しください",
        mistaken="まちがえたとき",
        told="店長の「要確認」に入れました。ポイントは店長が戻します。",
        back="お客さまに戻る",
    ),
    knows=Knowing(
        title="お店のメモ",
        write="メモを書く",
        hint="例: 左足が少し大きい",
        keep="残す",
        nothing="まだメモはありません。次に役立つことを残せます。",
        remove="このメモを消す",
        removed="メモを消しました",
        kept="メモを残しました",
        by=lambda when, who, store: " ・ ".join(part for part in (when, who, store) if part),
        ask="未記入",
        detail=lambda label: f"{label}を記入する",
        open="メモ・サイズを記入",
        close="記入を終える",
        who_reads="お客さまは、ご自分のデータとしてこのメモを読めます。",
    ),
    old=OldCards(
        rail="旧カード",
        title="前のカードの引き継ぎ",
        lead="お客さまの古いカードを受け取り、末尾 4 桁を入力して確認します。",
        none="確認を待っているカードはありません。",
        waiting=lambda count: f"前のカード {count} 枚が確認待ち",
        look="確認する",
        number=lambda start: f"番号 {start}••••",
        asked=lambda when: f"申し込み {when}",
        not_listed="取り込んだ一覧にない番号です",
        taken="ほかの会員に引き継ぎ済みの番号です",
        same_name="一覧のお名前と一致",
        other_name="一覧のお名前とちがいます",
        until=lambda day: f"期限 {day}",
        ending="カードの末尾 4 桁",
        ending_hint="お客さまのカードを見て入力",
        confirm=lambda points: f"{points} を引き継ぐ",
        refuse="引き継がない",
        reason="理由",
        reasons={"not_shown": "カードがない", "other_card": "番号がちがう", "not_listed": "一覧にない"},
        confirmed=lambda points: f"{points} を引き継ぎました。カードは回収してください。",
        refused="お客さまに理由を伝えました",
        keep_card="引き継いだカードは回収してください。1 枚のカードは一度しか引き継げません。",
    ),
    goods=Goods(
        title="商品",
        lead="写真はレシートと会員画面に、ポイントは「交換できる品物」に出ます。在庫はここでは扱いません。",
        search="商品をさがす",
        add="商品を追加",
        none="まだ商品がありません。写真をつけると、お客さまのレシートが見やすくなります。",
        none_found="見つかりませんでした。",
        sku="商品コード",
        sku_hint="POS と同じコード",
        name_ja="商品名",
        name_en="英語の名前(なくてもよい)",
        category="分類",
        points="交換に必要なポイント",
        points_hint="空欄なら交換できません",
        money_only="交換なし",
        active="取り扱い中",
        gone="取り扱い終了",
        picture="写真",
        choose="写真を選ぶ",
        take_away="写真を外す",
        save="保存する",
        saved="保存しました",
        more="続きを表示",
        missing="商品コードと商品名を入力してください",
        section="写真・交換ポイント",
        points_wrong="1 以上の整数を入力してください",
    ),
    fields=Fields(
        title="お客さまについて聞くこと",
        lead="サイズや好みなど。会員パネルで記入します。",
        label_ja="項目の名前",
        label_en="英語の名前",
        add="項目を追加",
        end="聞くのをやめる",
        none="まだ項目がありません。下で「靴のサイズ」などを追加すると、会員パネルで記入できます。",
        example="例: 靴のサイズ",
        short="お客さまの項目",
        section="サイズ・好みなど",
        change="直す",
        save="保存する",
        saved="保存しました",
        leave="直すのをやめる",
        end_sure="もう一度押すと、聞くのをやめます",
        full=lambda most: f"項目は {most} 個までです。使わない項目をやめると追加できます。",
    ),
    load=Import(
        title="前のカードの取り込み",
        lead="以前のカードの一覧を CSV で取り込むと、お客さまがアプリから引き継げます。",
        columns="列: 番号、ポイント、名前(任意)、有効期限(任意)。Excel の CSV もそのまま使えます。",
        choose="CSV を選ぶ",
        reading="取り込んでいます",
        cards="取り込んだカード",
        points="まだ引き継がれていないポイント",
        taken="引き継いだカード",
        taken_points="引き継いだポイント",
        waiting="確認待ち",
        cards_count=lambda count: f"{count:,} 枚",
        waiting_count=lambda count: f"{count:,} 件",
        done=lambda added, changed, skipped: f"追加 {added:,} 枚 ・ 更新 {changed:,} 枚 ・ 引き継ぎ済み {skipped:,} 枚",
        nothing="何も取り込んでいません。次の行を直して、もう一度選んでください。",
        line=lambda line, what: f"{line:,} 行目: {what}",
        wrong={
            "columns": "列が足りないか、文字を読み取れません",
            "number": "番号が英数字 4〜32 桁ではありません",
            "points": "ポイントが 1 以上の整数ではありません",
            "expires": "日付を読み取れません(例: 2027-03-31)",
            "twice": "同じ番号が 2 回あります",
        },
        section="CSV で取り込む・進みぐあい",
        too_large="ファイルが大きすぎます。1 MB までに分けて、順に取り込んでください。",
    ),
)
EN = Counter(
    exchange=Exchanging(
        title="Points for goods",
        confirm=lambda name: f"Swap for {name}",
        done="Swapped",
        hand_over=lambda name: f"Hand over: {name}",
        mistaken="A mistake?",
        told="The manager finds it under Cases, and gives the points back.",
        back="Back to the customer",
    ),
    knows=Knowing(
        title="The shop's notes",
        write="Write a note",
        hint="e.g. left foot a little larger",
        keep="Keep",
        nothing="No notes yet. Keep what helps the next time.",
        remove="Remove this note",
        removed="Note removed",
        kept="Note kept",
        by=lambda when, who, store: " · ".join(part for part in (when, who, store) if part),
        ask="not yet",
        detail=lambda label: f"Note: {label}",
        open="Notes and sizes",
        close="Done writing",
        who_reads="The customer can read this as part of their own data.",
    ),
    old=OldCards(
        rail="Old cards",
        title="Old cards to take over",
        lead="Take the customer's old card and enter its last four places.",
        none="No card is waiting.",
        waiting=lambda count: f"{count} old card waits" if count == 1 else f"{count} old cards wait",
        look="Look",
        number=lambda start: f"No. {start}••••",
        asked=lambda when: f"Asked {when}",
        not_listed="Not in the imported list",
        taken="Taken over by somebody already",
        same_name="Same name as in the list",
        other_name="Another name in the list",
        until=lambda day: f"until {day}",
        ending="Last four places",
        ending_hint="Read them from the card",
        confirm=lambda points: f"Take over {points}",
        refuse="Do not take over",
        reason="Reason",
        reasons={"not_shown": "No card shown", "other_card": "Another number", "not_listed": "Not in the list"},
        confirmed=lambda points: f"{points} taken over. Keep the card.",
        refused="The customer has been told why",
        keep_card="Keep the card that was taken over. A card can be taken over only once.",
    ),
    goods=Goods(
        title="Goods",
        lead="Pictures show on receipts and in the app; points make it something to exchange for. Stock is not kept here.",
        search="Look for goods",
        add="Add goods",
        none="No goods yet. With pictures your customers' receipts are easier to read.",
        none_found="Nothing found.",
        sku="Code",
        sku_hint="as in the POS",
        name_ja="Name in Japanese",
        name_en="Name in English (optional)",
        category="Category",
        points="Points it takes",
        points_hint="empty: not for points",
        money_only="not for points",
        active="On sale",
        gone="No longer sold",
        picture="Picture",
        choose="Choose a picture",
        take_away="Take the picture away",
        save="Save",
        saved="Saved",
        more="Show more",
        missing="Enter the code and the name",
        section="Pictures, points they take",
        points_wrong="Enter a whole number from 1",
    ),
    fields=Fields(
        title="What you ask your customers",
        lead="Sizes, likes and so on. Noted on the member's panel.",
        label_ja="Label in Japanese",
        label_en="Label in English",
        add="Add",
        end="Stop asking",
        none="No questions yet. Add one below, such as “Shoe size”, and it can be noted on the member's panel.",
        example="e.g. Shoe size",
        short="Own questions",
        section="Sizes, likes and so on",
        change="Change",
        save="Save",
        saved="Saved",
        leave="Leave it as it was",
        end_sure="Press again to stop asking",
        full=lambda most: f"There are {most} already. Stop asking one to add another.",
    ),
    load=Import(
        title="Import old cards",
        lead="With a CSV of your old cards, customers can take theirs over in the app.",
        columns="Columns: number, points, name (optional), expiry (optional). A CSV from Excel works as it is.",
        choose="Choose a CSV",
        reading="Importing",
        cards="Cards imported",
        points="Points still on old cards",
        taken="Cards taken over",
        taken_points="Points taken over",
        waiting="Waiting",
        cards_count=lambda count: f"{count:,}",
        waiting_count=lambda count: f"{count:,}",
        done=lambda added, changed, skipped: f"{added:,} added · {changed:,} changed · {skipped:,} taken over already",
        nothing="Nothing was imported. Mend these lines and choose the file again.",
        line=lambda line, what: f"Line {line:,}: {what}",
        wrong={
            "columns": "columns are missing, or the text cannot be read",
            "number": "the number is not 4 to 32 letters and digits",
            "points": "the points are no whole number above 0",
            "expires": "the date cannot be read (e.g. 2027-03-31)",
            "twice": "this number stands there twice",
        },
        section="By CSV, and how far it is",
        too_large="The file is too large. Split it into files of up to 1 MB.",
    ),
)
COUNTER: Catalogue[Counter] = Catalogue(ja=JA, en=EN)
