/** Markup with every long decimal rounded to two places, so that snapshots do not hang on the last bits. */
export function rounded(markup: string): string {
  return `${markup.replace(/-?\d+\.\d{3,}/g, (digits) => String(Number(Number(digits).toFixed(2))))}\n`;
}
