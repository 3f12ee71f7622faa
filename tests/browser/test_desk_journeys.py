"""What people come to the desk for: a newcomer, an analyst, a reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from browser_desk import PASSWORD, Serving, Visit, eventually, is_like

HERAT = {"lat": 34.34817, "lon": 62.19967}
MAP = "map=5.50/33.6000/65.5000"

Open = Callable[..., Visit]


def test_a_newcomer_sees_the_day_and_asks_why(desk: Serving, visit: Open) -> None:
    seen = visit(desk, f"?on=2021-08-12&{MAP}")
    page = seen.page
    page.get_by_role("heading", name="Thu, 12 August 2021").wait_for()
    page.get_by_role("heading", name="34 provincial capitals").wait_for()
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("heading", name="How the desk works").wait_for()
    page.keyboard.press("Escape")
    taliban = seen.css_colour("side-1")
    assert eventually(lambda: is_like(seen.colour_at(lat=36.26468, lon=68.01551), taliban))  # Aybak
    page.mouse.click(*seen.pixel_of(**HERAT))
    page.locator(".panel h2", has_text="Herat").wait_for()
    assert "place=herat" in seen.address
    page.get_by_text("Taliban fighters seized Herat").first.wait_for()
    page.locator(".panel").get_by_role("button", name="Read it in its report").first.click()
    marked = page.locator("mark.is-pointed")
    assert "Taliban fighters seized Herat" in marked.first.inner_text()
    page.go_back()
    page.locator(".panel h2", has_text="Herat").wait_for()


def test_every_sure_capital_has_the_colour_of_its_holder(desk: Serving, visit: Open) -> None:
    seen = visit(desk, f"?on=2021-08-18&{MAP}")
    situation = desk.get("situation?on=2021-08-18")
    sides = [side["id"] for side in situation["sides"]]
    sure = [
        (situation["places"][control["place_key"]], seen.css_colour(f"side-{sides.index(control['holder'])}"))
        for control in situation["controls"]
        if control["state"] == "held"
        and control["probability"][control["holder"]] >= 0.9
        and situation["places"][control["place_key"]]["kind"] == "capital"
    ]
    assert len(sure) > 10
    seen.page.get_by_text("What the marks mean").click()

    def all_painted() -> bool:
        return all(is_like(seen.colour_at(lat=place["lat"], lon=place["lon"]), colour) for place, colour in sure)

    assert eventually(all_painted)


def test_a_step_in_time_repaints_a_place_that_fell(desk: Serving, visit: Open) -> None:
    seen = visit(desk, f"?on=2021-07-02&{MAP}")
    zaranj = {"lat": 30.95962, "lon": 61.86037}
    seen.page.get_by_text("What the marks mean").click()
    assert eventually(lambda: is_like(seen.colour_at(**zaranj), seen.css_colour("side-0")))
    seen.page.get_by_label("Day shown").fill("46")  # days after 1 July
    assert eventually(lambda: "on=2021-08-16" in seen.address)
    assert eventually(lambda: is_like(seen.colour_at(**zaranj), seen.css_colour("side-1")))


def test_what_changed_is_ringed_on_the_map(desk: Serving, visit: Open) -> None:
    seen = visit(desk, f"?on=2021-08-12&known=day&{MAP}")
    seen.page.get_by_role("heading", name="34 provincial capitals").wait_for()
    seen.page.get_by_role("button", name="3 d").click()
    ringed = seen.css_colour("changed")

    def has_ring() -> bool:
        x, y = seen.pixel_of(lat=33.55391, lon=68.42096)  # Ghazni
        return any(is_like(seen.colour_of_pixel(x, y + far), ringed, within=24) for far in range(10, 18))

    assert eventually(has_ring)


def test_an_analyst_sees_what_was_known_then_and_what_changed(desk: Serving, visit: Open) -> None:
    seen = visit(desk, "?on=2021-08-12")
    page = seen.page
    page.get_by_text("by all that is known now").wait_for()
    page.keyboard.press("d")
    page.get_by_text("as known by the end of Thu, 12 August 2021").wait_for()
    page.get_by_role("button", name="3 d").click()
    page.get_by_role("heading", name="Changed since Mon, 9 August 2021").wait_for()
    change = page.locator(".changes li", has_text="Ghazni").first
    assert "held by Taliban" in change.inner_text()
    assert "was held by Government" in change.inner_text()
    assert eventually(lambda: re.search("known=day.*since=2021-08-09", seen.address) is not None)


def test_an_analyst_releases_an_event_with_a_note_by_keys_alone(own_desk: Serving, visit: Open) -> None:
    seen = visit(own_desk, "?view=review")
    page = seen.page
    page.get_by_text("100 of 276").wait_for()
    page.keyboard.press("j")
    page.locator(".bench h3").first.wait_for()
    first = seen.address
    page.keyboard.press("n")
    page.keyboard.type("two voices agree")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.get_by_text("100 of 275").wait_for()
    assert seen.address != first  # the next one is on the bench
    assert own_desk.get("review?state=released")["total"] == 1


def test_an_analyst_splits_a_claim_off_and_takes_it_back(own_desk: Serving, visit: Open) -> None:
    told = next(e for e in own_desk.get("events?limit=500")["events"] if e["reports"] > 3)
    page = visit(own_desk, f"?view=review&event={told['id']}").page
    claims = page.locator(".claim input")
    claims.first.wait_for()
    before = claims.count()
    page.keyboard.press("s")
    page.get_by_text("Tick the claims that are another event").wait_for()
    claims.first.check()
    page.keyboard.press("s")
    assert eventually(lambda: 0 < claims.count() < before)
    page.get_by_text("What people said of these claims").wait_for()
    page.keyboard.press("u")
    assert eventually(lambda: claims.count() == before)


def test_an_analyst_puts_a_claim_right_and_takes_it_back(own_desk: Serving, visit: Open) -> None:
    told = next(e for e in own_desk.get("events?limit=500")["events"] if e["reports"] > 3)
    page = visit(own_desk, f"?view=review&event={told['id']}").page
    page.locator(".claim input").first.check()
    page.keyboard.press("c")
    form = page.get_by_role("form", name="Put a claim right")
    form.get_by_label("Read wrongly").select_option("modality")
    form.get_by_label("It is").select_option("alleged")
    form.get_by_role("button", name="Put right").click()

    def modality() -> str:
        event = own_desk.get(f"events/{told['id']}")["event"]
        return str(event["claims"][0]["modality"])

    assert eventually(lambda: modality() == "alleged")
    form.get_by_role("button", name="As coded again").click()
    assert eventually(lambda: modality() != "alleged")


def test_an_analyst_merges_two_events(own_desk: Serving, visit: Open) -> None:
    queue = own_desk.get("review?limit=100")["queue"]
    taken = [row["event"] for row in queue if row["event"]["type"] == "territory.capture"]
    place = taken[0]["places"][0]["id"]
    same = [event["id"] for event in taken if [p["id"] for p in event["places"]] == [place]]
    page = visit(own_desk, f"?view=review&event={same[0]}").page
    page.get_by_text("100 of 276").wait_for()
    row = page.locator(f"[id='queued-{same[1]}'] input")
    row.check()
    page.get_by_text("Ticked for merging").wait_for()
    page.keyboard.press("m")
    page.get_by_text("100 of 275").wait_for()
    page.get_by_text("What people said of these claims").wait_for()


def test_two_analysts_on_one_event_lose_nothing(own_desk: Serving, visit: Open) -> None:
    seen = visit(own_desk, "?view=review")
    seen.expect_fault("409")
    page = seen.page
    page.get_by_text("100 of 276").wait_for()
    page.keyboard.press("j")
    page.locator(".bench h3").first.wait_for()
    queued = own_desk.get("review")["queue"][0]
    page.get_by_placeholder("Why?").fill("mine")
    page.get_by_placeholder("Why?").blur()
    own_desk.post(
        "review/withdraw", {"ids": [queued["event"]["id"]], "claims": [], "note": "theirs", "seen": [queued["seen"]]}
    )
    page.keyboard.press("r")
    conflict = page.locator(".conflict")
    conflict.get_by_text("What you looked at").wait_for()
    conflict.get_by_text("What it is now").wait_for()
    said = conflict.inner_text()
    assert "theirs" in said
    assert "mine" in said
    assert page.get_by_placeholder("Why?").input_value() == "mine"
    conflict.get_by_role("button", name="Say it all the same").click()
    assert eventually(lambda: own_desk.get("review?state=released")["total"] == 1)


def test_a_reader_logs_in_and_sees_only_what_is_released(closed_desk: Serving, visit: Open) -> None:
    seen = visit(closed_desk)
    seen.expect_fault("401")
    page = seen.page
    page.get_by_label("Name").fill("rea")
    page.get_by_label("Password").fill("not this one, surely")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="34 provincial capitals").wait_for()
    views = page.get_by_role("navigation", name="Views").inner_text()
    assert "Review" not in views
    page.get_by_role("button", name="Events").click()
    page.get_by_text("No event is told of these days.").wait_for()
    page.get_by_role("button", name="Log out").click()
    page.get_by_label("Password").wait_for()


def test_a_link_shows_a_colleague_the_same(desk: Serving, visit: Open) -> None:
    address = f"?view=timeline&on=2021-08-09&known=2021-08-10&since=2021-08-05&place=kunduz&{MAP}"
    page = visit(desk, address).page
    page.locator(".panel h2", has_text="Kunduz").wait_for()
    page.get_by_role("heading", name="Places held").wait_for()
    assert page.get_by_label("Known by the end of").get_attribute("aria-valuetext") == "Tue, 10 August 2021"
    page.get_by_role("button", name="Map", exact=True).click()
    page.go_back()
    page.get_by_role("heading", name="Places held").wait_for()


def test_a_report_full_of_markup_is_shown_as_text(own_desk: Serving, visit: Open) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> Rebels seized the town of Herat on Monday."
    report = own_desk.post("documents?published=2021-08-16", {"text": hostile, "title": "<b>bold</b>"})
    seen = visit(own_desk, f"?document={report['id']}")
    seen.page.on("dialog", lambda dialog: seen.faults.append(f"dialog: {dialog.message}"))
    seen.page.locator(".report-text").wait_for()
    assert "<script>alert(2)</script>" in seen.text(".report-text")
    assert seen.page.locator(".panel img, .panel script, .panel b").count() == 0
