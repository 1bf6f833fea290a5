/** Compiles the C of the kernels to a WebAssembly module. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOURCES = new URL("../src/kernels/wasm/", import.meta.url).pathname;
const CLANG = "clang-16";
const LINKER = "wasm-ld-16";

/** What to do where there is no compiler. */
export const REMEDY = `install ${CLANG} and ${LINKER}; on Debian 12: apt-get install -y clang-16 lld-16`;

const FLAGS = [
  "--target=wasm32",
  "-std=c11",
  "-O3",
  "-msimd128",
  "-mbulk-memory",
  // No C library, and no square root that reports its errors to one.
  "-ffreestanding",
  "-nostdlib",
  "-fno-math-errno",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wl,--no-entry",
  "-Wl,--strip-all",
];

/** The compiler and the linker by their versions, which the same bytes hang on; `null` where either is not installed. */
export function compiler(): string | null {
  const versions = [CLANG, LINKER].map((command) => firstLine(spawnSync(command, ["--version"], { encoding: "utf8" })));
  return versions.includes(null) ? null : versions.join(", ");
}

function firstLine({ status, stdout }: { readonly status: number | null; readonly stdout: string }): string | null {
  return status === 0 ? (stdout.split("\n")[0] ?? null) : null;
}

/** Named in full, because the compiler by itself would take another version's where it finds one first. */
function linkerPath(): string {
  return spawnSync(CLANG, [`-print-prog-name=${LINKER}`], { encoding: "utf8" }).stdout.trim();
}

/** The module's bytes. */
export function compile(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "trisim-wasm-"));
  try {
    const target = join(folder, "kernels.wasm");
    const sources = readdirSync(SOURCES)
      .filter((name) => name.endsWith(".c"))
      .sort();
    const arguments_ = [...FLAGS, `-fuse-ld=${linkerPath()}`, "-o", target, ...sources];
    const { status, stderr } = spawnSync(CLANG, arguments_, { cwd: SOURCES, encoding: "utf8" });
    if (status !== 0) throw new Error(`${CLANG} failed:\n${stderr}`);
    return readFileSync(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
