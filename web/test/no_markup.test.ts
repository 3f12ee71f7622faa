import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Every way by which text could become markup, or a script or style that the server's policy refuses. */
const WAYS_IN = [
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "document.write",
  "createContextualFragment",
  "DOMParser",
  "srcdoc",
  "eval(",
  "new Function",
  "javascript:",
  "setHTML",
];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

test.each(files("src").filter((file) => /\.tsx?$/.test(file)))("%s makes no markup of text", (file) => {
  const source = readFileSync(file, "utf8");
  expect(WAYS_IN.filter((way) => source.includes(way))).toEqual([]);
  expect(source).not.toMatch(/\sstyle=|\sonclick="/);
});

test("the page itself has no script or style of its own", () => {
  const page = readFileSync("index.html", "utf8");
  expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*src=)/);
});
