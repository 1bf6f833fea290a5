import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHubToken } from "../../../src/data/hub/hub-token.js";
import { temporaryFolder } from "../../support/command.js";

const home = temporaryFolder();
const written = (name: string, text: string) => {
  writeFileSync(join(home, name), text);
  return join(home, name);
};
afterAll(() => rmSync(home, { recursive: true }));

describe("readHubToken", () => {
  test("is what the environment says, then the file", async () => {
    written("token", "hf_file\n");
    const other = written("other", " hf_other ");
    expect(await readHubToken({ HF_TOKEN: "hf_a", HUGGING_FACE_HUB_TOKEN: "hf_b" }, home)).toBe("hf_a");
    expect(await readHubToken({ HF_TOKEN: " ", HUGGING_FACE_HUB_TOKEN: "hf_b\n" }, home)).toBe("hf_b");
    expect(await readHubToken({ HF_TOKEN_PATH: other }, home)).toBe("hf_other");
    expect(await readHubToken({}, home)).toBe("hf_file");
    expect(await readHubToken({}, join(home, "none"))).toBeNull();
    expect(await readHubToken({ HF_TOKEN_PATH: written("empty", "\n") }, home)).toBeNull();
  });

  test("refuses what is no token, and does not repeat it", async () => {
    const error = await readHubToken({ HF_TOKEN: "hf_se\ncret" }, home).catch((caught: Error) => caught);
    expect(String(error)).toMatch(/HF_TOKEN holds no token of the hub/);
    expect(String(error)).not.toContain("cret");
  });

  test("says where a token cannot be read", async () => {
    mkdirSync(join(home, "folder"));
    await expect(readHubToken({ HF_TOKEN_PATH: join(home, "folder") }, home)).rejects.toThrow(
      /folder, the hub's token, cannot be read/,
    );
  });
});
