/** A civil day as ISO text, "2021-08-12". Text keeps it free of time zones. */
export type Day = string;

const MS_A_DAY = 86_400_000;

export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_A_DAY);
}

export function dayFrom(number: number): Day {
  return new Date(number * MS_A_DAY).toISOString().slice(0, 10);
}

export function plusDays(day: Day, days: number): Day {
  return dayFrom(dayNumber(day) + days);
}

export function daysBetween(first: Day, last: Day): number {
  return dayNumber(last) - dayNumber(first);
}

/** Every day from the first to the last, both counted. */
export function daysOf(first: Day, last: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, i) => plusDays(first, i));
}

export function clampDay(day: Day, first: Day, last: Day): Day {
  return day < first ? first : day > last ? last : day;
}

const LONG = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });

export function longDay(day: Day): string {
  return LONG.format(Date.parse(`${day}T00:00:00Z`));
}

export function shortDay(day: Day): string {
  return SHORT.format(Date.parse(`${day}T00:00:00Z`));
}

/** One day, or the span of two. */
export function span(first: Day | null, last: Day | null): string {
  if (!first && !last) return "undated";
  if (!first || !last || first === last) return shortDay((first || last) as Day);
  return `${shortDay(first)} to ${shortDay(last)}`;
}
