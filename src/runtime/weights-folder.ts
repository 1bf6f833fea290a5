import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "trisim-weights-";
const NAME = new RegExp(`^${PREFIX}(\\d+)-`);

/** Process numbers of another machine or container that shares the folder say nothing here: so old, it loads nothing any more. */
const ABANDONED_MS = 3_600_000;

/**
 * A new folder for weights below TMPDIR, whose name says which process it is of: the runtime opens files by their names, so that
 * they cannot go without one, and a process that is killed leaves them behind. What such ones left is removed first.
 */
export async function weightsFolder(): Promise<string> {
  const folders = await readdir(tmpdir());
  for (const name of folders.filter((one) => NAME.test(one))) await removeAbandoned(name);
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

async function removeAbandoned(name: string): Promise<void> {
  if (isRunning(Number(NAME.exec(name)?.[1]))) return;
  const path = join(tmpdir(), name);
  const { uid, mtimeMs } = await lstat(path).catch(() => ({ uid: Number.NaN, mtimeMs: Number.NaN }));
  const isOwn = process.getuid === undefined || uid === process.getuid();
  if (isOwn && Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true }).catch(() => {});
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
