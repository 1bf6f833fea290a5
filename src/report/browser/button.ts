/** A small button that says what it does to those who do not see where it stands. */
export function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** A row of buttons. */
export function toolbar(buttons: readonly HTMLButtonElement[]): HTMLElement {
  const row = document.createElement("div");
  row.className = "tools";
  row.append(...buttons);
  return row;
}
