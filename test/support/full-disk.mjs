// Loaded before the command (NODE_OPTIONS=--import): files whose path has TRISIM_TEST_FULL in it find no room on the disk
// once TRISIM_TEST_ROOM bytes have been written to them.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const open = fs.promises.open;
const marked = process.env.TRISIM_TEST_FULL ?? "";
let room = Number(process.env.TRISIM_TEST_ROOM ?? 0);

fs.promises.open = async (path, ...rest) => {
  const handle = await open(path, ...rest);
  if (marked === "" || !String(path).includes(marked) || rest[0] === "r") return handle;
  const writeFile = handle.writeFile.bind(handle);
  handle.writeFile = async (content, ...options) => {
    room -= content.length;
    if (room >= 0) return writeFile(content, ...options);
    // Half of it is written, as on a real disk.
    await writeFile(content.slice(0, content.length >> 1), ...options);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  return handle;
};
syncBuiltinESMExports();
