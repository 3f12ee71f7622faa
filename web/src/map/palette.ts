/** The colours, read from the style sheet, so that the map, the charts and the page cannot differ. */

export interface Palette {
  land: string;
  neighbour: string;
  sea: string;
  border: string;
  ink: string;
  faint: string;
  paper: string;
  changed: string;
  event: string;
  open: string;
  restricted: string;
  cut: string;
  sides: string[];
}

/** More sides than this share the last colour; their shapes and names still tell them apart. */
const SIDE_COLOURS = 6;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    land: of("land"),
    neighbour: of("neighbour"),
    sea: of("sea"),
    border: of("border"),
    ink: of("ink"),
    faint: of("faint"),
    paper: of("paper"),
    changed: of("changed"),
    event: of("event"),
    open: of("road-open"),
    restricted: of("road-restricted"),
    cut: of("road-cut"),
    sides: Array.from({ length: SIDE_COLOURS }, (_, i) => of(`side-${i}`)),
  };
}

/** Which of the colours a side has; in the style sheet too, as `--side-5` and the classes that use it. */
export function colourOf(side: number): number {
  return Math.min(side, SIDE_COLOURS - 1);
}

export function sideColour(palette: Palette, index: number): string {
  return index < 0 ? palette.faint : (palette.sides[colourOf(index)] ?? palette.faint);
}
