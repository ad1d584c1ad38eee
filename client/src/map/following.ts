// The map as it is by now: incidents are asked for again when they were linked anew or decided about.
import { isLinked, onNotice, recordOf } from "../overview/stream";
import { sayFault } from "../ui/say";
import { load } from "./state";

/** Many decisions come one after another; all incidents are asked for once they rest, in ms. */
const REST = 2000;

/** Follow the stream; call what is returned to stop. */
export function followStream(): () => void {
  let timer = 0;
  const stop = onNotice((notice) => {
    if (!isLinked(notice) && !recordOf(notice)?.startsWith("i_")) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void load().catch(sayFault), REST);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
