import { describe, expect, it } from "vitest";
import { addressOf, filtersOf, withFilter } from "./filters";
import { account, incident } from "./fixtures";
import { standing, stateOf, toll, when, where } from "./words";

describe("an incident in words", () => {
  it("says what is known of the day", () => {
    expect(when("2021-03-04", "2021-03-04")).toBe("4 Mar 2021");
    expect(when(null, "2021-03-04")).toBe("by 4 Mar 2021");
    expect(when("2021-03-01", "2021-03-31")).toMatch(/^1\s?–\s?31 Mar 2021$/);
    expect(when(null, null)).toBe("no date");
  });
  it("names each place once", () => {
    const jos = { name: "Jos", country: "NGA" };
    const country = (code: string) => (code === "NGA" ? "Nigeria" : code);
    expect(where([jos, jos, { name: "Bukuru" }], country)).toBe("Jos, Nigeria; Bukuru");
    expect(where([{ name: "", country: "XYZ" }], country)).toBe("XYZ");
    expect(where([], country)).toBe("no place");
  });
  it("says a range with its best, and bounds alone as bounds", () => {
    expect(toll({ low: 14, best: 14, high: 19, rule: "ucdp", origins: [], parts: [] })).toBe(
      "14–19, best 14",
    );
    expect(toll({ low: 14, best: 14, high: 14, rule: "ucdp", origins: [], parts: [] })).toBe("14");
  });
  it("says how a field stands also for what was linked before that was kept", () => {
    expect(standing(incident({ standing: { killed: "one_origin" } }), "killed")).toBe("one origin");
    expect(standing(incident({ contested: ["killed"] }), "killed")).toBe("contested");
    expect(standing(incident({ agreed: { killed: "9" } }), "killed")).toBe("agreed");
    expect(standing(incident(), "killed")).toBe("");
  });
  it("says that a value is denied before it says that it is superseded", () => {
    expect(stateOf(account("9", { denied: true, superseded_by: "12" }))).toBe("denied");
    expect(stateOf(account("9", { superseded_by: "12" }))).toBe("superseded by 12");
  });
});

describe("filters in the address", () => {
  it("come back as they were written, and no others with them", () => {
    const address = addressOf("/incidents", { q: "bus station", country: "NGA", type: "" });
    expect(address).toBe("/incidents?q=bus+station&country=NGA");
    const query = new URLSearchParams(`${address.split("?")[1]}&evil=1`);
    expect(filtersOf(query, ["q", "country", "type"])).toEqual({
      q: "bus station",
      country: "NGA",
    });
  });
  it("are taken off by nothing", () => {
    expect(withFilter({ q: "x", type: "PROTEST" }, "type", "")).toEqual({ q: "x" });
  });
});
