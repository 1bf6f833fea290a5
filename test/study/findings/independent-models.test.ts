import { describe, expect, test } from "vitest";
import { independentModels, withoutTwins } from "../../../src/study/findings/independent-models.js";
import { modelNamed } from "./evidence-of-models.js";

const named = (names: readonly string[], forks: Readonly<Record<string, string>>, failed: readonly string[] = []) =>
  names.map((name) =>
    modelNamed(name, "cnn", { fork: forks[name] ?? null, failure: failed.includes(name) ? "no file" : null }),
  );

describe("independentModels", () => {
  test("count one of all that share weights, over any number of forks, wherever it stands", () => {
    const { kept, leftOut } = independentModels(named(["c", "a", "b", "d"], { b: "a", c: "b" }));
    expect(kept).toEqual([1, 3]);
    expect(leftOut.map(({ model }) => model)).toEqual(["c", "b"]);
    expect(leftOut[0]?.why).toBe("a fork: shares trained weights with a, which counts for both");
  });

  test("count the first fork where what they are forks of failed or is not there", () => {
    expect(independentModels(named(["a", "b", "c"], { b: "a", c: "a" }, ["a"])).kept).toEqual([1]);
    expect(independentModels(named(["b", "c"], { b: "elsewhere", c: "elsewhere" })).kept).toEqual([0]);
    expect(independentModels(named(["a", "b"], { b: "a" }, ["a"])).leftOut).toEqual([
      { model: "a", why: "failed: no file" },
    ]);
  });

  test("count one of all copies of a file, with what any of them is a fork of", () => {
    const of = (name: string, sha256: string, fork: string | null = null) => modelNamed(name, "cnn", { sha256, fork });
    expect(independentModels([of("a", "1"), of("b", "2"), of("c", "1")])).toEqual({
      kept: [0, 1],
      leftOut: [{ model: "c", why: "a copy: the same file as a, which counts for both" }],
    });
    expect(independentModels([of("a", "1", "b"), of("b", "1")]).kept).toEqual([1]);
    expect(independentModels([of("a", "1"), of("b", "2"), of("c", "2", "a"), of("d", "3", "b")]).kept).toEqual([0]);
    expect(independentModels([modelNamed("a", "cnn"), modelNamed("b", "cnn")]).kept).toEqual([0, 1]);
  });

  test("of pruning count those that were pruned, a fork where what it is a fork of was not", () => {
    const models = [
      modelNamed("a", "cnn", { unpruned: "a is quantised" }),
      modelNamed("b", "cnn", { fork: "a" }),
      modelNamed("c", "cnn", { failure: "no file" }),
      modelNamed("d", "cnn", { fork: "b" }),
    ];
    expect(independentModels(models).kept).toEqual([0]);
    expect(independentModels(models, "pruned")).toEqual({
      kept: [1],
      leftOut: [
        { model: "a", why: "a is quantised" },
        { model: "c", why: "failed: no file" },
        { model: "d", why: "a fork: shares trained weights with b, which counts for both" },
      ],
    });
  });

  test("come to an end where forks lead in a ring", () => {
    expect(independentModels(named(["a", "b", "c"], { a: "b", b: "a", c: "b" })).kept).toEqual([0]);
    expect(independentModels(named(["a"], { a: "a" })).kept).toEqual([0]);
  });
});

describe("withoutTwins", () => {
  test("counts the first of each set of seeds", () => {
    const models = ["r", "r", "v", null, "v"].map((twins, i) => modelNamed(`m${i}`, "cnn", { twins }));
    const { kept, leftOut } = withoutTwins(models, independentModels(models));
    expect(kept).toEqual([0, 2, 3]);
    expect(leftOut).toEqual([
      { model: "m1", why: "a seed twin of m0, which counts for both" },
      { model: "m4", why: "a seed twin of m2, which counts for both" },
    ]);
  });

  test("takes the second twin where the first does not count", () => {
    const models = ["r", "r"].map((twins, i) => modelNamed(`m${i}`, "cnn", { twins, failure: i === 0 ? "x" : null }));
    expect(withoutTwins(models, independentModels(models)).kept).toEqual([1]);
  });
});
