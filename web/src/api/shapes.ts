/** The server's answers, as far as the desk reads them; docs/reference/json.md says what each field means. */
import type { Day } from "../time/days";

export interface Failure {
  error: { code: string; message: string; next_step: string };
}

export interface Side {
  id: string;
  name: string;
  base?: string | null;
}

export interface TheatrePlace {
  key: string;
  name: string;
  names: string[];
  /** null = not known; then it is in the lists and not on the map. */
  lat: number | null;
  lon: number | null;
  kind: string;
  province: string;
  sets: string[];
}

export interface TheatreRoad {
  id: string;
  name: string;
  one: string;
  other: string;
  length_km: number;
  grade: number;
  points: [number, number][];
}

export interface Theatre {
  id: string;
  name: string;
  places: TheatrePlace[];
  sides: Side[];
  roads: TheatreRoad[];
  /** Named sets of places that are counted, "provincial capitals". */
  sets: string[];
  /** The codebook's words for each type of act. */
  types: Record<string, string>;
  first: Day;
  last: Day;
  knownFirst: Day;
  knownLast: Day;
}

export type ControlState = "held" | "contested" | "claimed" | "besieged" | "unknown";

export interface Weighed {
  claim_id: string;
  event_id: string;
  share: number;
  speaks_for: boolean;
  without: number;
  firm: boolean;
  words: string;
}

export interface Control {
  place_key: string;
  on: Day;
  state: ControlState;
  holder: string;
  claimant: string;
  presumed: string;
  probability: Record<string, number>;
  since: Day;
  last_heard: Day | null;
  evidence?: Weighed[];
}

export interface Source {
  claim_id: string;
  document_id: string;
  outlet: string;
  published: Day;
  known_at: string;
  title: string;
  url: string | null;
  sentence: string;
  start: number;
  end: number;
  voice: string;
  voice_kind: string;
  modality: string;
  polarity: string;
  copy_of: string | null;
}

export interface Change {
  kind: "control" | "cut off" | "road" | "claim" | "tally";
  key: string;
  before: string;
  after: string;
  claim_ids: string[];
}

export type RoadStatus = "open" | "restricted" | "cut";

export interface RoadLink {
  road: string;
  side: string;
  status: RoadStatus;
  chances: Record<RoadStatus, number>;
}

export interface Tally {
  name: string;
  of: number;
  /** By side, the keys of the places. */
  held: [string, string[]][];
  taken: [string, string[]][];
  claimed: [string, string[]][];
  contested: string[];
  unknown: string[];
}

/** A count that a report states, beside ours of the same day. */
export interface Stated {
  name: string;
  side: string;
  low: number | null;
  best: number | null;
  high: number | null;
  of: number | null;
  day: Day;
  claim_id: string;
  words: string;
  ours: string[];
  difference: number;
}

export interface Toll {
  what: string;
  camp: string;
  low: number | null;
  best: number | null;
  high: number | null;
  events: number;
  uncounted: number;
}

export interface Situation {
  on: Day;
  known: string;
  controls: Control[];
  tallies: Tally[];
  stated: Stated[];
  links: RoadLink[];
  harm: { totals: Toll[] };
  gaps: string[];
  counts: { documents: number; outlets: number; claims: number; copies: number; events: number };
  sources: Source[];
}

export interface Changes {
  since: string | null;
  changes: Change[];
  sources: Source[];
}

export interface Barrier {
  status: RoadStatus;
  why: string;
  by: string;
  since: Day | null;
  claim_ids: string[];
  place_key: string;
  road_ids: string[];
}

export interface PlaceAccess {
  place_key: string;
  side: string;
  status: RoadStatus;
  chances: Record<RoadStatus, number>;
  normal: { length_km: number } | null;
  way: { places: string[]; length_km: number } | null;
  detour_km: number | null;
  barred_at: Barrier[];
  cut_since: Day | null;
}

export interface Access {
  supplies: { side: Side; base_held: boolean; access: PlaceAccess[]; links: RoadLink[] }[];
  baseless: string[];
  sources: Source[];
}

export interface Why {
  place_key: string;
  name: string;
  reading: Control;
  reasons: { source: Source; weighed: Weighed }[];
}

export interface Course {
  place_key: string;
  periods: { first: Day; last: Day; state: string; least: number; claim_ids: string[] }[];
}

export interface NamedText {
  name?: string;
  text?: string;
}

