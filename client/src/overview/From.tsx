import { When } from "../ui/When";

interface Props {
  outlet: string | null | undefined;
  at: string | null | undefined;
}

/** Whose report, and of when. An outlet's name keeps its own direction, whatever stands in it. */
export function From({ outlet, at }: Props) {
  return (
    <>
      {outlet && (
        <>
          <bdi dir="auto">{outlet}</bdi> ·{" "}
        </>
      )}
      <When at={at} />
    </>
  );
}
