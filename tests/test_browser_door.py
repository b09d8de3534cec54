"""In a real browser: the policy that every answer carries is in force; that pages keep it, test_browser proves."""

from __future__ import annotations

from browser_support import GROUP
from playwright.sync_api import expect

pytestmark = GROUP


def test_text_does_not_become_script_and_nothing_leaves_for_another_host(reader):
    page = reader.open("glossary")
    broken = page.evaluate(
        """async () => {
        const broken = [];
        document.addEventListener("securitypolicyviolation", one => broken.push(one.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        await fetch("http://127.0.0.1:9/away").catch(() => null);
        const picture = new Image();
        await new Promise(end => { picture.onerror = end; picture.src = "http://127.0.0.1:9/dot.png"; });
        return [window.ran, ...broken];
    }"""
    )
    assert broken == [None, "script-src-elem", "connect-src", "img-src"]
    reader.troubles.clear()


def test_a_file_can_be_sent_where_a_page_takes_one(reader):
    head = "id,name,latitude,longitude,country,country_iso3,minerals,kind"
    rows = f"{head}\n1,Hill,36.1,-86.8,United States,USA,gallium,deposit\n"
    page = reader.open("imports")
    with page.expect_response(lambda answer: "/_stcore/upload_file/" in answer.url) as sent:
        page.locator("input[type=file]").set_input_files(
            [{"name": "hills.csv", "mimeType": "text/csv", "buffer": rows.encode()}]
        )
    assert sent.value.status == 204
    reader.settle()
    expect(page.get_by_text("hills.csv").first).to_be_visible()
