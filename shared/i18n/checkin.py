"""Words of the manager's page about checking in: points for coming, questionnaires, and what was answered."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkin:
    name: str
    more: str
    lead: str
    points: str
    points_field: str
    points_hint: Callable[[str], str]
    points_wrong: str
    save: str
    saved: str
    surveys: str
    surveys_lead: str
    none: str
    add: str
    on: str
    off: str
    row: Callable[[int, int], str]
    back: str
    answered: Callable[[int], str]
    nobody: str
    edit: str
    times: Callable[[int, int], str]
    average: Callable[[str], str]
    title: str
    title_ja: str
    title_en: str
    question: Callable[[int], str]
    question_up: Callable[[int], str]
    question_down: Callable[[int], str]
    question_ja: str
    question_en: str
    kinds: tuple[tuple[str, str], ...]
    choice_ja: Callable[[int], str]
    choice_en: Callable[[int], str]
    add_choice: str
    remove_choice: Callable[[int], str]
    add_question: str
    remove_question: str
    scale_note: str
    fixed: str
    stores: str
    thanks: str
    thanks_points: str
    thanks_hint: Callable[[str], str]
    no_coupon: str
    active: str
    active_hint: str
    missing: str


CHECKIN: Catalogue[Checkin] = Catalogue(
    ja=Checkin(
        name="来店受付",
        more="来店ポイントとアンケート",
        lead="入口のタブレットで、お客さまが自分で会員証をかざしたときのことを決めます。",
        points="来店ポイント",
        points_field="1 回の来店で付けるポイント",
        points_hint=lambda most: f"1 日 1 回、店舗ごとに付きます。0 にすると付きません。景品表示法により、いまは {most} までです。",
        points_wrong="0 以上の数字を入力してください。",
        save="保存する",
        saved="保存しました。",
        surveys="アンケート",
        surveys_lead="来店受付のあとに、短いアンケートをお願いできます。1 人 1 回です。",
        none="まだアンケートがありません。5 問までの短いものを作れます。",
        add="アンケートを作る",
        on="実施中",
        off="停止中",
        row=lambda questions, answered: f"{questions} 問 ・ 回答 {answered:,} 件",
        back="来店受付に戻る",
        answered=lambda count: f"{count:,} 人が回答しました。だれが答えたかは表示されません。",
        nobody="まだ回答がありません。",
        edit="編集する",
        times=lambda count, percent: f"{count:,} 件({percent}%)",
        average=lambda value: f"平均 {value}",
        title="アンケート",
        title_ja="題名",
        title_en="題名(英語)",
        question=lambda place: f"設問 {place}",
        question_up=lambda place: f"設問 {place} を上へ",
        question_down=lambda place: f"設問 {place} を下へ",
        question_ja="質問",
        question_en="質問(英語)",
        kinds=(("one", "1 つ選ぶ"), ("many", "いくつでも"), ("scale", "5 段階")),
        choice_ja=lambda place: f"選択肢 {place}",
        choice_en=lambda place: f"選択肢 {place}(英語)",
        add_choice="選択肢を増やす",
        remove_choice=lambda place: f"選択肢 {place} を消す",
        add_question="設問を増やす",
        remove_question="この設問を消す",
        scale_note="1(よくない)から 5(とてもよい)までで答えます。",
        fixed="回答が集まっているので、設問は変えられません。変えたいときは、これを停止して新しく作ってください。",
        stores="実施する店舗",
        thanks="お礼",
        thanks_points="お礼のポイント",
        thanks_hint=lambda most: f"ポイントは来店ポイントと合わせて {most} 分までです(景品表示法)。",
        no_coupon="クーポンは付けない",
        active="実施する",
        active_hint="止めても、集まった回答は残ります。",
        missing="題名と質問、2 つ以上の選択肢、店舗をすべて入力してください。英語も必要です。",
    ),
    en=Checkin(
        name="Check-in",
        more="Points for coming by, questionnaires",
        lead="What happens when customers hold up their card to the tablet by the door.",
        points="Points for coming by",
        points_field="Points for one visit",
        points_hint=lambda most: f"Once a day and store. 0 gives none. The law allows {most} at present.",
        points_wrong="Enter a number, 0 or more.",
        save="Save",
        saved="Saved.",
        surveys="Questionnaires",
        surveys_lead="After checking in, members can be asked a few questions, once each.",
        none="No questionnaires yet. They have up to five questions.",
        add="New questionnaire",
        on="On",
        off="Off",
        row=lambda questions, answered: f"{questions} questions · {answered:,} answers",
        back="Back to check-in",
        answered=lambda count: f"{count:,} members answered. Nobody sees who.",
        nobody="Nobody has answered yet.",
        edit="Edit",
        times=lambda count, percent: f"{count:,} ({percent}%)",
        average=lambda value: f"{value} on average",
        title="Questionnaire",
        title_ja="Title (Japanese)",
        title_en="Title (English)",
        question=lambda place: f"Question {place}",
        question_up=lambda place: f"Question {place}: up",
        question_down=lambda place: f"Question {place}: down",
        question_ja="Question (Japanese)",
        question_en="Question (English)",
        kinds=(("one", "Choose one"), ("many", "Choose many"), ("scale", "Scale of 5")),
        choice_ja=lambda place: f"Choice {place} (Japanese)",
        choice_en=lambda place: f"Choice {place} (English)",
        add_choice="Add a choice",
        remove_choice=lambda place: f"Remove choice {place}",
        add_question="Add a question",
        remove_question="Remove this question",
        scale_note="Answered from 1 (not good) to 5 (very good).",
        fixed="Members have answered, so the questions stay as they are. To change them, stop this one and make a new one.",
        stores="Asked at",
        thanks="Our thanks",
        thanks_points="Points as thanks",
        thanks_hint=lambda most: f"Points worth {most} at most, together with those for coming by (by law).",
        no_coupon="No coupon",
        active="It is asked",
        active_hint="When it is stopped, the answers stay.",
        missing="Title, questions, at least two choices each, and a store are needed, in both languages.",
    ),
)
