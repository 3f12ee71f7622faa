/** Dark or light: as the system has it, until the user says otherwise. Kept in this browser; no part of the address. */
import { useEffect, useState } from "preact/hooks";

export type Scheme = "light" | "dark";

const KEPT = "khabar.scheme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<(scheme: Scheme) => void>();

export function scheme(): Scheme {
  const kept = localStorage.getItem(KEPT);
  if (kept === "light" || kept === "dark") return kept;
  return system.matches ? "dark" : "light";
}

export function setScheme(value: Scheme): void {
  localStorage.setItem(KEPT, value);
  apply();
}

function apply(): void {
  document.documentElement.dataset.scheme = scheme();
  for (const listener of listeners) listener(scheme());
}

export function useScheme(): Scheme {
  const [value, setValue] = useState(scheme);
  useEffect(() => {
    listeners.add(setValue);
    return () => void listeners.delete(setValue);
  }, []);
  return value;
}

system.addEventListener("change", apply);
apply();
