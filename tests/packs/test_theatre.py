"""Theatre packs: the shipped ones are sound, and a broken one says file, line and field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from khabar import packs
from khabar.errors import BadPack, UnknownPlace, UnknownTheatre

THEATRE = """\
schema: khabar.theatre/1
id: two-towns
name: Two towns
countries: [XX]
zone: UTC
start: 2020-01-01
licence: CC0-1.0
retrieved: 2020-01-01
sources: [made for a test]
coverage:
  says: two towns and the road between them
  minimum: {places: 2, actors: 1}
  examples:
    - text: The Reds took Alba.
      places: {Alba: alba}
      actors: {Reds: reds}
    - text: Borno fell.
      places: {Borno: borno}
sides:
  - id: red
    name: Reds
    base: alba
  - id: blue
    name: Blues
"""
PLACES = """\
key,name,names,kind,precision,country,lat,lon,holder,province
alba,Alba,Albah; El Alba,town,settlement,XX,10.5,20.5,red,North
borno,Borno,,town,settlement,XX,11.5,20.5,blue,North
"""
ACTORS = (
    "id,name,kind,side,aliases,of\nreds,Reds,armed group,red,Red Army,\nred-air,Red Air Arm,armed group,red,,reds\n"
)
ROADS = "id,one,other,name,length_km,grade\nr1,alba,borno,Alba-Borno road,110,2\n"
PROVINCES = "name,names\nNorth,Northern Province\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack of two towns."""
    folder = tmp_path / "two-towns"
    folder.mkdir()
    for name, text in (
        ("theatre.yaml", THEATRE),
        ("places.csv", PLACES),
        ("actors.csv", ACTORS),
        ("roads.csv", ROADS),
        ("provinces.csv", PROVINCES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_pack_becomes_a_theatre(pack: Path) -> None:
    theatre = packs.load_theatre(pack)
    assert packs.check(pack) == []
    assert (theatre.id, theatre.start, theatre.zone) == ("two-towns", date(2020, 1, 1), "UTC")
    assert theatre.place_named("el alba").place.id == "two-towns:alba"
    assert theatre.actors[1].of == "reds"
    assert theatre.provinces == (("North", ("North", "Northern Province")),)


BROKEN = {
    "an unknown key": ("theatre.yaml", "zone: UTC", "zone: UTC\nweather: fair", 6, "weather"),
    "a duplicate key": ("theatre.yaml", "zone: UTC", "zone: UTC\nzone: UTC", 6, "zone"),
    "an empty section": ("theatre.yaml", "sources: [made for a test]", "sources:", 9, "sources"),
    "a wrong zone": ("theatre.yaml", "zone: UTC", "zone: Moon/Crater", 5, "zone"),
    "a wrong date": ("theatre.yaml", "start: 2020-01-01", "start: soon", 6, "start"),
    "a wrong country": ("theatre.yaml", "[XX]", "[Xanadu]", 4, "countries"),
    "another schema": ("theatre.yaml", "theatre/1", "theatre/9", 1, "schema"),
    "a side's base nowhere": ("theatre.yaml", "base: alba", "base: carna", 22, "sides[0].base"),
    "an ally nowhere": ("theatre.yaml", "base: alba", "allies: [green]", 22, "sides[0].allies[0]"),
    "its own ally": ("theatre.yaml", "base: alba", "allies: [red]", 22, "sides[0].allies[0]"),
    "a side twice": ("theatre.yaml", "id: blue", "id: red", 23, "sides[1].id"),
    "fewer places than promised": ("theatre.yaml", "places: 2", "places: 3", 12, "coverage.minimum.places"),
    "an example's place nowhere": (
        "theatre.yaml", "{Borno: borno}", "{Borno: burno}", 18, "coverage.examples[1].places.Borno",
    ),
    "an example without its words": (
        "theatre.yaml", "Borno fell", "It fell", 18, "coverage.examples[1].places.Borno",
    ),
    "a key twice": ("places.csv", "borno,Borno", "alba,Borno", 3, "key"),
    "a spelling for two places": ("places.csv", "borno,Borno,", "borno,Borno,albah", 3, "names"),
    "an unknown kind": ("places.csv", "town,settlement,XX,10.5", "hamlet,settlement,XX,10.5", 2, "kind"),
    "an unknown side": ("places.csv", "20.5,blue", "20.5,green", 3, "holder"),
    "a latitude off the globe": ("places.csv", "10.5,20.5", "100.5,20.5", 2, "lat"),
    "no longitude": ("places.csv", "10.5,20.5", "10.5,", 2, "lon"),
    "a province nowhere": ("places.csv", "red,North", "red,South", 2, "province"),
    "an unknown column": ("places.csv", "holder,province", "holder,provinz", 1, "provinz"),
    "an actor's kind": ("actors.csv", "Reds,armed group", "Reds,army", 2, "kind"),
    "an actor's parent nowhere": ("actors.csv", "red,,reds", "red,,blues", 3, "of"),
    "an alias for two actors": ("actors.csv", "red,,reds", "red,red army,reds", 3, "aliases"),
    "a road to nowhere": ("roads.csv", "alba,borno", "alba,carna", 2, "other"),
    "a road to itself": ("roads.csv", "alba,borno", "alba,alba", 2, "other"),
    "a road without length": ("roads.csv", ",110,", ",,", 2, "length_km"),
    "a road's grade": ("roads.csv", "110,2", "110,7", 2, "grade"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "field"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_pack_is_refused_where_it_is_broken(
    pack: Path, file: str, old: str, new: str, line: int, field: str
) -> None:
    _change(pack, file, old, new)
    found = [(Path(fault.file).name, fault.line, fault.field) for fault in packs.check(pack)]
    assert (file, line, field) in found
    with pytest.raises(BadPack):
        packs.load_theatre(pack)


@pytest.mark.parametrize("file", ["places.csv", "actors.csv"])
def test_a_missing_table_is_a_fault(pack: Path, file: str) -> None:
    (pack / file).unlink()
    assert any(fault.file.endswith(file) and "missing" in fault.fault for fault in packs.check(pack))


def test_roads_and_provinces_may_be_absent(pack: Path) -> None:
    (pack / "roads.csv").unlink()
    (pack / "provinces.csv").unlink()
    assert packs.check(pack) == []


def test_all_faults_are_told_at_once(pack: Path) -> None:
    _change(pack, "places.csv", "20.5,blue", "20.5,green")
    _change(pack, "roads.csv", "110,2", "110,7")
    assert {Path(fault.file).name for fault in packs.check(pack)} >= {"places.csv", "roads.csv"}


def test_all_faults_of_a_row_are_told_and_spoil_no_other_table(pack: Path) -> None:
    _change(pack, "places.csv", "town,settlement,XX,10.5", "hamlet,point,XX,far")
    found = {(Path(fault.file).name, fault.line, fault.field) for fault in packs.check(pack)}
    assert found == {("places.csv", 2, column) for column in ("kind", "precision", "lat")}


def test_every_blank_of_theatre_yaml_is_told_at_once(pack: Path) -> None:
    for line in ("zone: UTC", "start: 2020-01-01", "sources: [made for a test]"):
        _change(pack, "theatre.yaml", line, f"{line.partition(':')[0]}:")
    assert [(f.line, f.field, f.fault) for f in packs.check(pack)] == [
        (5, "zone", "is empty"), (6, "start", "is empty"), (9, "sources", "is empty"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("theatre.yaml", "start: 2020-01-01", "start:", "YYYY-MM-DD"),
        ("theatre.yaml", "start: 2020-01-01", "start: soon", "YYYY-MM-DD"),
        ("theatre.yaml", "zone: UTC\n", "", "Asia/Kabul"),
        ("theatre.yaml", "base: alba", "base: carna", "places.csv"),
        ("places.csv", "10.5,20.5", "100.5,20.5", "from -90 to 90"),
        ("places.csv", "20.5,blue", "20.5,green", "Known: red, blue."),
        ("roads.csv", "alba,borno", "alba,carna", "A key in places.csv"),
    ],
)
def test_a_fault_comes_with_what_should_stand_there(pack: Path, file: str, old: str, new: str, words: str) -> None:
    _change(pack, file, old, new)
    assert words in packs.check(pack)[0].next_step


def test_a_line_that_starts_with_a_number_sign_is_a_comment(pack: Path) -> None:
    _change(pack, "roads.csv", "r1,alba", "# the only road, says everybody\nr1,alba")
    assert [road.id for road in packs.load_theatre(pack).roads] == ["r1"]


def test_what_a_sound_pack_leaves_open_is_told(pack: Path) -> None:
    _change(pack, "places.csv", "20.5,blue", "20.5,")
    (pack / "roads.csv").unlink()
    assert packs.gaps(packs.load_theatre(pack)) == (
        "1 place without a holder at the start: borno",
        "1 side without an actor, so that no report can name it: blue",
        "there are no roads, so that none can be told as cut or open",
    )


def test_a_pack_that_moved_is_the_same_theatre(pack: Path, tmp_path: Path) -> None:
    before = packs.load_theatre(pack)
    moved = pack.rename(tmp_path / "elsewhere")
    assert packs.load_theatre(moved) == packs.load_theatre(moved / "theatre.yaml") == before


def test_a_file_that_is_no_text_is_a_fault(pack: Path) -> None:
    (pack / "places.csv").write_bytes(b"key,name\n\xff\xfe\n")
    fault = next(f for f in packs.check(pack) if f.file.endswith("places.csv"))
    assert (fault.line, fault.fault) == (2, "is not UTF-8")


def test_an_unknown_theatre_names_the_known_ones() -> None:
    with pytest.raises(UnknownTheatre, match="afghanistan-2021"):
        packs.load_theatre("atlantis")


def test_a_folder_without_a_theatre_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="is missing"):
        packs.load_theatre(tmp_path)


def test_a_user_folder_adds_theatres(pack: Path) -> None:
    assert packs.theatres(pack.parent) == ("afghanistan-2021", "libya-2011", "mali-2012", "two-towns")
    assert packs.load_theatre("two-towns", folders=(pack.parent,)).name == "Two towns"


@pytest.mark.parametrize("name", packs.theatres())
def test_a_shipped_theatre_is_sound_and_its_examples_hold(name: str) -> None:
    assert packs.check(name) == []
    assert packs.load_theatre(name).id == name


@pytest.mark.parametrize("name", packs.theatres())
def test_a_shipped_theatre_can_be_travelled_and_knows_who_held_what(name: str) -> None:
    # Afghanistan names some bodies that were on nobody's side.
    assert [gap for gap in packs.gaps(packs.load_theatre(name)) if "without a side" not in gap] == []


def test_libya_and_mali_start_in_the_hands_of_their_governments() -> None:
    for name, capitals, count in (("libya-2011", "district capitals", 22), ("mali-2012", "regional capitals", 9)):
        theatre = packs.load_theatre(name)
        assert {place.holder for place in theatre.places} == {"government"}
        assert len(theatre.members(capitals)) <= count == len(theatre.provinces)


def test_afghanistan_has_its_34_capitals_with_the_republic_at_the_start() -> None:
    theatre = packs.load_theatre("afghanistan-2021")
    capitals = theatre.members("provincial capitals")
    assert len(capitals) == len({c.province for c in capitals}) == 34
    assert {c.holder for c in capitals} == {"government"}
    assert theatre.place_named("Sher Khan Bandar").holder == "taliban"
    assert theatre.side_by_id["government"].base == "kabul"


def test_afghanistan_knows_capitals_by_many_spellings() -> None:
    theatre = packs.load_theatre("afghanistan-2021")
    for spelling, key in (
        ("Puli Khumri", "pul-e-khumri"),
        ("Chaghcharan", "firozkoh"),
        ("Mazar-e Sharif", "mazar-i-sharif"),
    ):
        assert theatre.place_named(spelling).key == key
    with pytest.raises(UnknownPlace, match="Herat"):
        theatre.place_named("Heratt")


def test_afghanistan_is_one_road_graph() -> None:
    theatre = packs.load_theatre("afghanistan-2021")
    reached, border = {"kabul"}, {"kabul"}
    links = [(road.one, road.other) for road in theatre.roads]
    while border:
        border = {b for a, b in links if a in border} | {a for a, b in links if b in border}
        border -= reached
        reached |= border
    assert reached == {place.key for place in theatre.places}


def test_the_kabul_kandahar_highway_is_as_long_as_published() -> None:
    theatre = packs.load_theatre("afghanistan-2021")
    length = sum(road.length_km for road in theatre.roads if road.name == "Kabul-Kandahar highway")
    assert 470 <= length <= 500
