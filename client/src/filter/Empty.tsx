// What a list says that has nothing: why that may be, and a way back to everything.
import { lowered } from "./complete";

interface Props {
  children: string;
  /** The filter in words. */
  where: string | undefined;
  /** None: nothing is filtered by. */
  onClear: (() => void) | null;
}

export function Empty({ children, where = "", onClear }: Props) {
  const word = lowered(where);
  return (
    <>
      {children}
      {word && ` “${word}” is looked for as a word: ${MEANT[word]}.`}
      {onClear && (
        <>
          {" "}
          <button type="button" onClick={onClear}>
            Clear the filters
          </button>
        </>
      )}
    </>
  );
}

const MEANT: Record<ReturnType<typeof lowered> & string, string> = {
  or: "write OR for either side",
  and: "leave it out, all must fit",
  not: "write - before what to leave out",
};
