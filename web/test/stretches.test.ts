import { expect, test } from "vitest";
import { pieces } from "../src/evidence/stretches";

const texts = (text: string, ...stretches: [number, number, string][]) =>
  pieces(
    text,
    stretches.map(([start, end, claim]) => ({ start, end, claim })),
  ).map(({ text: words, claims }) => [words, claims.join("+")]);

test("a sentence is marked where the server says it stands", () => {
  expect(texts("Herat fell. Nobody was hurt.", [0, 11, "a"])).toEqual([
    ["Herat fell.", "a"],
    [" Nobody was hurt.", ""],
  ]);
});

test("offsets count code points: what stands before does not shift the mark", () => {
  expect(texts("🏴🏴 هرات سقوط کرد.", [3, 7, "a"])).toEqual([
    ["🏴🏴 ", ""],
    ["هرات", "a"],
    [" سقوط کرد.", ""],
  ]);
});

test("sentences that overlap keep both claims, and all the text", () => {
  expect(texts("abcdef", [0, 4, "a"], [2, 6, "b"])).toEqual([
    ["ab", "a"],
    ["cd", "a+b"],
    ["ef", "b"],
  ]);
});

test("a stretch beyond the text, or without length, marks nothing and loses nothing", () => {
  expect(texts("abc", [5, 9, "a"], [2, 2, "b"])).toEqual([["abc", ""]]);
  expect(texts("abc", [1, 99, "a"])).toEqual([
    ["a", ""],
    ["bc", "a"],
  ]);
});
