import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { examplesSection } from "../../../src/report/sections/examples-section.js";
import type { DataEntry } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { entryOf } from "../variants.js";

function sectionOf(change: Partial<DataEntry> = {}) {
  const { markup } = examplesSection({ ...compareResult(), data: [{ ...entryOf(), ...change }] });
  return { markup, document: parseHTML(`<html><body>${markup}</body></html>`).document };
}

describe("examplesSection", () => {
  test("shows each example: its picture, its id, its influence in sign and words, the sentence", () => {
    const { document } = sectionOf();
    const [first, second] = document.querySelectorAll("li");
    expect(document.querySelectorAll("li")).toHaveLength(10);
    expect(first?.querySelector("img")?.getAttribute("src")).toMatch(/^data:image\/png;base64,/);
    expect(first?.querySelector("bdi")?.textContent).toBe("17");
    expect(first?.textContent).toBe(
      "example 17 influence −0.999▼ pulls the score down: without it CKA would be 0.8940 instead of 0.8930",
    );
    expect(first?.querySelector(".down")?.textContent).toBe("▼ pulls the score down");
    expect(second?.querySelector(".up")?.textContent).toBe("▲ holds the score up");
  });

  test("names every picture for those who do not see it", () => {
    const alts = [...sectionOf().document.querySelectorAll("img")].map((image) => image.getAttribute("alt"));
    expect(alts).toHaveLength(9);
    expect(alts[0]).toBe("Image of example 17 of CIFAR-10 test");
  });

  test("says why there is no picture", () => {
    const { document, markup } = sectionOf();
    expect(document.querySelector(".no-picture")?.getAttribute("title")).toMatch("they are no pictures");
    expect(markup).toContain("No picture: float arrays are fed as they are: they are no pictures.");
    const pictured = entryOf().examples?.slice(0, 3) ?? null;
    expect(sectionOf({ examples: pictured }).markup).not.toContain("No picture");
  });

  test("names n and the score that is moved", () => {
    expect(sectionOf().markup).toContain("CKA of all <i>n</i>&nbsp;=&nbsp;1,000 examples, 0.893, is above");
  });

  test("has the reason where no influence is defined", () => {
    const reasons = { examples: "leaving one out needs at least 5 examples, found 4" };
    const { markup } = sectionOf({ examples: null, reasons });
    expect(markup).toContain(`<p class="missing">– (${reasons.examples})</p>`);
    expect(markup).not.toContain("<ol");
  });

  test("says so of an example that moves nothing", () => {
    const still = { id: "3", why: "without it CKA would stay 0.893", thumbnail: null, influence: 0, without: 0.893 };
    const text = sectionOf({ examples: [still] }).document.querySelector("li p")?.textContent;
    expect(text).toBe("example 3 influence 0.000moves nothing: without it CKA would stay 0.893");
  });

  test("hostile ids and pictures stay text", () => {
    const hostile = `"><script>alert(1)</script>`;
    const example = { id: hostile, why: hostile, thumbnail: `x${hostile}`, influence: 1, without: 0 };
    const { document } = sectionOf({ examples: [example] });
    expect(document.querySelectorAll("script")).toHaveLength(0);
    expect(document.querySelector("bdi")?.textContent).toBe("CIFAR-10 test");
    expect(document.querySelector("li bdi")?.textContent).toBe(hostile);
    expect(document.querySelector("img")?.getAttribute("src")).toBe(`x${hostile}`);
  });
});
