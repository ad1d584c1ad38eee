// Offsets of the record are Unicode code points; those of JavaScript and the DOM are UTF-16 units.

/** Where the two differ in one text: behind every character beyond the basic plane. */
export class Offsets {
  /** UTF-16 offsets of the characters that take two units. */
  private readonly wide: number[] = [];
  /** Code points of the text. */
  readonly length: number;

  constructor(text: string) {
    // Most texts have none: one search by the engine, not a walk.
    const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
    for (let found = pairs.exec(text); found; found = pairs.exec(text)) this.wide.push(found.index);
    this.length = text.length - this.wide.length;
  }

  /** A code-point offset as one of UTF-16 units. */
  to16(point: number): number {
    // The i-th wide character begins at code point wide[i] - i.
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] as number) - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /** A UTF-16 offset as one of code points; within a character: its beginning. */
  toPoint(unit: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] as number) < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}
