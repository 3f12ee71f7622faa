/** Shortcuts, as long as what they act on is shown; the help explains them. */
import { useEffect, useRef } from "preact/hooks";

export interface Shortcut {
  /** As KeyboardEvent.key has it. */
  key: string;
  act: () => void;
}

/** Letters typed into a field are text, and keys with a modifier are the browser's. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) || isTextField(target);
}

function isTextField(target: HTMLElement): boolean {
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type)
  );
}

export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector("dialog[open]")) return;
      const found = latest.current.find(({ key }) => key === event.key);
      if (!found) return;
      // Space presses a button that has the focus, and arrows move the map.
      const target = event.target as HTMLElement;
      if (event.key === " " && target.closest("button, a, summary, [role=button], input")) return;
      if (event.key.startsWith("Arrow") && target.closest(".maplibregl-map, [role=listbox], [role=tablist]"))
        return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
