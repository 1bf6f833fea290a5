import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { addTextOptions, type TextFlags, textsOf } from "../../src/cli/text-options.js";

function parsed(...args: string[]): TextFlags {
  const command = addTextOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return command.parse(args, { from: "user" }).opts();
}

const texts = (...args: string[]) => textsOf(parsed(...args));

describe("the options of texts", () => {
  test("are undefined where none is given", () => {
    expect(texts()).toBeUndefined();
  });

  test("serve every tower, or one each", () => {
    expect(texts("--text", "t.onnx", "--templates", "p.txt")).toEqual({
      every: { text: "t.onnx", templates: "p.txt" },
    });
    expect(texts("--text", "t.onnx,u.onnx")).toEqual({ a: { text: "t.onnx" }, b: { text: "u.onnx" } });
    expect(texts("--text", ",u.onnx")).toEqual({ b: { text: "u.onnx" } });
  });

  test("each goes to its own key, for its own model", () => {
    const given = texts(
      ...[
        "--text",
        "t,",
        "--text-embeds",
        ",e.npz#x",
        "--tokenizer",
        "k.json",
        "--templates",
        "p,q",
        "--classes",
        "c,",
      ],
    );
    expect(given).toEqual({
      every: { tokenizer: "k.json" },
      a: { text: "t", templates: "p", classes: "c" },
      b: { textEmbeds: "e.npz#x", templates: "q" },
    });
  });

  test("a scale is every tower's, alone or beside files", () => {
    expect(texts("--logit-scale", "100")).toEqual({ every: { logitScale: 100 } });
    expect(texts("--logit-scale", "2.5", "--text", "t,")).toEqual({ every: { logitScale: 2.5 }, a: { text: "t" } });
  });

  test("a bias may be below 0", () => {
    expect(texts("--logit-bias", "-12.9")).toEqual({ every: { logitBias: -12.9 } });
  });

  test("what makes no sense is refused with option and value", () => {
    expect(() => parsed("--text", "a,b,c")).toThrow(
      "error: option '--text <files>' argument 'a,b,c' is invalid. Expected one file, or two separated by a comma, one of which may be empty.",
    );
    expect(() => parsed("--logit-scale", "0")).toThrow(
      "error: option '--logit-scale <x>' argument '0' is invalid. Expected a number above 0.",
    );
  });
});
