"""`khabar course`: who held a place from when to when, as a person and a program see it."""

from __future__ import annotations

import json
from pathlib import Path

from cli_runs import khabar


def test_a_place_is_told_by_its_periods(tmp_path: Path) -> None:
    report = "---\ndate: 2021-08-12\nsource: The Wire\n---\nThe Taliban captured Ghazni on Thursday, residents said.\n"
    (tmp_path / "a.txt").write_text(report, encoding="utf-8")
    khabar("ingest", "a.txt", "--store", "s.db", "--theatre", "afghanistan-2021", cwd=tmp_path)
    told = khabar("course", "Ghazni", "--store", "s.db", cwd=tmp_path).out
    assert "1 Jul 2021   11 Aug 2021  held by Government" in told
    assert "12 Aug 2021  12 Aug 2021  held by Taliban" in told
    assert "The Wire, 2021-08-12" in told
    (course,) = json.loads(khabar("course", "Ghazni", "--store", "s.db", "--json", cwd=tmp_path).out)
    assert course["format"] == "khabar.course/1"
    assert [p["state"] for p in course["periods"]] == ["government", "taliban"]
