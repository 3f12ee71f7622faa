import { expect, test } from "vitest";
import type { Control, Side } from "../src/api/shapes";
import { differing, looks } from "../src/map/features";
import { markName, markNamed, markOf } from "../src/map/mark";
import { codedState, percent, range, stateWords } from "../src/places/wording";

const SIDES: Side[] = [
  { id: "army", name: "Army" },
  { id: "rebels", name: "Rebels" },
];

function aControl(change: Partial<Control> = {}): Control {
  return {
    place_key: "ford",
    on: "2021-08-12",
    state: "held",
    holder: "army",
    claimant: "",
    presumed: "army",
    probability: { army: 0.95, rebels: 0.05 },
    since: "2021-07-01",
    last_heard: null,
    ...change,
  };
}

test.each([
  [0.95, 0],
  [0.9, 0],
  [0.8, 1],
  [0.7, 1],
  [0.5, 2],
])("a holder of %f is drawn with doubt %i", (chance, doubt) => {
  expect(markOf(aControl({ probability: { army: chance } }), SIDES).doubt).toBe(doubt);
});

test("held, contested, claimed, besieged and unknown have five different marks", () => {
  const states = [
    aControl(),
    aControl({ state: "contested", holder: "" }),
    aControl({ state: "claimed", claimant: "rebels" }),
    aControl({ state: "besieged", claimant: "rebels" }),
    aControl({ state: "unknown", holder: "" }),
  ];
  const names = states.map((control) => markName(markOf(control, SIDES)));
  expect(new Set(names).size).toBe(5);
  for (const name of names) expect(markName(markNamed(name) ?? markOf(aControl(), SIDES))).toBe(name);
});

test("only the places that look otherwise are sent to the map", () => {
  const places = ["ford", "hill"].map((key) => ({
    key,
    name: key,
    names: [key],
    lat: 1,
    lon: 2,
    kind: "town",
    province: "",
    sets: [],
  }));
  const before = looks(places, [aControl(), aControl({ place_key: "hill" })], SIDES, new Set());
  const taken = aControl({ place_key: "hill", holder: "rebels", probability: { rebels: 0.99 } });
  const after = looks(places, [aControl(), taken], SIDES, new Set());
  expect(differing(before, after)).toEqual([1]);
  expect(differing([], after)).toEqual([0, 1]);
  const changed = looks(places, [aControl(), taken], SIDES, new Set(["ford"]));
  expect(differing(after, changed)).toEqual([0]);
});

test("states are told in words that never blur", () => {
  expect(stateWords(aControl(), SIDES)).toBe("held by Army");
  expect(stateWords(aControl({ state: "besieged", claimant: "rebels" }), SIDES)).toBe(
    "held by Army, besieged by Rebels",
  );
  expect(stateWords(aControl({ state: "unknown", holder: "" }), SIDES)).toBe("unknown; Army held it last");
  expect(codedState("held:rebels", SIDES)).toBe("held by Rebels");
  expect(codedState("rebels", SIDES)).toBe("held by Rebels");
  expect(codedState("cut", SIDES)).toBe("cut");
  expect(codedState("", SIDES)).toBe("not in the picture");
});

test("very likely is not certain", () => {
  expect(percent(0.9999)).toBe(">99 %");
  expect(percent(0.0001)).toBe("<1 %");
  expect(percent(1)).toBe("100 %");
  expect(percent(0.671)).toBe("67 %");
});

test("a figure without an upper bound says so", () => {
  expect(range(12, null, null)).toBe("12 or more");
  expect(range(12, 20, 30)).toBe("12 to 30");
  expect(range(24000, 24000, 24000)).toBe("24,000");
  expect(range(null, null, null)).toBe("not counted");
});
