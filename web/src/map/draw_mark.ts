/** One painter for the map, the legend and the lists: what is explained is what is drawn. */
import type { Mark } from "./mark";
import { type Palette, sideColour } from "./palette";

type Brush = CanvasRenderingContext2D;

/** Each side's outline in a box from -1 to 1, so that no side is told by colour alone. */
const SHAPES: readonly ((radius: number) => Path2D)[] = [
  (r) => polygon(0, r), // a circle
  (r) => polygon(4, r * 1.16, Math.PI / 4), // a square
  (r) => polygon(3, r * 1.3, -Math.PI / 2), // a triangle
  (r) => polygon(4, r * 1.25, 0), // a diamond
  (r) => polygon(5, r * 1.12, -Math.PI / 2), // a pentagon
  (r) => polygon(3, r * 1.3, Math.PI / 2), // a triangle on its point
];

export function sideShape(side: number): (radius: number) => Path2D {
  return SHAPES[side < 0 ? 0 : side % SHAPES.length] as (radius: number) => Path2D;
}

function polygon(corners: number, radius: number, turn = 0): Path2D {
  const path = new Path2D();
  if (corners === 0) path.arc(0, 0, radius, 0, 2 * Math.PI);
  for (let i = 0; i < corners; i += 1) {
    const angle = turn + (2 * Math.PI * i) / corners;
    path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  path.closePath();
  return path;
}

/** Draws a mark in the middle of a square canvas of `size` pixels. */
export function drawMark(brush: Brush, size: number, mark: Mark, palette: Palette): void {
  const unit = size / 32;
  brush.save();
  brush.translate(size / 2, size / 2);
  brush.scale(unit, unit);
  brush.lineJoin = "round";
  const holder = sideColour(palette, mark.holder);
  const other = sideColour(palette, mark.other);
  if (mark.state === "unknown") unknown(brush, palette);
  else if (mark.state === "contested") contested(brush, holder, palette);
  else if (mark.state === "claimed") claimed(brush, mark, holder, other, palette);
  else if (mark.state === "besieged") besieged(brush, mark, holder, other, palette);
  else held(brush, sideShape(mark.holder), 8.5, holder, mark.doubt, palette);
  brush.restore();
}

function held(
  brush: Brush,
  shape: (r: number) => Path2D,
  radius: number,
  colour: string,
  doubt: Mark["doubt"],
  palette: Palette,
): void {
  halo(brush, shape(radius), palette, 4);
  brush.fillStyle = doubt === 2 ? palette.paper : colour;
  brush.fill(shape(radius));
  if (doubt === 1) hatch(brush, shape(radius), palette.paper, 1.8);
  brush.strokeStyle = colour;
  brush.lineWidth = 2.4;
  brush.stroke(shape(radius));
}

/** The left half is its last holder's; the right half is nobody's. */
function contested(brush: Brush, holder: string, palette: Palette): void {
  const whole = polygon(0, 9.5);
  halo(brush, whole, palette, 6);
  brush.fillStyle = palette.paper;
  brush.fill(whole);
  const right = new Path2D();
  right.rect(0, -12, 12, 24);
  brush.save();
  brush.clip(whole);
  brush.fillStyle = holder;
  brush.fillRect(-12, -12, 12, 24);
  hatch(brush, right, palette.ink, 2);
  brush.restore();
  brush.strokeStyle = palette.ink;
  brush.lineWidth = 2;
  brush.stroke(whole);
  brush.beginPath();
  brush.moveTo(0, -13.5);
  brush.lineTo(0, 13.5);
  brush.stroke();
}

function claimed(brush: Brush, mark: Mark, holder: string, claimant: string, palette: Palette): void {
  const ring = sideShape(mark.other)(12);
  halo(brush, ring, palette, 5);
  brush.fillStyle = palette.paper;
  brush.fill(ring);
  brush.strokeStyle = claimant;
  brush.lineWidth = 2.4;
  brush.setLineDash([3.2, 2.6]);
  brush.stroke(ring);
  brush.setLineDash([]);
  brush.fillStyle = holder;
  brush.fill(sideShape(mark.holder)(5.2));
}

function besieged(brush: Brush, mark: Mark, holder: string, around: string, palette: Palette): void {
  const ring = polygon(0, 12.2);
  halo(brush, ring, palette, 5);
  brush.fillStyle = palette.paper;
  brush.fill(ring);
  brush.fillStyle = holder;
  brush.fill(sideShape(mark.holder)(5.8));
  brush.strokeStyle = around;
  brush.lineWidth = 2;
  brush.stroke(ring);
  for (let i = 0; i < 8; i += 1) {
    const angle = (Math.PI * i) / 4;
    brush.beginPath();
    brush.moveTo(12.2 * Math.cos(angle), 12.2 * Math.sin(angle));
    brush.lineTo(8.6 * Math.cos(angle), 8.6 * Math.sin(angle));
    brush.stroke();
  }
}

function unknown(brush: Brush, palette: Palette): void {
  const ring = polygon(0, 8.8);
  halo(brush, ring, palette, 4);
  brush.fillStyle = palette.paper;
  brush.fill(ring);
  brush.strokeStyle = palette.faint;
  brush.lineWidth = 1.8;
  brush.setLineDash([2.6, 2.2]);
  brush.stroke(ring);
  brush.setLineDash([]);
  brush.fillStyle = palette.ink;
  brush.font = "700 12px system-ui, sans-serif";
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillText("?", 0, 0.8);
}

function halo(brush: Brush, path: Path2D, palette: Palette, width: number): void {
  brush.strokeStyle = palette.land;
  brush.lineWidth = width;
  brush.stroke(path);
}

function hatch(brush: Brush, within: Path2D, colour: string, width: number): void {
  brush.save();
  brush.clip(within);
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.beginPath();
  for (let x = -24; x <= 24; x += 4.4) {
    brush.moveTo(x - 12, 12);
    brush.lineTo(x + 12, -12);
  }
  brush.stroke();
  brush.restore();
}
