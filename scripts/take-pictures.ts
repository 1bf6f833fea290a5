/**
 * Takes the pictures of both pages that the README shows: wide and on a phone, light and dark. Needs Chromium, and the font
 * Inter where the pictures are to look as they do.
 *
 *   npm run pictures -- demo-report report     # folders of a study and of a comparison
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import sharp from "sharp";

const OUT = resolve(import.meta.dirname, "../docs/pictures");
/** What of a page is shown, in pixels from its top. */
const WIDE = { width: 1280, study: 2560, compare: 2330 };
const PHONE = { width: 390, height: 2000, gap: 24 };
/** Colours of a picture: fewer are visible in the maps. */
const COLOURS = 256;

const [study, comparison] = process.argv.slice(2);
if (study === undefined || comparison === undefined)
  throw new Error("expected the folders of a study and a comparison");
const browser = await chromium.launch({
  executablePath: process.env.TRISIM_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const scheme of ["light", "dark"] as const) {
    await wide(browser, study, scheme, "study", WIDE.study);
    await wide(browser, comparison, scheme, "compare", WIDE.compare);
  }
  await phones(browser, [comparison, study]);
} finally {
  await browser.close();
}

async function wide(of: Browser, folder: string, scheme: "light" | "dark", name: string, height: number) {
  const picture = await taken(of, folder, scheme, WIDE.width, height);
  await sharp(picture)
    .png({ palette: true, colours: COLOURS, effort: 10 })
    .toFile(join(OUT, `${name}-${scheme}.png`));
}

/** Phones side by side: each page light and dark. */
async function phones(of: Browser, folders: readonly string[]): Promise<void> {
  const pictures = [];
  for (const folder of folders)
    for (const scheme of ["light", "dark"] as const)
      pictures.push(await taken(of, folder, scheme, PHONE.width, PHONE.height));
  const step = PHONE.width + PHONE.gap;
  const width = pictures.length * step - PHONE.gap;
  await sharp({ create: { width, height: PHONE.height, channels: 3, background: "#808080" } })
    .composite(pictures.map((input, k) => ({ input, left: k * step, top: 0 })))
    .webp({ quality: 80 })
    .toFile(join(OUT, "narrow.webp"));
}

async function taken(of: Browser, folder: string, scheme: "light" | "dark", width: number, height: number) {
  const page = await of.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(pathToFileURL(resolve(folder, "index.html")).href);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
