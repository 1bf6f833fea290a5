import { CHOICE_STYLE } from "./choice.js";
import { variables } from "./palette.js";
import { PRINT_STYLE } from "./print-style.js";

/** The page's whole style: system fonts, light and dark by the reader's preference, one column on a phone, print. */
export const STYLESHEET = `
:root { color-scheme: light dark; ${variables(0)} }
@media (prefers-color-scheme: dark) { :root { ${variables(1)} } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; font-weight: 650; }
h1 { font-size: clamp(1.9rem, 5vw, 3rem); letter-spacing: -0.02em; margin: 0 0 1.5rem; }
h1 .and { color: var(--muted); font-weight: 400; }
h2 { font-size: 1.6rem; letter-spacing: -0.01em; margin: 0 0 0.75rem; }
h3 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
p { margin: 0 0 0.75rem; max-width: 44rem; }
a { color: var(--a); text-underline-offset: 0.15em; }
header { padding-top: clamp(2rem, 6vw, 4.5rem); }
section { margin-top: 4rem; padding-top: 3rem; border-top: 1px solid var(--rule); }
.many :is(.finding, .maps > div, .panels, .table, .triangles > li) { content-visibility: auto; overflow-clip-margin: 8px; }
.many .maps > div { contain-intrinsic-size: auto 65rem; } .many :is(.panels, .table) { contain-intrinsic-size: auto 26rem; } .many .finding { contain-intrinsic-size: auto 20rem; }
.eyebrow { margin: 0 0 0.75rem; color: var(--muted); font-size: 0.8125rem; letter-spacing: 0.08em; text-transform: uppercase; }
.models { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0.75rem 2rem; margin-bottom: 1.5rem; }
.model { margin: 0; padding-left: 2.6rem; position: relative; color: var(--muted); }
.model strong { color: var(--ink); font-weight: 600; }
.letter { position: absolute; left: 0; top: 0.15rem; width: 1.75rem; height: 1.75rem; border-radius: 50%; font-weight: 650; font-size: 0.9375rem; line-height: 1.75rem; text-align: center; color: var(--paper); }
.a .letter { background: var(--a); }
.b .letter { background: var(--b); border-radius: 4px; }
.key-a { color: var(--a); } .key-b { color: var(--b); }
.lead, .pointer, .aside, .reading, .missing { color: var(--muted); }
.pointer { font-size: 0.9375rem; }
.aside { font-weight: 400; font-size: 0.9375rem; }
.reading { display: block; font-weight: 400; font-size: 0.875rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.contents { position: sticky; top: 0; z-index: 2; background: color-mix(in srgb, var(--paper) 96%, transparent); border-bottom: 1px solid var(--rule); }
.contents::after { content: ""; position: absolute; inset: 0 max(0px, (100% - 66rem) / 2) 0 auto; width: 4rem; background: linear-gradient(to right, transparent, var(--paper) 70%); pointer-events: none; }
.contents ol { display: flex; gap: 1.5rem; max-width: 66rem; margin: 0 auto; padding: 0 4rem 0 1.25rem; list-style: none; overflow-x: auto; scrollbar-width: none; }
.contents a { display: block; padding: 0.7rem 0; white-space: nowrap; font-size: 0.875rem; color: var(--muted); text-decoration: none; }
.contents a:hover, .contents a:focus-visible { color: var(--ink); }
figure { margin: 1.25rem 0; }
figcaption, .caption, .notes, .reasons { font-size: 0.9rem; line-height: 1.5; color: var(--muted); max-width: 46rem; }
figcaption b, .side { color: var(--ink); font-weight: 600; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
svg text { font-variant-numeric: tabular-nums; }
.hero > figure { display: grid; grid-template-columns: minmax(0, 38rem) minmax(14rem, 1fr); gap: 1.25rem 3rem; align-items: center; margin: 0.5rem 0 0; }
.hero svg { width: 100%; overflow: visible; }
.hero figcaption p { margin: 0; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 0 2.5rem; margin-top: 2rem; }
.sides h3 { margin: 1rem 0 0.5rem; font-size: 1.0625rem; }
.sides p { font-size: 1rem; line-height: 1.5; } .sides details p { font-size: 0.9375rem; color: var(--muted); }
.side { display: block; margin-bottom: 0.2rem; font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); }
.key { list-style: none; margin: 0 0 0.75rem; padding: 0; color: var(--ink); }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0.5rem 2.5rem; }
.panels figure { margin: 0.75rem 0; min-width: 0; display: grid; grid-template-rows: subgrid; grid-row: span 2; gap: 0.5rem; }
.panels svg { width: 100%; }
.examples { list-style: none; margin: 0.75rem 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem 2.5rem; }
.examples li { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0.9rem; align-items: start; font-size: 0.9375rem; line-height: 1.4; }
.examples p { margin: 0; }
.examples .aside { white-space: nowrap; }
.examples img, .no-picture { width: 4rem; height: 4rem; border: 1px solid var(--rule); }
.examples img { object-fit: contain; image-rendering: pixelated; }
.no-picture { display: grid; place-items: center; color: var(--muted); background: var(--faint); }
.up { color: var(--up); } .down { color: var(--down); }
.reader { position: relative; border-radius: 3px; cursor: default; }
.reader:focus { outline: none; } .reader:focus-visible { outline: 2px solid var(--a); outline-offset: 4px; }
.reader[data-linked] svg { cursor: pointer; }
.findings { display: grid; gap: 2.5rem; margin-top: 1.5rem; }
.finding { padding-left: 1.5rem; border-left: 3px solid var(--rule); display: grid; grid-template-columns: minmax(0, 38rem) minmax(14rem, 1fr); grid-template-rows: auto 1fr; gap: 0 3rem; align-items: start; }
.finding > .caveats { grid-column: 2; grid-row: 1 / span 2; } .finding > details { min-width: 0; } .finding > details[open] { grid-column: 1 / -1; grid-row: 3; } .finding .caption { font-size: 0.8125rem; margin-bottom: 0.5rem; }
.finding h3 { margin: 0 0 0.5rem; }
.claim { font-size: 1.125rem; } .numbers { font-size: 0.9375rem; color: var(--muted); }
blockquote { margin: 0 0 1rem; padding: 0; max-width: 44rem; }
pre { margin: 0.5rem 0; padding: 1rem; max-height: 20rem; overflow: auto; background: var(--panel); border-radius: 4px; font-size: 0.8125rem; overflow-wrap: normal; }
footer pre { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink); } footer pre code { font-size: inherit; }
.references { padding-left: 1.25rem; max-width: 46rem; }
.copy { float: right; font: inherit; font-size: 0.8125rem; padding: 0.25rem 0.55rem; margin: 0 0 0.5rem 1rem; border: 1px solid var(--rule); border-radius: 4px; background: none; color: var(--muted); cursor: pointer; }
.verdict { margin: 0 0 0.25rem; font-size: 0.8125rem; letter-spacing: 0.06em; text-transform: uppercase; font-weight: 600; color: var(--muted); }
.verdict.supported { color: var(--up); } .verdict.not-supported { color: var(--down); }
.finding:has(.supported) { border-color: var(--up); } .finding:has(.not-supported) { border-color: var(--down); }
.key.row { display: flex; flex-wrap: wrap; gap: 0.25rem 1.75rem; }
.triangles { list-style: none; margin: 0.75rem 0 1.5rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 1.5rem 1rem; }
.triangles li { contain-intrinsic-size: auto 8rem; }
.triangles a { display: block; color: inherit; text-decoration: none; border-radius: 4px; } .triangles a:hover .name { text-decoration: underline; }
.triangles svg { margin: 0 auto 0.25rem; width: 6.5rem; }
.triangles .name { display: block; font-size: 0.8125rem; line-height: 1.35; text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
[data-first] tbody tr:nth-child(n + 41) { display: none; }
[data-table=pairs] .scroll { max-height: 36rem; overflow: auto; } [data-table=pairs] tbody th { white-space: nowrap; } [data-table=pairs] thead th { position: sticky; top: 0; background: var(--paper); }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; } th button:hover { color: var(--ink); text-decoration: underline; }
[aria-sort=ascending] button::after { content: " ↑"; } [aria-sort=descending] button::after { content: " ↓"; }
input[type=search] { font: inherit; font-size: 0.8125rem; width: 9rem; padding: 0.3rem 0.5rem; border: 1px solid var(--rule); border-radius: 4px; background: var(--paper); color: var(--ink); }
tr:target th, tr:target td { background: var(--faint); }
.pair { width: min(64rem, calc(100vw - 2rem)); max-height: calc(100vh - 4rem); overflow: auto; padding: 1.5rem 2rem; border: 1px solid var(--rule); border-radius: 8px; background: var(--paper); color: var(--ink); }
.pair::backdrop { background: rgb(0 0 0 / 0.45); }
.pair .close { float: right; font: inherit; font-size: 0.875rem; padding: 0.3rem 0.6rem; border: 1px solid var(--rule); border-radius: 4px; background: none; color: var(--muted); cursor: pointer; }
.pair .and { color: var(--muted); font-weight: 400; }
.tip, .ring { position: fixed; left: 0; top: 0; z-index: 5; pointer-events: none; }
.tip { max-width: min(24rem, calc(100vw - 16px)); padding: 0.5rem 0.7rem; border-radius: 5px; background: var(--ink); color: var(--paper); font-size: 0.8125rem; line-height: 1.45; white-space: pre-line; overflow-wrap: anywhere; }
.ring { border: 2px solid var(--ink); outline: 1px solid var(--paper); border-radius: 3px; }
.tools { display: inline-flex; gap: 0.15rem; align-items: center; margin-left: 0.25rem; color: var(--muted); vertical-align: baseline; }
.hero .tools { margin: 0.5rem 0 0; }
.table > figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 0.25rem 1rem; max-width: none; contain: inline-size; }
.table > figcaption .tools { flex: none; } .table > figcaption > span { flex: 1 1 12rem; max-width: 46rem; }
.table { width: fit-content; min-width: min(24rem, 100%); max-width: 100%; }
.tools button { font: inherit; font-size: 0.75rem; line-height: 1; padding: 0.3rem 0.35rem; border: 0; border-radius: 3px; background: none; color: var(--muted); cursor: pointer; letter-spacing: 0.03em; }
.tools::before { content: "↓"; font-size: 0.75rem; }
.choice label { font: inherit; font-size: 0.8125rem; line-height: 1; padding: 0.35rem 0.55rem; border: 1px solid var(--rule); border-radius: 4px; background: none; color: var(--muted); cursor: pointer; }
.tools button:hover { color: var(--ink); background: var(--faint); }
.controls { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 1.25rem 0 0; }
.choice { display: flex; flex-wrap: wrap; gap: 0.3rem; margin: 0; padding: 0; border: 0; align-items: center; }
.choice legend { float: left; padding: 0; margin-right: 0.6rem; font-size: 0.875rem; color: var(--muted); }
.choice input { position: absolute; opacity: 0; pointer-events: none; }
.choice label { padding: 0.45rem 0.7rem; position: relative; }
.choice label:hover { color: var(--ink); border-color: var(--muted); }
.choice label:has(:checked) { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.choice label:has(:focus-visible) { outline: 2px solid var(--a); outline-offset: 2px; }
.maps { --map: 29rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(var(--map), 100%), 1fr)); gap: 0 2.5rem; }
.maps > div { min-width: 0; }
.maps svg { max-width: none; min-width: min(22rem, var(--natural)); width: min(100%, 1.15 * var(--natural)); }
${CHOICE_STYLE}
.scroll { position: relative; overflow-x: auto; max-width: 100%; }
.scroll:focus-visible { outline: 2px solid var(--a); outline-offset: 2px; }
table { border-collapse: collapse; font-size: 0.9375rem; line-height: 1.4; overflow-wrap: normal; }
th, td { padding: 0.4rem 1.25rem 0.4rem 0; text-align: right; vertical-align: baseline; border-bottom: 1px solid var(--rule); }
td { white-space: nowrap; }
th { font-weight: 500; }
th:first-child { text-align: left; min-width: 8rem; max-width: 34rem; overflow-wrap: anywhere; }
thead th { color: var(--muted); font-size: 0.8125rem; vertical-align: bottom; } thead th .aside { display: block; font-size: inherit; }
.group th { padding-top: 1rem; font-weight: 600; }
tr.muted td, tr.muted th { color: var(--muted); background: var(--faint); }
th:last-child, td:last-child { padding-right: 0.25rem; }
sup { color: var(--muted); font-size: 0.7em; line-height: 0; margin-left: 0.1em; }
.notes { margin: 0.5rem 0 0; padding-left: 1.4rem; }
.reasons { margin: 0.25rem 0 0.75rem; padding-left: 1.25rem; }
details { margin: 0.75rem 0; font-size: 0.9375rem; }
summary { cursor: pointer; color: var(--a); }
code { font: 0.9em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
td code, th code { white-space: nowrap; } :is(td, th) .aside { font-size: 0.9em; }
.warnings { margin: 0 0 0.75rem; padding: 0.75rem 1rem 0.75rem 2rem; background: var(--panel); border-left: 3px solid var(--b); max-width: 46rem; }
dl { margin: 0 0 1rem; max-width: 52rem; }
dt { margin-top: 0.6rem; } dd { margin: 0; color: var(--muted); font-size: 0.9375rem; }
footer { margin-top: 4rem; padding-top: 2rem; padding-bottom: 4rem; color: var(--muted); font-size: 0.875rem; }
footer::before { content: ""; display: block; border-top: 1px solid var(--rule); margin-bottom: 2rem; }
footer h2 { font-size: 1.125rem; color: var(--ink); }
footer h3 { font-size: 0.875rem; margin: 1.25rem 0 0.35rem; color: var(--ink); }
.facts { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: 0.15rem 1rem; }
.facts dt { margin: 0; } .facts dd { font-size: inherit; }
@media (max-width: 56rem) { .hero > figure { grid-template-columns: minmax(0, 1fr); } .finding { display: block; } }
@media (max-width: 40rem) {
  .maps svg { min-width: calc(0.7 * var(--natural)); }
  .facts { grid-template-columns: minmax(0, 1fr); } .facts dd { margin-bottom: 0.4rem; }
}
${PRINT_STYLE}
`;
