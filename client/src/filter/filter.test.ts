import { describe, expect, test } from "vitest";
import type { FieldOut } from "../api/schema";
import { completions, lowered, placeOf, together, written } from "./complete";

const field = (name: string, part: Partial<FieldOut> = {}): FieldOut => ({
  name,
  kind: "name",
  about: "incident",
  incidents: `${name} of it`,
  reports: `tells of ${name}`,
  example: "x",
  values: [],
  decided: false,
  ...part,
});
const FIELDS = [
  field("country", { kind: "code" }),
  field("contested", { kind: "flag" }),
  field("killed", { kind: "number" }),
  field("killed_low", { kind: "number" }),
  field("type", { kind: "code", values: ["ASSAULT", "AID", "PROTEST"] }),
  field("outlet", { about: "report" }),
];
const COUNTRIES = { SYR: "Syria", IRQ: "Iraq", SWE: "Sweden" };
const at = (text: string, caret = text.length) =>
  completions(text, caret, FIELDS, COUNTRIES, "reports");
const labels = (text: string) => at(text).options.map((option) => option.label);

describe("what could be written next", () => {
  test("fields, with what they mean here", () => {
    expect(labels("bomb ki")).toEqual(["killed:", "killed_low:"]);
    expect(labels("-(ki")).toEqual(["killed:", "killed_low:"]);
    expect(at("a CO").options[0]).toEqual({
      insert: "country:",
      label: "country:",
      hint: "an incident that it tells of: country of it",
    });
    expect(at("a CO").from).toBe(2);
    expect(labels("")).toHaveLength(FIELDS.length);
    expect(labels("a-ki")).toEqual([]);
  });
  test("values of a field, the last of several", () => {
    expect(labels("country:s")).toEqual(["SYR", "SWE"]);
    expect(labels("country:IRQ,swe")).toEqual(["SWE"]);
    expect(at("country:IRQ,swe").from).toBe(12);
    expect(labels("type:a")).toEqual(["ASSAULT", "AID"]);
    expect(labels("contested:")).toEqual(["yes", "no"]);
    expect(labels("killed:1")).toEqual([]);
    expect(labels("nothing:a")).toEqual([]);
    expect(at("-outlet:riv").names).toEqual({ kind: "outlet", begins: "riv" });
  });
  test("nothing in quotes, and only what stands before the caret", () => {
    expect(labels('"ki')).toEqual([]);
    expect(labels(String.raw`"\" ki`)).toEqual([]);
    expect(labels('"a" ki')).toHaveLength(2);
    expect(labels("“ki")).toEqual([]);
    expect(at("ki bomb", 2).options).toHaveLength(2);
  });
});

describe("a filter put together", () => {
  test("values are quoted where they would be taken apart", () => {
    expect(["SYR", "a b", "a,b", ">x", "a|b", "a..b", 'a"\\b'].map(written)).toEqual([
      "SYR",
      '"a b"',
      '"a,b"',
      '">x"',
      '"a|b"',
      '"a..b"',
      String.raw`"a\"\\b"`,
    ]);
  });
  test("of the fields of a list", () => {
    expect(together({})).toBe("");
    expect(together({ where: "a OR b" })).toBe("a OR b");
    expect(together({ where: "a OR b", q: "c" })).toBe("(a OR b) (c)");
    expect(
      together({ where: "a OR b", country: "SYR", since: "2024-01-01", contested: "false" }),
    ).toBe("(a OR b) country:SYR since:2024-01-01 contested:no");
    expect(together({ outlet: "The Post" })).toBe('outlet:="The Post"');
  });
  test("what a list leaves out is left out, unless types are asked for", () => {
    const verbal = ["ACCUSE", "AGREE"];
    expect(together({ where: "a" }, verbal)).toBe("(a) -type:ACCUSE,AGREE");
    expect(together({ verbal: "true" }, verbal)).toBe("");
    expect(together({ type: "AID" }, verbal)).toBe("type:AID");
    expect(together({ where: "-type:AID" }, verbal)).toBe("-type:AID");
  });
});

test("the place of a fault", () => {
  expect(placeOf("column 3: no field 'x'")).toBe(2);
  expect(placeOf("the server did not answer")).toBeNull();
  expect(placeOf(null)).toBeNull();
});

test("words that may have been meant as signs", () => {
  expect(lowered("bomb or mortar")).toBe("or");
  expect(lowered("not bomb")).toBe("not");
  expect(lowered("bomb OR mortar")).toBeNull();
  expect(lowered('"dead or alive" bomb')).toBeNull();
  expect(lowered("orange Andes")).toBeNull();
});
