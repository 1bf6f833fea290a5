import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { PAGE_SCRIPT } from "../../src/report/page-script.js";
import { type LinkedEntry, renderDemo } from "../../src/report/render-demo.js";
import { demoEntries } from "../support/demo-entries.js";
import { running, shown } from "./shown.js";
import { connected, emptied, entryOf, named } from "./variants.js";

const page = renderDemo(demoEntries());

/** The demo's entries, each with its results made into others. */
function changed(change: (entry: LinkedEntry["result"]) => LinkedEntry["result"]): string {
  return renderDemo(demoEntries().map((entry) => ({ ...entry, result: change(entry.result) })));
}

describe("renderDemo", () => {
  test("gives the page, its figures aside", async () => {
    const words = page
      .replace(/<style>[\s\S]*?<\/style>/g, "<style>…</style>")
      .replace(/<script\b[\s\S]*?<\/script>/g, "<script>…</script>")
      .replace(/sha256-[^']*/g, "sha256-…")
      .replace(/<svg[^>]*aria-label="([^"]*)"[\s\S]*?<\/svg>/g, "<svg>$1</svg>");
    await expect(words).toMatchFileSnapshot("__snapshots__/demo.html");
  });

  test("has a triangle and a link a pair, and a table a set of images", () => {
    const { document } = parseHTML(page);
    expect(document.querySelectorAll("article svg").length).toBe(2);
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(links).toEqual(["resnet-1+resnet-1-fork/index.html", "resnet-1+vit-1/index.html"]);
    const tables = [...document.querySelectorAll("table")];
    expect(tables.map((table) => table.querySelectorAll("tbody tr").length)).toEqual([2, 2]);
    expect(page).toContain("right on 91.7% and 94.3%");
  });

  test("loads nothing, and names every figure for those who do not see it", () => {
    expect(shown(page)).not.toMatch(/<(link|img|iframe|object|embed|base)\b|url\(|@import| src=/i);
    const figures = page.match(/<svg[^>]*>/g) ?? [];
    expect(figures).toHaveLength(2);
    for (const figure of figures) expect(figure).toMatch(/role="img"/);
    for (const figure of figures) expect(figure).toMatch(/aria-label="[^"]+"/);
  });

  test("says over how many examples connectivity is, on the card and in the table", () => {
    const html = changed((result) => ({ ...result, data: result.data.map((entry) => connected(entry)) }));
    const n = connected(demoEntries()[0]?.result.data[0] ?? entryOf()).functional.connectivity?.n;
    expect(n).not.toBe(1000);
    expect(html).toContain(`LMC over <i>n</i>&nbsp;=&nbsp;${n}</p>`);
    expect(html).toContain(`<span class="aside">LMC, <i>n</i>&nbsp;=&nbsp;${n}</span>`);
    expect(page).not.toContain("LMC over");
  });

  test("refuses a number that is not finite", () => {
    const broken = () =>
      changed((result) => ({
        ...result,
        data: result.data.map((entry) => {
          const { static: still } = entry.vertices;
          return { ...entry, vertices: { ...entry.vertices, static: { ...still, score: Number.NaN } } };
        }),
      }));
    expect(broken).toThrow(RangeError);
  });

  test("is a page without a pair too", () => {
    expect(parseHTML(renderDemo([])).document.querySelectorAll("svg, table, li, article").length).toBe(0);
  });
});

describe("what is null", () => {
  const html = changed((result) => ({ ...result, data: result.data.map(emptied) }));
  const { document } = parseHTML(html);

  test("is never shown as a number, nor are accuracies that are not known", () => {
    const shown = [...document.querySelectorAll("table, article")].map(({ textContent }) => textContent ?? "");
    expect(shown).toHaveLength(4);
    for (const text of shown) expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b|right on/);
    for (const text of shown.slice(2)) expect(text).not.toMatch(/\d\.\d/);
  });

  test("has its reason below the table", () => {
    const notes = [...document.querySelectorAll("ol.notes")].map((list) =>
      [...list.querySelectorAll("li")].map((item) => item.textContent),
    );
    expect(notes).toEqual([
      ["a is constant", "different class sets", "no level above 0"],
      ["a is constant", "different class sets", "no level above 0"],
    ]);
  });

  test("an interval that is not known has its reason, too", () => {
    const without = changed((result) => ({
      ...result,
      data: result.data.map((entry) => ({
        ...entry,
        vertices: { ...entry.vertices, sparsity: { ...entry.vertices.sparsity, interval: null } },
        reasons: { ...entry.reasons, "vertices.sparsity.interval": "one level alone" },
      })),
    }));
    const tables = [...parseHTML(without).document.querySelectorAll("figure.table")];
    expect(tables.map((table) => table.querySelector("ol.notes")?.textContent)).toEqual(
      Array(2).fill("one level alone"),
    );
    expect(tables[0]?.querySelector("tbody td:last-child")?.textContent).toBe("–1");
    expect(page).not.toContain('class="notes"');
  });
});

describe("foreign text does no harm", () => {
  const hostile = [
    `"'><script>alert(1)</script><img src=x onerror=alert(1)>&quot;`,
    "</title></style></svg></bdi></a><script>",
    "\u202eright to left \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\u0000\u001b[31m",
    "",
  ];

  test.each(hostile)("such as the name %j", (name) => {
    const entry: LinkedEntry = {
      pair: { a: name, b: name, what: name },
      result: named(name),
      page: `${name}/index.html`,
    };
    const html = renderDemo([entry]);
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("img, iframe").length).toBe(0);
    expect(running(document).map((script) => script.textContent)).toEqual([PAGE_SCRIPT]);
    expect(document.querySelectorAll("svg, a").length).toBe(2);
    expect(html.match(/<\/html>/g)).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a page cannot carry
    const shown = name.replace(/[\u0000\u001b]/g, "\ufffd");
    expect(document.querySelector("h3")?.textContent).toBe(shown);
    expect(document.querySelector("article bdi")?.textContent).toBe(shown);
    expect(document.querySelector("a")?.getAttribute("href")).toBe(`${shown}/index.html`);
  });
});
