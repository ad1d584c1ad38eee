// Where the person is: the address bar is the state, so that every view can be linked to.
import { computed, signal } from "@preact/signals";

const here = signal(location.pathname + location.search);
addEventListener("popstate", () => {
  here.value = location.pathname + location.search;
});

export const path = computed(() => here.value.split("?")[0] ?? "/");
export const query = computed(() => new URLSearchParams(here.value.split("?")[1] ?? ""));

export function go(to: string, options: { replace?: boolean } = {}): void {
  if (to === here.value) return;
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  here.value = to;
}

/** Links inside the desk do not load the page anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download"))
    return;
  if (link.pathname.startsWith("/api/")) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
