import { button } from "./button.js";

/** Lets what is meant for another text be copied: a page on disk may not reach the clipboard, so its text is selected too. */
export function offerCopies(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    const name = part.dataset.copy ?? "";
    const copy = button("copy", `Copy: ${name}`, () => {
      getSelection()?.selectAllChildren(part);
      const done = document.execCommand("copy");
      copy.textContent = done ? "copied" : "selected";
    });
    copy.className = "copy";
    part.before(copy);
  }
}
