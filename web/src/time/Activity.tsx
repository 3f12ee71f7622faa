/** How much was told of each day, behind the slider: where to look, and where silence begins. */
import { type Day, daysOf } from "./days";

interface ActivityProps {
  first: Day;
  last: Day;
  on: Day;
  counts: ReadonlyMap<Day, number>;
}

export function Activity({ first, last, on, counts }: ActivityProps) {
  const days = daysOf(first, last);
  const most = Math.max(1, ...days.map((day) => counts.get(day) ?? 0));
  return (
    <svg class="activity" viewBox={`0 0 ${days.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      {days.map((day, i) => {
        const height = (counts.get(day) ?? 0) / most;
        return (
          <rect
            key={day}
            class={day === on ? "is-on" : ""}
            x={i + 0.15}
            width={0.7}
            y={1 - height}
            height={height}
          />
        );
      })}
    </svg>
  );
}
