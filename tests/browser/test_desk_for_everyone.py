"""The desk without a mouse, on a phone, to a screen reader, and when the server is slow or gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from browser_desk import AXE, Serving, Visit, eventually

Open = Callable[..., Visit]

VIEWS = {
    "map": "?on=2021-08-12&since=2021-08-09&known=day",
    "place": "?on=2021-08-12&place=herat",
    "event": "?view=events&on=2021-08-12&event={event}",
    "report": "?view=places&on=2021-08-12&document={document}",
    "places": "?view=places&on=2021-08-12",
    "timeline": "?view=timeline&on=2021-08-12",
    "events": "?view=events&on=2021-08-12",
    "review": "?view=review&event={event}",
    "sources": "?view=sources&on=2021-08-12",
}


def address_of(view: str, desk: Serving) -> str:
    """A view's address, with an event and a report of this desk."""
    queued = desk.get("review?limit=1")["queue"][0]["event"]
    return VIEWS[view].format(event=queued["id"], document=queued["claims"][0]["document"])


def settled(seen: Visit) -> Any:
    """The page, once nothing is being read any more."""
    seen.page.locator(".panel").wait_for()
    assert eventually(lambda: seen.page.get_by_text("Reading ").count() == 0)
    return seen.page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(view: str, dark: bool, desk: Serving, visit: Open) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in web/.")
    page = settled(visit(desk, address_of(view, desk), dark=dark))
    # Evaluated and not added as a script: the desk's own policy forbids that.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
    assert serious == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_needs_no_sideways_scrolling(view: str, desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, address_of(view, desk), width=390, height=844))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_alone_reaches_everything(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?on=2021-08-12"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the picture"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="Fri, 13 August 2021").wait_for()
    for key, heading in (("2", "Places"), ("3", "Timeline"), ("4", "Events"), ("5", "Review"), ("6", "Sources")):
        page.keyboard.press(key)
        page.get_by_role("heading", name=heading, exact=True).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("kunduz")
    page.keyboard.press("Enter")
    page.locator(".panel h2", has_text="Kunduz").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Evidence"
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="34 provincial capitals").wait_for()
    assert page.evaluate("document.activeElement !== document.body")


def test_a_change_of_day_is_said_aloud(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?view=places&on=2021-08-12"))
    page.keyboard.press("ArrowRight")
    region = page.locator("#announcements")
    assert eventually(lambda: "Fri, 13 August 2021. Of 34 provincial capitals" in region.inner_text())


def test_the_landmarks_and_headings_name_the_parts(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?on=2021-08-12"))
    for role, name in (("navigation", "Views"), ("region", "Time"), ("complementary", "The picture in words")):
        assert page.get_by_role(role, name=name).count() == 1, (role, name)
    assert page.get_by_role("main").count() == 1
    assert page.locator("h1").count() == 1


def test_the_places_table_says_what_the_map_shows(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?view=places&on=2021-08-12"))
    page.get_by_label("Filter").fill("herat capital")
    row = page.locator("tbody tr").first
    assert eventually(lambda: page.locator("tbody tr").count() == 1)
    assert "held by Taliban" in row.inner_text()
    assert "much doubt" in row.inner_text()


def test_each_chart_has_a_table(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?view=timeline&on=2021-08-12"))
    page.get_by_role("heading", name="Killed").wait_for()
    for chart in page.locator(".chart").all():
        chart.get_by_role("button", name="Table").click()
        assert chart.locator("tbody tr").count() > 0


def test_a_dead_server_is_said_and_can_be_asked_again(desk: Serving, visit: Open) -> None:
    seen = visit(desk, "?view=places&on=2021-08-12")
    seen.expect_fault("Failed to load resource")
    page = settled(seen)
    page.route("**/api/situation*", lambda route: route.abort())
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.get_by_text("The server does not answer.").wait_for()
    page.unroute("**/api/situation*")
    page.get_by_role("button", name="Try again").first.click()
    assert eventually(lambda: page.get_by_text("The server does not answer.").count() == 0)


def test_a_desk_whose_server_never_was_there_says_so(desk: Serving, visit: Open) -> None:
    seen = visit(desk, "")
    seen.expect_fault("Failed to load resource")
    page = settled(seen)
    page.route("**/api/**", lambda route: route.abort())
    page.reload()
    page.get_by_text("Is `khabar serve` still running?").wait_for()


def test_a_slow_answer_is_said_and_the_last_picture_stays(desk: Serving, visit: Open) -> None:
    page = settled(visit(desk, "?on=2021-08-12"))

    def slowly(route: Any) -> None:
        time.sleep(3)
        route.continue_()

    page.route("**/api/situation?on=2021-07-20*", slowly)
    page.get_by_label("Day shown").fill("19")
    page.get_by_text("Still waiting for").first.wait_for()
    page.get_by_role("heading", name="34 provincial capitals").wait_for()
    assert eventually(lambda: page.get_by_text("Still waiting for").count() == 0)


def test_a_failure_of_the_server_is_told_in_its_words(desk: Serving, visit: Open) -> None:
    seen = visit(desk, "?event=event:0000")
    seen.expect_fault("404")
    seen.page.get_by_role("alert").wait_for()
    assert "0000" in seen.text("[role=alert]")
