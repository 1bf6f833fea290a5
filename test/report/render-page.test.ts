import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { comparisonFigures } from "../../src/report/comparison-figures.js";
import { PAGE_SCRIPT } from "../../src/report/page-script.js";
import { renderPage } from "../../src/report/render-page.js";
import { compareResultSchema } from "../../src/study/results.js";
import { compareResult } from "../support/compare-result.js";
import { running, shown } from "./shown.js";
import { connected, emptied, named } from "./variants.js";

const page = renderPage(compareResult());

/** What a reader reads: no style, no figures. */
function prose(html: string): string {
  return shown(html.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/<svg[\s\S]*?<\/svg>/g, ""));
}

test("the fixture is a valid result", () => {
  expect(compareResultSchema.parse(compareResult())).toEqual(compareResult());
});

describe("renderPage", () => {
  test("gives the page, its figures aside", async () => {
    const words = page
      .replace(/<style>[\s\S]*?<\/style>/g, "<style>…</style>")
      .replace(/<svg[^>]*aria-label="([^"]*)"[\s\S]*?<\/svg>/g, "<svg>$1</svg>")
      .replace(/<script\b[\s\S]*?<\/script>/g, "<script>…</script>")
      .replace(/sha256-[^']*/g, "sha256-…")
      .replace(/base64,[^"]*/g, "base64,…");
    await expect(words).toMatchFileSnapshot("__snapshots__/page.html");
  });

  test("is deterministic and well under 1 MB", () => {
    expect(renderPage(compareResult())).toBe(page);
    expect(Buffer.byteLength(page)).toBeLessThan(600_000);
  });

  test("loads nothing", () => {
    const elements = [...parseHTML(page).document.querySelectorAll("*")];
    const loading = ["src", "srcset", "href", "xlink:href", "data", "poster", "action", "background"];
    const targets = elements.flatMap((element) => loading.map((name) => element.getAttribute(name) ?? ""));
    const inPage = /^$|^#|^data:image\/png;base64,/;
    expect(targets.filter((target) => !inPage.test(target))).toEqual([]);
    expect(shown(page)).not.toMatch(/<(link|iframe|object|embed|base)\b|url\(|@import/i);
    expect(running(parseHTML(page).document)).toHaveLength(1);
    expect(page).toContain("default-src 'none'");
  });

  test("has one heading of the first rank, and no rank is left out below it", () => {
    const ranks = [...page.matchAll(/<h([1-6])/g)].map(([, rank]) => Number(rank));
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
    for (const [index, rank] of ranks.entries()) expect(rank - (ranks[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test("names every figure for those who do not see it", () => {
    const figures = shown(page).match(/<svg[^>]*>/g) ?? [];
    expect(figures).toHaveLength(1 + 10 + 8 + 2);
    for (const figure of figures)
      expect(figure).toMatch(/role="img"[^>]*aria-label="[^"]+"|aria-label="[^"]+"[^>]*role="img"/);
  });
});

describe("foreign text does no harm", () => {
  const hostile = [
    `"'><script>alert(1)</script><img src=x onerror=alert(1)>&quot;`,
    "</title></style></svg></bdi><script>",
    "\u202eright to left \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "long ".repeat(60),
    "\u0000\u001b[31m",
    "",
    "__proto__",
  ];

  test.each(hostile)("such as the name %j", (name) => {
    const html = renderPage(named(name));
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("iframe, [onerror]").length).toBe(0);
    expect(running(document).map((script) => script.textContent)).toEqual([PAGE_SCRIPT]);
    expect(document.querySelectorAll("img").length).toBe(24);
    expect(document.querySelectorAll("svg").length).toBe(21);
    expect(html.match(/<\/html>/g)).toHaveLength(1);
    const shown = document.querySelector(".model bdi")?.textContent;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a page cannot carry
    expect(shown).toBe(name.replace(/[\u0000\u001b]/g, "\ufffd"));
  });
});

describe("what is null", () => {
  const result = compareResult();
  const html = renderPage({ ...result, data: result.data.map(emptied) });

  test("is never shown as a number", () => {
    expect(shown(html)).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
    const main = (prose(html).split("<footer>")[0] ?? "").replace(
      /<section aria-labelledby="methods">[\s\S]*?<\/section>/,
      "",
    );
    const levels = result.data.flatMap(({ sparsity }) => sparsity.levels.map(String));
    const percentages = /[\d.]+%/g;
    const decimals = main.replace(percentages, "").match(/\d+\.\d+/g) ?? [];
    expect(decimals.filter((text) => !levels.includes(text))).toEqual([]);
  });

  test("has its reason beside it", () => {
    expect(html).toContain("The static side has no value: a is constant.");
    expect(html).toContain("CKA map: – (a is constant)");
    expect(html).toContain("Predictive similarity on <bdi>CIFAR-10 test</bdi>: – (different class sets)");
    expect(html).toContain("<li>no level above 0</li>");
    expect(html).toContain('<p class="missing">– (constant)</p>');
  });
});

test("two networks of one architecture have a section of what lies between their weights", () => {
  const result = { ...compareResult(), data: compareResult().data.map((entry) => connected(entry)) };
  expect(compareResultSchema.parse(result)).toEqual(result);
  const html = renderPage(result);
  expect(html).toContain('<h2 id="connectivity">');
  expect(page).not.toContain('<h2 id="connectivity">');
  expect(html.match(/<svg/g)).toHaveLength((page.match(/<svg/g)?.length ?? 0) + 4);
  expect(shown(html)).not.toMatch(/NaN|Infinity|undefined/);
});

test("the page's figures are those that are written as files", () => {
  const result = { ...compareResult(), data: compareResult().data.map((entry) => connected(entry)) };
  const onPage = [...shown(renderPage(result)).matchAll(/data-figure="([^"]*)"/g)].map(([, name]) => name);
  const files = comparisonFigures(result).map(({ name }) => name);
  expect(onPage.toSorted()).toEqual(files.toSorted());
  expect(new Set(files).size).toBe(files.length);
  expect(files.every((name) => /^[a-z0-9-]+$/.test(name))).toBe(true);
});

test("a result without data sets is still a page", () => {
  const html = renderPage({ ...compareResult(), data: [], warnings: [] });
  expect(html).toContain("No data set was compared.");
  expect(shown(html)).not.toMatch(/<svg|<table/);
});
