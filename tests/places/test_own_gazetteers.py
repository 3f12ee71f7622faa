"""The user's own gazetteers: what is read from their files, what is left out, and which of two descriptions counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from gazetteer_rows import a_file, a_row, made, with_own
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.documents import from_text
from khabar.errors import BadInput, MissingPart, UnreadableGazetteer
from khabar.places.find import Geoparser
from khabar.places.gazetteer import Gazetteer, edition_of
from khabar.places.gazetteer_file import open_file
from khabar.places.own.build import work_folder
from khabar.places.own.source import Source
from khabar.places.spelling import folded, plain
from khabar.records import Place

KUNDUZ = 1135690  # GeoNames' town of Kunduz, which the embedded gazetteer has


def own_place(gazetteer: Gazetteer, name: str) -> Place:
    """The one place of a name that no embedded place bears."""
    (bearer,) = gazetteer.named(plain(name))
    return bearer.place


def aside(file: Path) -> list[list[str]]:
    """The rows set aside when a gazetteer was made."""
    shown: list[list[str]] = open_file(file).facts["shown"]
    return shown


@pytest.mark.parametrize(
    ("feature", "precision"),
    [
        ("P.PPL", "settlement"),
        ("A.ADM1", "province"),
        ("A.ADM2", "district"),
        ("A.ADMD", "district"),
        ("H.STM", "water"),
        ("L.RGN", "region"),
        ("L.MILB", "site"),
        ("R.RD", "route"),
        ("S.AIRB", "site"),
        ("S.DAM", "site"),
        ("T.PASS", "site"),
        ("T.VAL", "region"),
    ],
)
def test_a_feature_is_a_place_of_its_kind(tmp_path: Path, feature: str, precision: str) -> None:
    file = made(a_file(tmp_path, a_row(name="Zorvandek", feature=feature)))
    assert own_place(with_own(file), "Zorvandek").precision == precision


@pytest.mark.parametrize("feature", ["S.HTL", "T.HLL", "V.FRST", "R.ST"])
def test_what_war_reports_seldom_name_is_left_out_unless_asked_for(tmp_path: Path, feature: str) -> None:
    file = a_file(tmp_path, a_row(name="Zorvandek", feature=feature), a_row(9_000_002, "Barvandek"))
    assert with_own(made(file)).named("zorvandek") == ()
    assert with_own(made(file, name="all", classes=feature)).named("zorvandek") != ()
    assert with_own(made(file, name="all", classes=feature)).named("barvandek") == ()


def test_a_class_that_geonames_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="'X' is no feature class"):
        made(a_file(tmp_path, a_row()), classes="P,X")


def test_only_the_places_of_the_country_asked_for_are_read(tmp_path: Path) -> None:
    rows = (a_row(name="Zorvandek"), a_row(9_000_002, "Barvandek", country="PK"))
    gazetteer = with_own(made(a_file(tmp_path, *rows), country="PK"))
    assert gazetteer.named("zorvandek") == ()
    assert own_place(gazetteer, "Barvandek").country == "PK"


def test_a_place_that_is_no_more_is_marked_so(tmp_path: Path) -> None:
    rows = (a_row(name="Zorvandek", feature="P.PPLQ"), a_row(9_000_002, "Barvandek", feature="A.ADM1H"))
    gazetteer = with_own(made(a_file(tmp_path, *rows, a_row(9_000_003, "Garvandek"))))
    marks = [gazetteer.named(name)[0].former for name in ("zorvandek", "barvandek", "garvandek")]
    assert marks == [True, True, False]


def test_a_place_is_found_by_every_spelling_and_by_those_like_them(tmp_path: Path) -> None:
    others = "Zorvandik,Заврандек,زوروندک,zrwndk,ZVK"
    file = made(a_file(tmp_path, a_row(name="Zawrāndek", others=others), a_row(9_000_002, "Barvandek")))
    gazetteer = with_own(file)
    for name in ("Zawrandek", "Zorvandik", "Заврандек", "زوروندک"):
        assert own_place(gazetteer, name).id == "geonames:9000001"
    assert own_place(gazetteer, "Zawrandek").name == "Zawrandek"
    assert [f.bearer.how for f in gazetteer.find("Zaurandik")] == ["folded"]
    for code in ("zrwndk", "ZVK", "Zurandek Bala"):
        assert gazetteer.find(code) == ()


def test_a_province_is_found_without_the_word_for_it(tmp_path: Path) -> None:
    rows = (a_row(name="Zorvandek Province", feature="A.ADM1"), a_row(9_000_002, "Barvandek County"))
    gazetteer = with_own(made(a_file(tmp_path, *rows)))
    assert own_place(gazetteer, "Zorvandek").precision == "province"
    assert gazetteer.named("barvandek") == ()


def test_a_name_that_is_a_common_word_is_weak(tmp_path: Path) -> None:
    gazetteer = with_own(made(a_file(tmp_path, a_row(name="Market"), a_row(9_000_002, "Zorvandek"))))
    weak = {b.place.id: b.weak for name in ("market", "zorvandek") for b in gazetteer.named(name)}
    assert (weak["geonames:9000001"], weak["geonames:9000002"]) == (True, False)


def test_a_bad_row_is_set_aside_with_its_line_and_field_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = (
        a_row(9_000_001, "Zorvandek"),
        a_row(9_000_002, "Barvandek", lat="north"),
        a_row(9_000_003, "Garvandek", lon=200),
        a_row("x", "Marvandek"),
        "Not a row at all",
        a_row(9_000_004, "Tarvandek", feature="Q.PPL"),
        a_row(9_000_005, "Harvandek", population="many"),
        a_row(9_000_006, "Larvandek"),
    )
    file = made(a_file(tmp_path, *rows))
    facts = open_file(file).facts
    assert (facts["rows"], facts["places"], facts["aside"]) == (8, 2, 6)
    assert aside(file) == [
        ["AF.txt", "line 2", "latitude", "'north' is no number"],
        ["AF.txt", "line 3", "longitude", "200 is not between -180 and 180 degrees"],
        ["AF.txt", "line 4", "geonameid", "'x' is no whole number"],
        ["AF.txt", "line 5", "", "has 1 columns where GeoNames has 19"],
        ["AF.txt", "line 6", "feature class", "'Q' is no class of GeoNames"],
    ]
    assert own_place(with_own(file), "Larvandek").lat == 34.5


def test_a_line_that_is_not_utf_8_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "AF.txt"
    file.write_bytes(f"{a_row(name='Zorvandek')}\n".encode() + a_row(9_000_002, "Bärvandek").encode("latin-1") + b"\n")
    assert aside(made(file)) == [["AF.txt", "line 2", "", "is not UTF-8"]]


def test_a_table_of_ones_own_is_read_with_its_kinds_ids_and_p_codes(tmp_path: Path) -> None:
    text = (
        "Name;Latitude;Longitude;Names;Kind;Country;Admin1;Population;Pcode;Id\n"
        "Zorvandek;36.1;68.2;Zorvan; village;AF;Kunduz;1200;AF1799;\n"
        "Barvandek Bridge;36.2;68.3;;bridge;AF;24;;;b7\n"
        "Garvandek;36.3;68.4;;;AF;Nowhere;;;\n"
    ).replace("; village", ";village")
    file = tmp_path / "own.csv"
    file.write_text(text, encoding="utf-8-sig")
    gazetteer = with_own(made(file))
    town, bridge, third = (own_place(gazetteer, name) for name in ("Zorvan", "Barvandek Bridge", "Garvandek"))
    assert (town.id, town.pcode, town.precision, town.admin1) == ("pcode:AF1799", "AF1799", "settlement", "24")
    assert (town.population, town.geonameid, town.lat, town.lon) == (1200, None, 36.1, 68.2)
    assert (bridge.id, bridge.precision, bridge.admin1) == ("own:mine:b7", "site", "24")
    assert (third.id, third.precision, third.admin1) == ("own:mine:garvandek@36.3000,68.4000", "settlement", "")
    assert [f.bearer.place.id for f in gazetteer.find("af1799")] == ["pcode:AF1799"]
    assert gazetteer.named("af1799") == ()  # no text is searched for P-codes


def test_rows_of_a_table_that_do_not_fit_are_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    lines = (b"name,lat,lon,kind", b"Zorvandek,36,68,", b"B\xe4rvandek,36,68,", b"Garvandek,36,68,planet", b",36,68,")
    file.write_bytes(
        b"\n".join((*lines, b'"Marvandek, Upper",36,68,town', b"Tarvandek,36,68,,town", b"Harvandek,,68,"))
    )
    gazetteer = made(file)
    assert [row[1:3] for row in aside(gazetteer)] == [
        ["line 3", ""],
        ["line 4", "kind"],
        ["line 5", "name"],
        ["line 7", ""],
        ["line 8", "lat"],
    ]
    assert own_place(with_own(gazetteer), "Marvandek, Upper").id.startswith("own:mine:marvandek-upper@")


def a_feature(geometry: dict[str, Any], **properties: object) -> dict[str, Any]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(folder: Path, *features: object, indent: int | None = None) -> Path:
    """A GeoJSON file of these features."""
    file = folder / "admin.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=indent), encoding="utf-8")
    return file


SQUARE = [[68.0, 36.0], [70.0, 36.0], [70.0, 38.0], [68.0, 38.0], [68.0, 36.0]]
SPECK = [[10.0, 10.0], [10.1, 10.0], [10.1, 10.1], [10.0, 10.0]]


@pytest.mark.parametrize("indent", [None, 2])
def test_geojson_gives_points_areas_and_lines_their_point(tmp_path: Path, indent: int | None) -> None:
    features = (
        a_feature({"type": "Point", "coordinates": [65.5, 34.5]}, name="Zorvandek"),
        a_feature({"type": "Polygon", "coordinates": [SQUARE]}, name="Barvandek", kind="district"),
        a_feature({"type": "MultiPolygon", "coordinates": [[SPECK], [SQUARE]]}, name="Garvandek", kind="province"),
        a_feature({"type": "LineString", "coordinates": [[1, 2], [3, 4], [5, 6]]}, name="Marvandek Road"),
    )
    gazetteer = with_own(made(geojson(tmp_path, *features, indent=indent)))
    names = ("Zorvandek", "Barvandek", "Garvandek", "Marvandek Road")
    found = [(p.precision, p.lat, p.lon) for p in (own_place(gazetteer, name) for name in names)]
    assert found == [("settlement", 34.5, 65.5), ("district", 37, 69), ("province", 37, 69), ("route", 4, 3)]


def test_humanitarian_boundaries_give_the_finest_division_its_p_code(tmp_path: Path) -> None:
    outer = {"ADM0_EN": "Afghanistan", "ADM0_PCODE": "AF", "ADM1_EN": "Kunduz", "ADM1_PCODE": "AF17"}
    inner = {**outer, "ADM2_EN": "Zorvandek", "ADM2_PCODE": "AF1799", "ADM2_PS": "زوروندک", "ADM2ALT1EN": "Zorvan"}
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    gazetteer = with_own(made(geojson(tmp_path, a_feature(area, **inner), a_feature(area, **outer))))
    for name in ("Zorvandek", "Zorvan", "زوروندک"):
        place = own_place(gazetteer, name)
        assert (place.id, place.precision, place.country, place.admin1) == ("pcode:AF1799", "district", "AF", "24")
    province = next(b.place for b in gazetteer.named("kunduz") if b.place.id == "pcode:AF17")
    assert (province.precision, province.admin1) == ("province", "24")


def test_a_feature_without_a_point_and_a_file_cut_off_are_told(tmp_path: Path) -> None:
    file = geojson(tmp_path, a_feature({"type": "Point", "coordinates": [65.5, 34.5]}, name="Zorvandek"), {"a": 1})
    assert aside(made(file)) == [["admin.geojson", "feature 2", "", "has no geometry with coordinates"]]
    file.write_text(file.read_text(encoding="utf-8")[:-3], encoding="utf-8")
    assert aside(made(file, name="cut"))[0][1] == "feature 2"


def zipped(folder: Path, **members: str) -> Path:
    """An archive with these files in it."""
    file = folder / "AF.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return file


def test_an_archive_is_read_as_geonames_ships_it(tmp_path: Path) -> None:
    file = zipped(tmp_path, readme="GeoNames.", AF=f"{a_row(name='Zorvandek')}\n{a_row(lat='x')}\n")
    assert aside(made(file)) == [["AF.txt", "line 2", "latitude", "'x' is no number"]]


def test_an_archive_of_several_files_or_a_damaged_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGazetteer, match=r"several files \(AF.txt, PK.txt\)"):
        Source.at(zipped(tmp_path, AF=a_row(), PK=a_row()))
    file = zipped(tmp_path, AF="\n".join(a_row(9_000_000 + i, f"Zor{i}") for i in range(2_000)))
    whole = bytearray(file.read_bytes())
    whole[3_000:3_100] = bytes(100)
    file.write_bytes(whole)
    with pytest.raises(UnreadableGazetteer, match="the archive is damaged"):
        made(file)
    assert not (tmp_path / "mine.gaz").exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is empty"),
        ("My diary.\nToday it rained.\n", "none of the forms that are read"),
        ("name,population\nZorvandek,12\n", "none of the forms that are read"),
        ("name,lat,lon\nZorvandek,north,east\n", "no row can be read; the first fault is in x.txt, line 2, lat"),
        (f"{a_row(lat='x')}\n", "no row can be read"),
        (f"{a_row(feature='V.FRST')}\n", "none of its places is of the classes"),
        ('{"type": "FeatureCollection", "features": []}', "none of its places"),
    ],
    ids=lambda text: text[:24],
)
def test_a_file_in_which_nothing_can_be_read_says_what_is_expected(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableGazetteer, match=fault) as caught:
        made(tmp_path / "x.txt")
    assert "19 columns" in caught.value.next_step
    assert [file.name for file in tmp_path.iterdir()] == ["x.txt"]


def test_the_users_description_of_a_place_wins_and_its_names_are_those_of_both(tmp_path: Path) -> None:
    world = next(b.place for b in Gazetteer.load().named("kunduz") if b.place.geonameid == KUNDUZ)
    gazetteer = with_own(made(a_file(tmp_path, a_row(KUNDUZ, "Kunduz", others="Zorvandek", lat=36.7, lon=68.9))))
    for name in ("Kunduz", "Qunduz", "Zorvandek"):
        place = next(b.place for b in gazetteer.named(plain(name)) if b.place.geonameid == KUNDUZ)
        assert (place.lat, place.lon, place.population) == (36.7, 68.9, world.population)
    assert [b.place.id for b in gazetteer.named("kunduz")].count(world.id) == 1
    assert [p.lat for p in gazetteer.places_in("AF") if p.geonameid == KUNDUZ] == [36.7]
    (found,) = (f for f in gazetteer.find("Kunduz") if f.bearer.place.geonameid == KUNDUZ)
    assert found.gazetteers == ("mine", "world")


def test_what_the_embedded_gazetteer_knows_of_a_name_holds(tmp_path: Path) -> None:
    file = made(a_file(tmp_path, a_row(1149361, "Afghanistan", feature="A.PCLI", others="Afghan", admin1="00")))
    syrian = next(b for b in with_own(file).named("afghan") if b.place.geonameid == 1149361)
    assert syrian.how == "demonym"


def test_of_two_gazetteers_the_first_by_name_describes_a_place(tmp_path: Path) -> None:
    one = made(a_file(tmp_path, a_row(name="Zorvandek", lat=1)), name="a")
    other = made(a_file(tmp_path, a_row(name="Zorvandek", others="Barvandek", lat=2), name="b.txt"), name="b")
    gazetteer = with_own(one, other)
    assert own_place(gazetteer, "Zorvandek").lat == own_place(gazetteer, "Barvandek").lat == 1


def test_reading_finds_places_that_only_the_user_has(tmp_path: Path) -> None:
    text = "Rebels seized the town of Zorvandek on Monday. The army shelled Zaurvandik at night."
    file = made(a_file(tmp_path, a_row(name="Zorvandek", others="Zawrvandek,Заврвандек", population=9_000)))
    geoparser = Geoparser.load(gazetteers=[file])
    names = geoparser.find(from_text(text))
    assert {name.span.text: name.place.id if name.place else "" for name in names} == {
        "Zorvandek": "geonames:9000001",
        "Zaurvandik": "geonames:9000001",
    }


@given(order=st.permutations(range(12)), block=st.integers(1, 12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_rows_and_any_size_of_blocks_gives_the_same_answers(
    tmp_path: Path, order: list[int], block: int
) -> None:
    rows = [a_row(9_000_000 + i, f"Zor{'abc'[i % 3]}vandek", population=i // 4, lat=i) for i in range(1, 13)]
    for old in tmp_path.iterdir():
        if old.is_file():
            old.unlink()
    gazetteer = with_own(made(a_file(tmp_path, *(rows[i] for i in order)), block=block))
    for letter in "abc":
        key = f"zor{letter}vandek"
        expected = sorted((-(i // 4), 9_000_000 + i) for i in range(1, 13) if "abc"[i % 3] == letter)
        for form in (key, f"~{folded(key)}"):
            held = [b.place for b in gazetteer.named(form) if b.place.name == f"Zor{letter}vandek"]
            assert [(-p.population, p.geonameid) for p in held] == expected


def test_the_edition_tells_the_same_places_from_others(tmp_path: Path) -> None:
    rows = [a_row(9_000_000 + i, f"Zor{i}vandek") for i in range(1, 9)]
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first = edition_of(made(a_file(one, *rows)))
    assert edition_of(made(a_file(other, *rows), block=3)) == first
    assert edition_of(made(a_file(other, *rows[1:]))) != first


def test_a_gazetteer_made_already_is_not_made_again(tmp_path: Path) -> None:
    source = a_file(tmp_path, a_row())
    file = made(source)
    before = file.stat().st_mtime_ns
    made(source)
    assert file.stat().st_mtime_ns == before
    made(source, country="AF")
    assert file.stat().st_mtime_ns > before


SLOW_BUILD = """
import sys, time
from pathlib import Path
from gazetteer_rows import Order, Selection, Source, build
order = Order("mine", (Source.at(Path("AF.txt")),), Selection(), "")
for done in build(order, Path("mine.gaz"), block=10):
    print(done, flush=True)
    time.sleep(0.3)
