"""The tools themselves, on a tiny app: the font is ours from the first frame, nothing foreign is asked for, the camera can be directed."""

from collections.abc import Generator

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.harness import FRAME, FRAMES, CameraFile, camera_clip, enable_semantics
from tests.browser.processes import free_port, process

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    port = free_port()
    with process("-m", "tests.browser.tiny", str(port), port=port, log=tmp_path_factory.mktemp("tiny") / "log") as address:
        yield address


async def test_a_page_is_readable_and_quiet(tiny: str, open_phone: Opener) -> None:
    phone = await open_phone(tiny)
    await expect(phone.page).to_have_title("試し")
    await phone.tap(phone.page.get_by_role("button", name="押す"))
    await expect(phone.page.get_by_text("押しました")).to_be_attached()
    assert (await phone.shot("harness-phone")).stat().st_size > 10_000
    assert phone.watch.found == []


BREAKS = "setTimeout(() => { throw new WebAssembly.RuntimeError('memory access out of bounds') })"


async def test_a_page_whose_engine_breaks_goes_on_where_it_was(tiny: str, open_phone: Opener) -> None:
    phone = await open_phone(tiny)
    await phone.tap(phone.page.get_by_role("button", name="押す"))
    await expect(phone.page.get_by_text("押しました")).to_be_attached()
    async with phone.page.expect_event("load"):
        await phone.page.evaluate(BREAKS)
    await enable_semantics(phone.page)
    await expect(phone.page.get_by_text("押しました")).to_be_attached()
    await phone.page.evaluate("document.title = 'これは二度目'")
    async with phone.page.expect_event("pageerror"):
        await phone.page.evaluate(BREAKS)
    await phone.page.wait_for_timeout(500)
    await expect(phone.page).to_have_title("これは二度目")  # what breaks again at once is not begun for ever
    phone.watch.found.clear()


async def test_the_camera_films_what_the_test_shows(tiny: str, open_tablet: Opener, camera: CameraFile) -> None:
    camera.show("M1 first")
    tablet = await open_tablet(tiny, camera=camera)
    await tablet.tap(tablet.page.get_by_role("button", name="撮る"))
    await expect(tablet.page.get_by_text("読んだ M1 first")).to_be_attached(timeout=10_000)
    camera.show("M1 second")
    await expect(tablet.page.get_by_text("読んだ M1 second")).to_be_attached(timeout=10_000)
    await tablet.shot("harness-tablet")


async def test_the_watch_sees_what_it_is_for(tiny: str, open_phone: Opener) -> None:
    phone = await open_phone(tiny)
    await phone.page.evaluate("console.log('hm'); fetch('missing.png'); window.open('http://198.51.100.1/')")
    wanted, kinds = {"console", "404", "foreign"}, set[str]()
    for _ in range(200):
        kinds = {line.split(":")[0].split(" ")[0] for line in phone.watch.found}
        if wanted <= kinds:
            break
        await phone.page.wait_for_timeout(50)
    assert wanted <= kinds
    await phone.page.context.close()
    phone.watch.found.clear()


async def test_a_field_that_is_not_there_fails_by_its_name(tiny: str, open_phone: Opener) -> None:
    phone = await open_phone(tiny)
    phone.page.set_default_timeout(3000)
    with pytest.raises(AssertionError, match="there is no field 'お名前'"):
        await phone.write("お名前", "花")


async def test_every_frame_of_a_film_is_as_long() -> None:
    film = camera_clip(["x", "y"])
    starts = [film[at : at + 4].hex() for at in range(0, len(film), FRAME)]
    assert starts == ["ffd8fffe"] * FRAMES
    assert film[:FRAME] != film[-FRAME:]
