/** Writes the TypeScript module that holds the compiled kernels. */
import { writeFileSync } from "node:fs";
import { compile, compiler, REMEDY } from "./compile-wasm.js";

const version = compiler();
if (version === null) {
  console.error(`no compiler for the kernels: ${REMEDY}`);
  process.exit(1);
}
const bytes = compile();
writeFileSync(
  new URL("../src/kernels/wasm/module.ts", import.meta.url),
  `// Written by \`npm run wasm\` from the C files of this folder.

/** What compiled and linked the module. */
export const COMPILER = ${JSON.stringify(version)};

/** The module's bytes in base 64: as a string it needs neither a file nor a request where it is loaded. */
export const MODULE =
  ${JSON.stringify(Buffer.from(bytes).toString("base64"))};
`,
);
console.log(`${bytes.length} bytes by ${version}`);