"""


def test_a_making_that_was_killed_goes_on_from_the_blocks_it_finished(tmp_path: Path) -> None:
    rows = [a_row(9_000_000 + i, f"Zor{i}vandek") for i in range(1, 101)]
    source = a_file(tmp_path, *rows)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert process.stdout is not None
    for _ in range(3):
        assert process.stdout.readline() == b"10\n"
    process.kill()
    process.communicate()
    target = tmp_path / "mine.gaz"
    parts = {part: part.stat().st_mtime_ns for part in work_folder(target).glob("*.part")}
    assert 3 <= len(parts) < 10
    assert not target.exists()
    order_again = made_watching(source, parts)
    assert order_again == parts
    assert open_file(target).facts["places"] == 100
    assert not work_folder(target).exists()


def made_watching(source: Path, parts: dict[Path, int]) -> dict[Path, int]:
    """Go on making; the times of change of the parts that lay there, taken before they are joined."""
    from gazetteer_rows import Order, Selection, build

    times: dict[Path, int] = {}
    for rows in build(Order("mine", (Source.at(source),), Selection(), ""), source.parent / "mine.gaz", block=10):
        if rows:
            times = {part: part.stat().st_mtime_ns for part in parts}
    return times


def test_parts_of_another_file_are_not_taken_up(tmp_path: Path) -> None:
    from gazetteer_rows import Order, Selection, build

    source = a_file(tmp_path, *(a_row(9_000_000 + i, f"Zor{i}vandek") for i in range(1, 31)))
    going = build(Order("mine", (Source.at(source),), Selection(), ""), tmp_path / "mine.gaz", block=10)
    next(going)
    time.sleep(0.01)
    source = a_file(tmp_path, a_row(9_000_100, "Barvandek"))
    gazetteer = with_own(made(source, block=10))
    assert gazetteer.named("zor1vandek") == ()
    assert own_place(gazetteer, "Barvandek").geonameid == 9_000_100


def test_a_gazetteer_cut_short_is_told_as_damaged_with_what_to_do(tmp_path: Path) -> None:
    file = made(a_file(tmp_path, *(a_row(9_000_000 + i, f"Zor{i}vandek") for i in range(1, 31))))
    file.write_bytes(file.read_bytes()[:-400])
    with pytest.raises(MissingPart, match=r"mine.gaz is damaged.*khabar gazetteer add"):
        with_own(file)
