// A whole comparison, and its sweep from the first pruned level on: seconds of the clock, and of all processors.
import { compare } from "../dist/index.js";

const [a = "", b = "", data = "", levels = "", threads = "1"] = process.argv.slice(2);
const marks = [];
const mark = (what) => {
  const { user, system } = process.cpuUsage();
  marks.push({ what, clock: performance.now() / 1000, processors: (user + system) / 1e6 });
};
mark("start");
const onProgress = ({ what }) => {
  if (what !== marks.at(-1)?.what) mark(what);
};
const options = { data, levels: levels.split(",").map(Number), threads: Number(threads), connect: "none", onProgress };
const { warnings } = await compare(a, b, options);
mark("end");
const [start, first, last, end] = [
  marks[0],
  marks.find(({ what }) => /^pruned at (?!0$)/.test(what)),
  marks.find(({ what }) => what === "measuring the sides"),
  marks.at(-1),
];
const between = (from, to) => ({ clock: to.clock - from.clock, processors: to.processors - from.processors });
console.log(JSON.stringify({ whole: between(start, end), sweep: between(first, last), warnings }));
