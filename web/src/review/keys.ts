export const REVIEW_KEYS = [
  ["j k", "next, previous in the queue"],
  ["x", "tick for merging"],
  ["r", "release for publication"],
  ["w", "withdraw"],
  ["m", "merge the ticked into one event"],
  ["s", "split the ticked claims off"],
  ["u", "undo people's merges and splits"],
  ["c", "put right what was read wrongly in the ticked claim"],
  ["n", "write a note"],
] as const;
