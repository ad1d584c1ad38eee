// Light, dark, or as the system has it; remembered in this browser.
import { effect, signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";
const KEY = "sayso.theme";

function remembered(): Theme {
  const found = localStorage.getItem(KEY);
  return found === "light" || found === "dark" ? found : "system";
}

export const theme = signal<Theme>(remembered());

effect(() => {
  const root = document.documentElement;
  if (theme.value === "system") delete root.dataset.theme;
  else root.dataset.theme = theme.value;
  localStorage.setItem(KEY, theme.value);
});

/** To the other of what is seen now. */
export function turnTheme(): void {
  const dark =
    theme.value === "dark" ||
    (theme.value === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  theme.value = dark ? "light" : "dark";
}
