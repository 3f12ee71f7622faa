import { expect, test } from "vitest";
import { clampDay, dayFrom, dayNumber, daysBetween, daysOf, isDay, plusDays, span } from "../src/time/days";

test("days are counted over months, leap years and the change of the clocks", () => {
  expect(plusDays("2021-07-31", 1)).toBe("2021-08-01");
  expect(plusDays("2020-02-28", 1)).toBe("2020-02-29");
  expect(daysBetween("2021-03-27", "2021-03-29")).toBe(2);
  expect(dayFrom(dayNumber("1999-12-31"))).toBe("1999-12-31");
});

test("a span names one day once", () => {
  expect(span("2021-08-12", "2021-08-12")).toBe("12 Aug");
  expect(span("2021-08-06", "2021-08-12")).toBe("6 Aug to 12 Aug");
  expect(span(null, null)).toBe("undated");
});

test("the days of a stretch count both ends, and none where it ends before it begins", () => {
  expect(daysOf("2021-08-01", "2021-08-03")).toEqual(["2021-08-01", "2021-08-02", "2021-08-03"]);
  expect(daysOf("2021-08-03", "2021-08-01")).toEqual([]);
});

test("a day outside is the nearest end", () => {
  expect(clampDay("2020-01-01", "2021-07-01", "2021-08-20")).toBe("2021-07-01");
  expect(clampDay("2022-01-01", "2021-07-01", "2021-08-20")).toBe("2021-08-20");
});

test.each(["2021-8-1", "2021-13-01", "", "12 August"])("%j is no day", (text) =>
  expect(isDay(text)).toBe(false),
);
