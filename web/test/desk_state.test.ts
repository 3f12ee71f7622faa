import { describe, expect, test } from "vitest";
import { type DeskState, fromAddress, isPage, START, toAddress } from "../src/state/desk_state";

const FULL: DeskState = {
  view: "review",
  on: "2021-08-12",
  known: "2021-08-09",
  since: "2021-08-05",
  side: "government",
  place: "“Herat” & more",
  event: "event:579af03e19a7587a",
  document: "87ab8aa53b9c4921",
  claim: "345ad251cc9f30f0168b",
  type: "territory.",
  map: { zoom: 6.25, lat: 34.1, lon: -66.5 },
};

describe("the address of the desk", () => {
  test("holds all that is shown", () => {
    expect(fromAddress(toAddress(FULL))).toEqual(FULL);
  });

  test("is empty where nothing is chosen", () => {
    expect(toAddress(START)).toBe("");
    expect(fromAddress("")).toEqual(START);
  });

  test("keeps that knowledge follows the day", () => {
    expect(fromAddress(toAddress({ ...START, known: "day" })).known).toBe("day");
  });

  test.each([
    ["?on=yesterday", "on", ""],
    ["?on=2021-02-31T00", "on", ""],
    ["?view=admin", "view", "map"],
    ["?map=6/95/10", "map", null],
    ["?map=6/35", "map", null],
    ["?map=a/b/c", "map", null],
  ] as const)("%s is read as if it said nothing", (address, name, value) => {
    expect(fromAddress(address)[name]).toEqual(value);
  });
});

test("a step in time replaces the page, a choice makes a new one", () => {
  expect(isPage(START, { ...START, on: "2021-08-12", map: { zoom: 5, lat: 1, lon: 2 } })).toBe(false);
  expect(isPage(START, { ...START, place: "herat" })).toBe(true);
});
