import { describe, expect, test } from "vitest";
import { Outbox, type Outcome, type Parcel, type Shelf } from "./outbox";

function shelf(start: Record<string, string> = {}): Shelf & { kept: Record<string, string> } {
  const kept = { ...start };
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value;
    },
  };
}
const parcel = (id: string): Parcel<string> => ({ id, to: "/", record: "r_1", body: id });

function made(on: Shelf, answers: ((parcel: Parcel<string>) => Outcome<string>)[]) {
  const told: string[] = [];
  const retries: (() => void)[] = [];
  const box = new Outbox<string, string>(on, "box", {
    post: async (one) => {
      told.push(`post ${one.id}`);
      return (answers.shift() ?? ((p) => ({ kind: "sent", answer: p.id })))(one);
    },
    changed: (kept, fault) =>
      told.push(`kept ${kept.map((p) => p.id).join(",")}${fault ? ` ${fault.message}` : ""}`),
    arrived: (one, outcome) => told.push(`${outcome.kind} ${one.id}`),
    wait: (_tries, retry) => retries.push(retry),
  });
  return { box, told, retries };
}
const later = () => ({ kind: "later" as const, fault: new Error("no line") });
const refused = () => ({ kind: "refused" as const, fault: new Error("no") });

describe("outbox", () => {
  test("is on the shelf before anything is sent, and off it after", async () => {
    const on = shelf();
    const { box, told } = made(on, []);
    box.put(parcel("1"));
    expect(JSON.parse(on.kept.box ?? "")).toHaveLength(1);
    await box.flush();
    expect(on.kept.box).toBe("[]");
    expect(told).toEqual(["kept 1", "post 1", "sent 1", "kept "]);
  });
  test("sends in order, one at a time", async () => {
    const { box, told } = made(shelf(), []);
    box.put(parcel("1"));
    box.put(parcel("2"));
    await box.flush();
    expect(told.filter((t) => t.startsWith("post") || t.startsWith("sent"))).toEqual([
      "post 1",
      "sent 1",
      "post 2",
      "sent 2",
    ]);
  });
  test("keeps what could not be sent, says why, and sends it again first", async () => {
    const { box, told, retries } = made(shelf(), [later]);
    box.put(parcel("1"));
    box.put(parcel("2"));
    await box.flush();
    expect(box.waiting.map((p) => p.id)).toEqual(["1", "2"]);
    expect(told.at(-1)).toBe("kept 1,2 no line");
    retries[0]?.();
    await box.flush();
    expect(box.waiting).toEqual([]);
    expect(told.filter((t) => t.startsWith("sent"))).toEqual(["sent 1", "sent 2"]);
  });
  test("drops what is refused and goes on with the rest", async () => {
    const { box, told } = made(shelf(), [refused]);
    box.put(parcel("1"));
    box.put(parcel("2"));
    await box.flush();
    expect(told).toContain("refused 1");
    expect(told).toContain("sent 2");
    expect(box.waiting).toEqual([]);
  });
  test("sends nothing more when it is closed, and keeps what was refused on the way", async () => {
    const on = shelf();
    const { box, told, retries } = made(on, [later, refused]);
    box.put(parcel("1"));
    await box.flush();
    box.close();
    retries[0]?.();
    await box.flush();
    expect(told.filter((t) => t.startsWith("post"))).toEqual(["post 1"]);
    const other = made(on, [refused]);
    const sending = other.box.flush();
    other.box.close();
    await sending;
    expect(JSON.parse(on.kept.box ?? "")).toHaveLength(1);
  });
  test("takes up after a reload what was left, also behind nonsense", async () => {
    const on = shelf({ box: JSON.stringify([parcel("old")]) });
    const { box, told } = made(on, []);
    await box.flush();
    expect(told).toContain("sent old");
    expect(made(shelf({ box: "{" }), []).box.waiting).toEqual([]);
  });
  test("sends even where storage is full", async () => {
    const full: Shelf = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const { box, told } = made(full, []);
    box.put(parcel("1"));
    await box.flush();
    expect(told).toContain("sent 1");
  });
});
