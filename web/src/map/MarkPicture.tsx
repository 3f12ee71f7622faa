import { useEffect, useRef } from "preact/hooks";
import { useScheme } from "../shell/scheme";
import { drawMark } from "./draw_mark";
import { type Mark, markName } from "./mark";
import { readPalette } from "./palette";

const SCALE = 2;

/** A mark beside its words; the words say all that it says. */
export function MarkPicture({ mark, size = 22 }: { mark: Mark; size?: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const name = markName(mark);
  // The name is the mark, and the scheme its colours.
  useEffect(() => {
    const brush = canvas.current?.getContext("2d");
    if (!brush) return;
    brush.clearRect(0, 0, size * SCALE, size * SCALE);
    drawMark(brush, size * SCALE, mark, readPalette());
  }, [name, size, scheme]);
  return <canvas ref={canvas} class="mark" width={size * SCALE} height={size * SCALE} aria-hidden="true" />;
}