export interface EventPlace extends NamedText {
  id: string;
  name: string;
  lat: number | null;
  lon: number | null;
}

export interface Speaker {
  kind: string;
  text: string;
  resolved: NamedText | null;
}

export interface Claim {
  id: string;
  document: string;
  copy_of: string | null;
  outlet: string;
  published: Day;
  known_at: string;
  url: string | null;
  speaker: Speaker | null;
  polarity: string;
  modality: string;
  aspect: string;
  sentence: { start: number; end: number; text: string };
}

export interface FigureVersion {
  low: number | null;
  best: number | null;
  high: number | null;
  claim: string;
  voice: string;
}

export interface Figure {
  what: string;
  low: number | null;
  best: number | null;
  high: number | null;
  versions: FigureVersion[];
}

export interface Merge {
  one: string;
  other: string;
  verdict: string;
  score: number;
  reasons: string[];
  by: string;
}

export interface ConflictEvent {
  id: string;
  type: string;
  standing: string;
  time: { start: Day; end: Day; precision: string } | null;
  places: EventPlace[];
  actors: NamedText[];
  targets: NamedText[];
  actor_words: string[];
  target_words: string[];
  figures: Figure[];
  polarity: string;
  modality: string;
  aspect: string;
  status: string;
  claims: Claim[];
  merges: Merge[];
}

export interface DayTally {
  day: Day;
  held: Record<string, number>;
  besieged: number;
  claimed: number;
  contested: number;
  unknown: number;
  harm: Toll[];
}

export interface Timeline {
  days: DayTally[];
}

export interface Outlet {
  name: string;
  reports: number;
  undated: number;
  first: Day | null;
  last: Day | null;
  days: Record<Day, number>;
}

/** How a watched source does; `gap` = what it would tell may be missing. */
export interface WatchedSource {
  source: string;
  state: string;
  gap: boolean;
  since: string | null;
  words: string;
}

export interface WatchStatus {
  at: string;
  sources: WatchedSource[];
}

export interface Outlets {
  sources: Outlet[];
}

export interface ReportMark {
  claim: string;
  type: string;
  events: string[];
  trigger: { start: number; end: number; text: string };
  sentence: { start: number; end: number; text: string };
}

export interface Report {
  id: string;
  published: Day | null;
  publisher: string;
  title: string;
  url: string | null;
  author: string;
  copy_of: string | null;
  /** Readers have the marked sentences and not the text around them. */
  text: string | null;
  boilerplate: { start: number; end: number }[];
  marks: ReportMark[];
}

export interface FoundReport {
  id: string;
  published: Day | null;
  publisher: string;
  title: string;
  excerpt: { text: string };
}

export interface Me {
  name: string;
  role: "reader" | "analyst" | "editor" | null;
  token: string;
  has_accounts: boolean;
  may_review: boolean;
  /** A background map of another server; null = none was named. */
  tiles: Tiles | null;
}

export interface Tiles {
  url: string;
  credit: string;
}

export type ReviewState = "waiting" | "released" | "withdrawn";

/** An event in short, as lists have it. */
export interface EventRow extends Omit<ConflictEvent, "claims" | "merges"> {
  day: Day;
  place_keys: string[];
  reports: number;
  outlets: string[];
  sentence: string;
  state?: ReviewState;
}

export interface EventList {
  total: number;
  offset: number;
  events: EventRow[];
}

export interface Pair {
  one: string;
  other: string;
  score: number;
  reasons: string[];
  barred: string | null;
}

export interface Judgement {
  one: string;
  other: string;
  verdict: string;
  by: string;
  note: string;
  recorded_at: string;
  holds: boolean;
}

export interface EventTold {
  event: ConflictEvent;
  day: Day;
  place_keys: string[];
  titles: Record<string, string>;
  /** For analysts, and of what is known now only. */
  pairs?: Pair[];
  judgements?: Judgement[];
  state?: ReviewState;
  /** The version looked at: a judgement made on it is refused once it is another. */
  seen?: string;
}

export interface Queued {
  event: ConflictEvent;
  day: Day;
  state: ReviewState;
  consequence: number;
  doubt: number;
  reasons: string[];
  seen: string;
}

export interface Queue {
  total: number;
  queue: Queued[];
}

/** Somebody else's word came first: the event's version now, the one looked at, and what was said meanwhile. */
export interface Conflict extends Failure {
  event: string;
  mine: string;
  now: string;
  theirs: { by: string; at: string; what: string; note: string }[];
}
