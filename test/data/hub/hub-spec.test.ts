import { describe, expect, test } from "vitest";
import { parseHubSpec } from "../../../src/data/hub/hub-spec.js";

describe("parseHubSpec", () => {
  test.each([
    ["hf:owner/net", "owner/net", "main", null],
    ["hf:owner/net@v1.0", "owner/net", "v1.0", null],
    ["hf:owner/net/model.onnx", "owner/net", "main", "model.onnx"],
    ["hf:owner/net/onnx/a b@2.onnx", "owner/net", "main", "onnx/a b@2.onnx"],
    ["hf:o/n-1_x.y@refs/pr/12/onnx/model.onnx", "o/n-1_x.y", "refs/pr/12", "onnx/model.onnx"],
    ["hf:o/n@refs/convert/onnx", "o/n", "refs/convert/onnx", null],
    ["hf:o/n@feature%2Fx/model.ONNX", "o/n", "feature/x", "model.ONNX"],
  ])("reads %s", (spec, repository, revision, path) => {
    expect(parseHubSpec(spec)).toEqual({ spec, repository, revision, path });
  });

  test.each([
    ["hf:", /"\/" is no name of a repository; expected hf:owner\/name/],
    ["hf:owner", /is no name of a repository/],
    ["hf:../net", /is no name of a repository/],
    ["hf:owner/..", /is no name of a repository/],
    ["hf:owner/a--b", /is no name of a repository/],
    ["hf:owner/-net", /is no name of a repository/],
    ["hf:owner/nét", /"owner\/n\?t" is no name of a repository/],
    ["hf:owner/net?x=1", /is no name of a repository/],
    [`hf:owner/${"n".repeat(100)}`, /is no name of a repository/],
    ["hf:owner/net@", /"" is no revision/],
    ["hf:owner/net@..", /"\.\." is no revision/],
    ["hf:owner/net@a%2F..%2Fb", /is no revision/],
    ["hf:owner/net@-x", /is no revision/],
    ["hf:owner/net/", /"" is no path of an ONNX file/],
    ["hf:owner/net/README.md", /"README\.md" is no path of an ONNX file/],
    ["hf:owner/net/../x.onnx", /is no path of an ONNX file/],
    ["hf:owner/net/a//x.onnx", /is no path of an ONNX file/],
    ["hf:owner/net/a\\x.onnx", /is no path of an ONNX file/],
    ["hf:owner/net/a\nx.onnx", /"a\?x\.onnx" is no path of an ONNX file/],
  ])("refuses %j", (spec, message) => {
    expect(() => parseHubSpec(spec)).toThrow(message);
    expect(() => parseHubSpec(spec)).toThrow(RangeError);
  });

  test("keeps a message short", () => {
    const message = (() => {
      try {
        return String(parseHubSpec(`hf:owner/net@${"x".repeat(1e5)}/`));
      } catch (error) {
        return String(error);
      }
    })();
    expect(message.length).toBeLessThan(600);
  });
});
