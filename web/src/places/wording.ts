/** States of places and roads in words; the same words in the map's legend, the lists and the evidence. */
import type { Control, Side } from "../api/shapes";
import { doubtOf } from "../map/mark";

export function sideName(id: string, sides: readonly Side[]): string {
  return sides.find((side) => side.id === id)?.name ?? (id || "nobody known");
}

export function stateWords(control: Control, sides: readonly Side[]): string {
  const holder = sideName(control.holder, sides);
  const claimant = sideName(control.claimant, sides);
  switch (control.state) {
    case "held":
      return `held by ${holder}`;
    case "contested":
      return "contested";
    case "claimed":
      return `claimed by ${claimant}, which only it says${control.holder ? `; ${holder} held it before` : ""}`;
    case "besieged":
      return `held by ${holder}, besieged by ${claimant}`;
    case "unknown":
      return control.presumed ? `unknown; ${sideName(control.presumed, sides)} held it last` : "unknown";
  }
}

/** "held:taliban", as changes and courses write a state. */
export function codedState(code: string, sides: readonly Side[]): string {
  const [state, side] = code.split(":");
  if (!state) return "not in the picture";
  if (!side) return sides.some(({ id }) => id === state) ? `held by ${sideName(state, sides)}` : state;
  if (state === "besieged") return `besieged by ${sideName(side, sides)}`;
  return `${state} by ${sideName(side, sides)}`;
}

export function chanceOf(control: Control): number {
  return (
    control.probability[
      control.state === "held" || control.state === "besieged" ? control.holder : control.state
    ] ?? 0
  );
}

const DOUBTS = ["sure", "some doubt", "much doubt"] as const;

export function doubtWords(control: Control): string {
  if (control.state !== "held") return "";
  return DOUBTS[doubtOf(control)];
}

/** Never 100 % nor 0 % for what is only very likely or unlikely. */
export function percent(chance: number): string {
  const value = Math.round(chance * 100);
  if (value >= 100 && chance < 1) return ">99 %";
  if (value <= 0 && chance > 0) return "<1 %";
  return `${value} %`;
}

const GROUPED = new Intl.NumberFormat("en-GB");

export function count(value: number): string {
  return GROUPED.format(value);
}

/** "24,000", "12 to 30", "12 or more". */
export function range(low: number | null, best: number | null, high: number | null): string {
  if (low === null && best === null && high === null) return "not counted";
  const least = low ?? best ?? 0;
  if (high === null) return `${count(least)} or more`;
  if (least === high) return count(high);
  return `${count(least)} to ${count(high)}`;
}

export function plural(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
