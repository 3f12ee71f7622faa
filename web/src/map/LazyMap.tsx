/** The map's code is nine tenths of the app: the page is there before it, and works without it. */
import { useEffect, useState } from "preact/hooks";
import type { MapProps, MapView } from "./MapView";

type Made = { View: typeof MapView } | "failed" | null;

export function LazyMap(props: MapProps) {
  const [made, setMade] = useState<Made>(null);
  useEffect(() => {
    import("./MapView").then(
      ({ MapView: View }) => setMade({ View }),
      () => setMade("failed"),
    );
  }, []);
  if (made === "failed")
    return (
      <p class="notice notice-warn map-trouble" role="alert">
        The map did not load. The view Places lists the same.
      </p>
    );
  return made ? <made.View {...props} /> : null;
}
