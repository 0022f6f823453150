"""The manager's page about checking in: points within the law, a questionnaire written and kept, and what was answered."""

from shared.i18n.checkin import CHECKIN
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_kiosk import OLDER, SURVEY, FakeKiosk
from tests.apps.staff.made_up import CLERK, MANAGER

WORDS = CHECKIN.ja


async def page(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/checkin", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("checkin"))
    return here


async def test_points_for_coming_stay_within_the_law(tablet: OpenTablet) -> None:
    here = await page(tablet)
    assert here.app.shows("190 pt まで")
    assert here.app.key("save-points").disabled
    await here.app.type("visit-points", "191")
    await here.app.click("save-points")
    assert here.app.shows("合わせて 200 円分まで")
    assert here.shop.kiosk.points == 5
    await here.app.type("visit-points", "たくさん")
    assert here.app.shows(WORDS.points_wrong)
    await here.app.type("visit-points", "0")
    await here.app.click("save-points")
    assert here.shop.kiosk.points == 0
    assert here.app.shows(WORDS.saved)


async def test_what_was_answered(tablet: OpenTablet) -> None:
    here = await page(tablet)
    for words in (SURVEY.title_ja, "3 問 ・ 回答 48 件", WORDS.on, OLDER.title_ja, WORDS.off):
        assert here.app.shows(words), words
    await here.app.click(f"survey-{SURVEY.id}")
    await here.app.until(lambda: here.app.has("survey-results"))
    for words in ("48 人が回答しました", "ご家族・ご友人から", "18 件(38%)", "平均 4.3"):
        assert here.app.shows(words), words
    await here.app.click("survey-close")
    assert here.app.has("surveys")


async def test_a_new_questionnaire(tablet: OpenTablet) -> None:
    here = await page(tablet, kiosk=FakeKiosk(surveys=()))
    assert here.app.shows(WORDS.none)
    await here.app.click("survey-new")
    assert here.app.key("survey-save").disabled
    for key, text in (
        ("survey-title-ja", "秋のアンケート"),
        ("survey-title-en", "This autumn"),
        ("question-ja-0", "何で来られましたか。"),
        ("question-en-0", "How did you come?"),
        ("choice-ja-0-0", "徒歩"),
        ("choice-en-0-0", "On foot"),
        ("choice-ja-0-1", "車"),
        ("choice-en-0-1", "By car"),
    ):
        await here.app.type(key, text)
    await here.app.click("add-choice-0")
    await here.app.click("remove-choice-0-2")
    await here.app.click("add-question")
    await here.app.click("kind-1-scale")
    await here.app.type("question-ja-1", "いかがでしたか。")
    await here.app.type("question-en-1", "How was it?")
    await here.app.click("add-question")
    await here.app.click("remove-question-2")
    await here.app.type("survey-points", "10")
    await here.app.click("survey-save")
    (saved,) = here.shop.kiosk.surveys
    assert (saved.title_en, saved.stores, saved.points, saved.active) == ("This autumn", ("honten",), 10, True)
    assert [(each.kind, [one.en for one in each.choices]) for each in saved.questions] == [("one", ["On foot", "By car"]), ("scale", [])]
    await here.app.until(lambda: here.app.shows("秋のアンケート"))


async def test_questions_change_places(tablet: OpenTablet) -> None:
    here = await page(tablet, kiosk=FakeKiosk(surveys=()))
    await here.app.click("survey-new")
    await here.app.type("question-ja-0", "一")
    await here.app.click("add-question")
    await here.app.type("question-ja-1", "二")
    assert not here.app.has("question-up-0")
    assert not here.app.has("question-down-1")

    def order() -> list[object]:
        return [getattr(here.app.key(f"question-ja-{place}"), "value", "") for place in (0, 1)]

    await here.app.click("question-up-1")
    assert order() == ["二", "一"]
    await here.app.click("question-down-0")
    assert order() == ["一", "二"]


async def test_questions_that_were_answered_stay_and_the_rest_may_change(tablet: OpenTablet) -> None:
    here = await page(tablet)
    await here.app.click(f"survey-{SURVEY.id}")
    await here.app.until(lambda: here.app.has("survey-edit"))
    await here.app.click("survey-edit")
    assert here.app.shows(WORDS.fixed)
    assert not here.app.has("question-ja-0")
    await here.app.fire("survey-active", "change")
    await here.app.click("survey-coupon-none")
    await here.app.click("survey-save")
    changed = here.shop.kiosk.surveys[0]
    assert (changed.active, changed.coupon, changed.questions) == (False, None, SURVEY.questions)


async def test_a_page_that_failed_has_one_button(tablet: OpenTablet) -> None:
    here = await tablet("/settings", person=MANAGER)
    here.shop.cut = True
    await here.app.go("/settings/checkin")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("checkin"))


async def test_for_managers_alone(tablet: OpenTablet) -> None:
    here = await tablet("/settings/checkin", person=CLERK)
    assert not here.app.has("checkin")


async def test_in_english(tablet: OpenTablet) -> None:
    here = await page(tablet, language="en")
    for words in ("Points for coming by", "3 questions · 48 answers", "About your visit"):
        assert here.app.shows(words), words
