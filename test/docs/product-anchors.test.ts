import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
const skippedFolders = new Set(["node_modules", "dist", ".git", "__pycache__"]);
// Spelled in two parts, so that this file does not mention what it forbids.
const outsideFolder = ["..", "shared"].join("/");

/** Every file below a folder, as full paths. */
function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

function nameLine(root: string, path: string, index: number): string {
  return `${relative(root, path).split(sep).join("/")}:${index + 1}`;
}

/** The anchors GitHub gives the headings of a Markdown text, repeated headings numbered. */
function collectAnchors(markdown: string): Set<string> {
  const anchors = new Set<string>();
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let repeat = 1; anchors.has(anchor); repeat += 1) anchor = `${slug}-${repeat}`;
    anchors.add(anchor);
  }
  return anchors;
}

function readAnchors(root: string): Map<string, Set<string>> {
  const documents = readdirSync(join(root, "docs", "products")).filter((name) => name.endsWith(".md"));
  return new Map(
    documents.map((name) => [name, collectAnchors(readFileSync(join(root, "docs", "products", name), "utf8"))]),
  );
}

/** One sentence for each citation of a product document or section that does not exist. */
function findBrokenCitations(root: string): string[] {
  const anchors = readAnchors(root);
  const folders = readdirSync(root).filter((name) => ["mocks", "contracts", "src"].includes(name));
  const sources = folders.flatMap((name) => listFiles(join(root, name))).filter((path) => path.endsWith(".ts"));
  return sources.flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        [...line.matchAll(/docs\/products\/([\w.-]+\.md)#([\w-]*)/g)].flatMap(([, document = "", anchor = ""]) => {
          const known = anchors.get(document);
          if (known === undefined)
            return [`${nameLine(root, path, index)} cites docs/products/${document}: no such file`];
          return known.has(anchor)
            ? []
            : [`${nameLine(root, path, index)} cites docs/products/${document}#${anchor}: no such section`];
        }),
      ),
  );
}

/** One sentence for each link inside a product document to a section that it does not have. */
function findBrokenLinks(root: string): string[] {
  return [...readAnchors(root)].flatMap(([name, anchors]) => {
    const path = join(root, "docs", "products", name);
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.flatMap((line, index) =>
      [...line.matchAll(/\]\(#([^)]*)\)/g)].flatMap(([, anchor = ""]) =>
        anchors.has(anchor) ? [] : [`${nameLine(root, path, index)} links to #${anchor}: no such section`],
      ),
    );
  });
}

/** One sentence for each line that points to the folder beside the project, which users do not have. */
function findOutsideMentions(root: string): string[] {
  return listFiles(root).flatMap((path) => {
    const bytes = readFileSync(path);
    if (!bytes.includes(outsideFolder)) return [];
    const lines = bytes.toString("utf8").split("\n");
    return lines.flatMap((line, index) =>
      line.includes(outsideFolder) ? [`${nameLine(root, path, index)} mentions ${outsideFolder}`] : [],
    );
  });
}

/** A project of a few files that is gone when the test ends. */
function plantProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "fauxvault-anchors-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

test("every section of a product document that the code cites exists", () => {
  expect(findBrokenCitations(projectRoot)).toEqual([]);
});

test("every link inside a product document leads to a section of it", () => {
  expect(findBrokenLinks(projectRoot)).toEqual([]);
});

test("no file of the project mentions the folder beside it", () => {
  expect(findOutsideMentions(projectRoot)).toEqual([]);
});

test("a wrong citation, a wrong link and an outside mention are each named by file and line", () => {
  const root = plantProject({
    "docs/products/vault.md":
      "# Vault\n\n## List keys\n\n```sh\n# Not a heading\n```\n\n## `GET` it, twice\n\n[gone](#gone)\n",
    "mocks/vault/good.ts": "// docs/products/vault.md#list-keys and docs/products/vault.md#get-it-twice.\n",
    "mocks/vault/bad.ts":
      "// first line\n// docs/products/vault.md#not-a-heading\n// docs/products/other.md#list-keys\n",
    "src/note.md": `see ${outsideFolder}/notes.md\n`,
    "node_modules/part/note.md": `see ${outsideFolder}/notes.md\n`,
  });

  expect(findBrokenCitations(root)).toEqual([
    "mocks/vault/bad.ts:2 cites docs/products/vault.md#not-a-heading: no such section",
    "mocks/vault/bad.ts:3 cites docs/products/other.md: no such file",
  ]);
  expect(findBrokenLinks(root)).toEqual(["docs/products/vault.md:11 links to #gone: no such section"]);
  expect(findOutsideMentions(root)).toEqual([`src/note.md:1 mentions ${outsideFolder}`]);
});
