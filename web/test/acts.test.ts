import { expect, test } from "vitest";
import type { ConflictEvent, EventTold, Queued } from "../src/api/shapes";
import { asCodedOf, correctionOf, saidOf } from "../src/review/acts";

const claims = ["c1", "c2"].map((id) => ({ id }));

function told(id: string): EventTold {
  return {
    event: { id, claims } as unknown as ConflictEvent,
    day: "",
    place_keys: [],
    titles: {},
    seen: `${id}@1`,
  };
}

function ticked(id: string): Queued {
  return {
    event: { id } as ConflictEvent,
    day: "",
    state: "waiting",
    consequence: 0,
    doubt: 0,
    reasons: [],
    seen: `${id}@1`,
  };
}

const chosen = { told: told("a"), ticked: [], claims: [], note: "why" };

test("a release names the event, its version and the note", () => {
  expect(saidOf("release", chosen)).toEqual({
    act: "release",
    ids: ["a"],
    claims: [],
    note: "why",
    seen: ["a@1"],
  });
});

test("a merge names each event once with the version looked at", () => {
  const said = saidOf("merge", { ...chosen, ticked: [ticked("a"), ticked("b")] });
  expect(said).toMatchObject({ ids: ["a", "b"], seen: ["a@1", "b@1"] });
});

test("a merge of one and a split of none or all say what is missing", () => {
  expect(saidOf("merge", chosen)).toHaveProperty("missing");
  expect(saidOf("split", chosen)).toHaveProperty("missing");
  expect(saidOf("split", { ...chosen, claims: ["c1", "c2"] })).toHaveProperty("missing");
  expect(saidOf("split", { ...chosen, claims: ["c2"] })).toMatchObject({ claims: ["c2"] });
});

test("a correction is of one claim and says what it is", () => {
  const wrong = { told: told("a"), field: "place", note: "", value: " Herat " };
  expect(correctionOf({ ...wrong, claims: ["c2"] })).toMatchObject({
    act: "correct",
    ids: ["a"],
    seen: ["a@1"],
    claim: "c2",
    field: "place",
    value: "Herat",
  });
  expect(correctionOf({ ...wrong, claims: [] })).toHaveProperty("missing");
  expect(correctionOf({ ...wrong, claims: ["c1", "c2"] })).toHaveProperty("missing");
  expect(correctionOf({ ...wrong, claims: ["c1"], value: " " })).toHaveProperty("missing");
  expect(asCodedOf({ told: told("a"), claims: ["c1"], note: "" })).toMatchObject({
    act: "as-coded",
    claim: "c1",
  });
});
