"""serve.py as a small shop runs it."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx

from backend.stores.poster import join_link
from tests.browser.processes import free_port, process


def test_the_api_and_both_apps_answer_at_one_address(tmp_path: Path) -> None:
    port = free_port()
    arguments = ("serve.py", "--data", str(tmp_path / "data"), "--port", str(port), "--mail", "mailbox", "--trusted-proxy", "127.0.0.1")
    with process(*arguments, port=port, log=tmp_path / "log") as address, httpx.Client(base_url=address) as http:
        assert http.get("/v1/health").status_code == 200
        for path, title in (("/member/", "会員証"), ("/staff/", "スタッフ")):
            page = http.get(path)
            assert title in page.text
            assert "set-cookie" in page.headers
        assert len(http.cookies) == 2, "each app has a cookie of its own"
        poster = http.get(urlsplit(join_link(f"{address}/member", "honten")).path)
        assert (poster.status_code, '<base href="/member/">' in poster.text) == (200, True), "what the store's poster opens"
        over_tls = httpx.get(f"{address}/member/", headers={"x-forwarded-proto": "https"}).headers["set-cookie"]
        assert over_tls.startswith("__Host-")
        assert over_tls.endswith("; Secure")
    said = (tmp_path / "log").read_text("utf-8")
    assert f"{address}/member/" in said
    assert "Traceback" not in said, "it ends quietly"
