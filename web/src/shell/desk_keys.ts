export const DESK_KEYS = [
  ["1 – 6", "map, places, timeline, events, review, sources"],
  ["← →", "the day before, the day after"],
  ["space", "play the days, or pause"],
  ["d", "follow or leave “as known on the day shown”"],
  ["/", "search"],
  ["Esc", "close what is open on the right"],
  ["?", "this help"],
] as const;
