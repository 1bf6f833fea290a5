/** Writes the TypeScript module that holds the page's script, bundled. */
import { writeFileSync } from "node:fs";
import { bundlePageScript } from "./bundle-page-script.js";

const script = await bundlePageScript();
writeFileSync(
  new URL("../src/report/page-script.ts", import.meta.url),
  `// Written by \`npm run page\` from the files of browser/.

/** What makes the page's figures readable and its parts files: JavaScript, for a script element. */
export const PAGE_SCRIPT =
  ${JSON.stringify(script)};
`,
);
console.log(`${Buffer.byteLength(script)} bytes`);
