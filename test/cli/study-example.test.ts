import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { STUDY_EXAMPLE, writeExample } from "../../src/cli/study-example.js";
import { parseStudy } from "../../src/study/read-study.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("the example of a study", () => {
  test("is a study, also with what is commented out", () => {
    expect(parseStudy(STUDY_EXAMPLE, "s.yaml").models).toHaveLength(4);
    const whole = STUDY_EXAMPLE.replace(/^( *)# ((measures|select): .*)$/gm, "$1$2")
      .replace(/^( +)# labelOffset: (\S+).*$/m, "$1labelOffset: $2")
      .replace(/^( +)# fork: NAME.*$/m, '$1fork: "resnet, seed 1"')
      .replace(/^( +)# texts: .*\n +# {3}text: .*\n +# {3}templates: (\S+)$/m, "$1texts: { templates: $2 }");
    const study = parseStudy(whole, "s.yaml");
    expect(study.measures).toEqual(["cka", "procrustes"]);
    expect(study.select?.robustness).toBe(0.5);
    expect(study.models[2]).toMatchObject({ fork: "resnet, seed 1", labelOffset: 1 });
    expect(study.models[3]?.texts).toEqual({ templates: "templates.txt" });
  });

  test("is written where there is no file", async () => {
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await writeExample(at("new.yaml")).finally(() => said.mockRestore());
    expect(readFileSync(at("new.yaml"), "utf8")).toBe(STUDY_EXAMPLE);
    const mine = write("mine.yaml", "mine");
    await expect(writeExample(mine)).rejects.toThrow(`${mine} is there already; --init writes a new file`);
    expect(readFileSync(mine, "utf8")).toBe("mine");
  });
});
