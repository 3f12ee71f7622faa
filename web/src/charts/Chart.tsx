/** A chart's frame: axes, the day shown, a click that goes to a day, and the table that says the same. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../places/wording";
import { setDesk } from "../state/desk";
import { type Day, shortDay } from "../time/days";
import { labelled, type Scale } from "./scales";

export const HEIGHT = 240;
export const MARGIN = { left: 56, right: 26, top: 14, bottom: 26 };
/** What a day's label needs, in pixels. */
const LABEL = 74;

/** Where days are drawn: the middle of each, and how wide one is. */
export interface Days {
  at: (index: number) => number;
  width: number;
}

interface ChartProps {
  title: string;
  says: string;
  days: readonly Day[];
  on: Day;
  scale: Scale;
  legend?: ComponentChildren;
  table: ComponentChildren;
  /** What the chart says of one day, under the pointer. */
  told: (index: number) => string;
  children: (x: Days) => ComponentChildren;
}

export function Chart({ title, says, days, on, scale, legend, table, told, children }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const [pointed, setPointed] = useState(-1);
  const drawing = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (!drawing.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    watch.observe(drawing.current);
    return () => watch.disconnect();
  }, [asTable]);
  const inner = width - MARGIN.left - MARGIN.right;
  const step = inner / Math.max(1, days.length);
  const x: Days = { at: (i) => MARGIN.left + step * (i + 0.5), width: step };
  const every = labelled(days.length, Math.floor(inner / LABEL));
  const index = (event: MouseEvent) => {
    const box = drawing.current?.getBoundingClientRect();
    if (!box) return -1;
    const found = Math.floor((event.clientX - box.left - MARGIN.left) / step);
    return found >= 0 && found < days.length ? found : -1;
  };
  const shown = pointed >= 0 ? pointed : days.indexOf(on);
  return (
    <section class="chart" aria-label={title}>
      <header>
        <div>
          <h3>{title}</h3>
          <p class="quiet">{says}</p>
        </div>
        <button type="button" class="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "Chart" : "Table"}
        </button>
      </header>
      {asTable ? (
        <div class="table-box" tabIndex={0} role="region" aria-label={`${title}: table`}>
          {table}
        </div>
      ) : (
        <>
          {legend}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider below sets the day by keys */}
          <svg
            ref={drawing}
            height={HEIGHT}
            role="img"
            aria-label={`${title}. ${says} The table says the same.`}
            onMouseMove={(event) => setPointed(index(event))}
            onMouseLeave={() => setPointed(-1)}
            onClick={(event) => {
              const day = days[index(event)];
              if (day) setDesk({ on: day });
            }}
          >
            {scale.ticks.map((tick) => (
              <g key={tick} class="axis">
                <path d={`M${MARGIN.left} ${scale.at(tick)}H${width - MARGIN.right}`} />
                <text x={MARGIN.left - 8} y={scale.at(tick) + 4} text-anchor="end">
                  {count(tick)}
                </text>
              </g>
            ))}
            {days.map((day, i) =>
              i % every === 0 ? (
                <text key={day} class="axis-day" x={x.at(i)} y={HEIGHT - 8} text-anchor="middle">
                  {shortDay(day)}
                </text>
              ) : null,
            )}
            {children(x)}
            {shown >= 0 && <path class="now" d={`M${x.at(shown)} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}`} />}
          </svg>
          <p class="chart-told">
            {shown >= 0 && days[shown] ? `${shortDay(days[shown])}: ${told(shown)}` : " "}
          </p>
        </>
      )}
    </section>
  );
}
