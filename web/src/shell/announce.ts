/** One polite live region for what happens without a new page; the reader's voice says it in its own time. */

export const REGION = "announcements";

export function announce(words: string): void {
  const region = document.getElementById(REGION);
  if (region) region.textContent = words;
}
