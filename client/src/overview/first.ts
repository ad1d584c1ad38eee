/** As a `ref`: the field of a dialog that has the focus when it opens, in place of its button to close. */
export function first(element: HTMLElement | null): void {
  element?.setAttribute("autofocus", "");
}
