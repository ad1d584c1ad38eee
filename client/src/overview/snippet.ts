// A search's snippet has its hits between U+0002 and U+0003; here they become pieces to draw.

export interface Piece {
  words: string;
  hit: boolean;
}

export function piecesOf(snippet: string): Piece[] {
  const pieces: Piece[] = [];
  let hit = false;
  let words = "";
  const close = () => {
    if (words) pieces.push({ words, hit });
    words = "";
  };
  for (const letter of snippet) {
    if (letter === "\u0002" || letter === "\u0003") {
      close();
      hit = letter === "\u0002";
    } else words += letter;
  }
  close();
  return pieces;
}
