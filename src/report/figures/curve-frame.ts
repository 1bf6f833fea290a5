/** The frame of a figure of curves over a share: its size, its margins, and an axis from 0 to 1. */
export function curveFrame(label: string, tickFormat: (share: number) => string) {
  return {
    width: 420,
    height: 230,
    marginTop: 12,
    marginRight: 26,
    marginBottom: 42,
    marginLeft: 50,
    x: { domain: [0, 1], label, labelAnchor: "center", labelArrow: false, ticks: 5, tickSize: 0, tickFormat },
  } as const;
}
