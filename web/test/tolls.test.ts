import { expect, test } from "vitest";
import type { DayTally, Toll } from "../src/api/shapes";
import { upward } from "../src/charts/scales";
import { kindsOfHarm, tollsOf } from "../src/charts/tolls";
import { longestSilence, silentAt } from "../src/sources/silence";

function aToll(change: Partial<Toll>): Toll {
  return { what: "killed", camp: "", low: 0, best: 0, high: 0, events: 1, uncounted: 0, ...change };
}

function aDay(...harm: Toll[]): DayTally {
  return { day: "2021-08-12", held: {}, besieged: 0, claimed: 0, contested: 0, unknown: 0, harm };
}

test("the tolls of a day add up over the camps, and one open end leaves the whole open", () => {
  const day = aDay(
    aToll({ low: 2, best: 3, high: 4 }),
    aToll({ camp: "army", low: 10, best: null, high: null }),
  );
  expect(tollsOf([day], "killed")).toEqual([
    { day: "2021-08-12", low: 12, best: 13, high: null, events: 2, uncounted: 0 },
  ]);
});

test("killed come first, and what nobody numbered has no chart", () => {
  const day = aDay(
    aToll({ what: "freed" }),
    aToll({ what: "killed" }),
    aToll({ what: "casualties", events: 0, uncounted: 2 }),
  );
  expect(kindsOfHarm([day])).toEqual(["killed", "freed"]);
});

test("a scale ends at a round number and never counts half a person", () => {
  expect(upward(86, 100, 0).ticks).toEqual([0, 50, 100]);
  expect(upward(2, 100, 0).ticks).toEqual([0, 1, 2]);
  expect(upward(0, 100, 0).at(0)).toBe(100);
});

test("an outlet is silent when it is quiet for longer than three of its usual gaps", () => {
  const outlet = {
    name: "Wire",
    reports: 4,
    undated: 0,
    first: "2021-08-01",
    last: "2021-08-04",
    days: { "2021-08-01": 1, "2021-08-02": 1, "2021-08-03": 1, "2021-08-04": 1 },
  };
  expect(silentAt(outlet, "2021-08-06")).toBe(0);
  expect(silentAt(outlet, "2021-08-09")).toBe(5);
  expect(silentAt({ ...outlet, days: { "2021-08-01": 1 } }, "2021-08-20")).toBe(0);
  expect(longestSilence(outlet)).toBe(1);
});
