// Brings a fresh clone to where tests and demo can run, on Node's own modules: installs when package-lock.json is newer
// than what is installed, then builds.
import { spawnSync } from "node:child_process";
import { statSync, utimesSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const INSTALLED = `${root}node_modules/.package-lock.json`;
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

function age(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function run(...args) {
  const { status } = spawnSync(npm, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (age(`${root}package-lock.json`) > age(INSTALLED)) {
  run("ci", "--no-audit", "--no-fund");
  const now = new Date();
  utimesSync(INSTALLED, now, now);
}
run("run", "--silent", "build");
