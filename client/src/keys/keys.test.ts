import { describe, expect, test } from "vitest";
import { match } from "./match";
import { type Press, sequence, shownAs, stroke, written } from "./stroke";

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("stroke", () => {
  test("names printable keys by what they print", () => {
    expect(stroke(press("j"))).toBe("j");
    expect(stroke(press("?", { shiftKey: true }))).toBe("?");
    expect(stroke(press("X", { shiftKey: true }))).toBe("X");
    expect(stroke(press(" "))).toBe("Space");
  });
  test("names modifiers in one order", () => {
    expect(stroke(press("Enter", { ctrlKey: true }))).toBe("Ctrl+Enter");
    expect(stroke(press("Z", { metaKey: true, shiftKey: true }))).toBe("Ctrl+Shift+z");
    expect(stroke(press("Tab", { shiftKey: true }))).toBe("Shift+Tab");
  });
  test("finds letters on another layout", () => {
    expect(stroke(press("о", { code: "KeyJ" }))).toBe("j");
    expect(stroke(press("ت", { code: "KeyJ" }))).toBe("j");
    expect(stroke(press("О", { code: "KeyJ", shiftKey: true }))).toBe("J");
  });
  test("is nothing for a modifier alone, while composing, and prints with AltGr", () => {
    expect(stroke(press("Shift", { shiftKey: true }))).toBeNull();
    expect(stroke(press("a", { isComposing: true }))).toBeNull();
    expect(stroke(press("[", { ctrlKey: true, altKey: true, altGraph: true }))).toBe("[");
  });
});

describe("written", () => {
  test.each([
    ["ctrl+enter", "Ctrl+enter"],
    ["Shift+Ctrl+Z", "Ctrl+Shift+z"],
    ["Shift+x", "X"],
    ["?", "?"],
    ["+", "+"],
    ["Ctrl++", "Ctrl++"],
  ])("%s is %s", (text, name) => {
    expect(written(text)).toBe(name);
  });
  test("a sequence is its strokes", () => {
    expect(sequence(" g  q ")).toEqual(["g", "q"]);
  });
});

test("arrows are shown as arrows", () => {
  expect(shownAs("Shift+ArrowDown")).toBe("Shift+↓");
  expect(shownAs("g q")).toBe("g q");
});

describe("match", () => {
  const bindings = [
    { strokes: ["j"], action: "inner" },
    { strokes: ["j"], action: "outer" },
    { strokes: ["g", "q"], action: "queue" },
  ];
  test("gives all that fit, the innermost first", () => {
    expect(match(["j"], bindings)).toEqual({ exact: ["inner", "outer"], more: false });
  });
  test("waits for the rest of a sequence", () => {
    expect(match(["g"], bindings)).toEqual({ exact: [], more: true });
    expect(match(["g", "q"], bindings).exact).toEqual(["queue"]);
    expect(match(["g", "x"], bindings)).toEqual({ exact: [], more: false });
  });
});
