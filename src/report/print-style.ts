import { variables } from "./palette.js";

/**
 * The page on paper: light, nothing to press, what is folded away on the screen laid open (but for `.unprinted`, which is wider
 * than paper or of no use on it), no figure and no row cut in two.
 */
export const PRINT_STYLE = `@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; font-size: 10pt; ${variables(0)} }
  body { font-size: 1rem; }
  main, footer { max-width: none; padding: 0; }
  header { padding-top: 0; }
  section { margin-top: 2rem; padding-top: 1.5rem; }
  figure:not(.table, [data-sheet]), tr, .lead, h3 + .caption, .triangles li, .examples li, .facts dd, .warnings li { break-inside: avoid; }
  h2, h3, h4, .lead, h3 + .caption, .table > figcaption, dt { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  svg { max-height: 23cm; }
  table { font-size: 8pt; } th, td { padding: 0.25rem 0.75rem 0.25rem 0; }
  thead { break-inside: avoid; } thead th { font-size: 7.5pt; } td, :is(td, th) code { white-space: normal; }
  .scroll, pre { overflow: visible; max-height: none; } .table .scroll { overflow: visible; max-height: none; }
  .scroll thead th { position: static; } th button { display: contents; }
  .table[data-first]::after { content: attr(data-first); font-size: 0.9rem; color: var(--muted); }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .letter { print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary, .contents, .tools, .controls, .copy, .tip, .ring, dialog, input[type=search] { display: none; }
  .unprinted::details-content { display: none; }
  .unprinted > summary { display: block; color: var(--muted); } .unprinted > summary::after { content: " (on the screen only)"; }
  .many :is(.finding, .maps > div, .panels, .table, .triangles > li) { content-visibility: visible; }
  .findings, .finding, .maps { display: block; } .finding { margin-bottom: 1.5rem; }
  .maps svg { min-width: 0; width: auto; max-width: 100%; }
  .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem 1.5rem; }
  .examples { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .triangles { grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 0.75rem 0.5rem; }
  .hero > figure { grid-template-columns: minmax(0, 1fr); }
  .hero svg { max-width: 26rem; }
  .sides { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1.25rem; }
  footer { margin-top: 2rem; padding: 1rem 0 0; } footer::before { margin-bottom: 1rem; }
}`;
