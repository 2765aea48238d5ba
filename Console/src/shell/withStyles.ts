/**
 * The pages' policy lets no program write styles into a page, neither as an element nor as an attribute; it lets one make style sheets and set the styles of an element. The
 * terminal does the former. So while it is built, what it takes for style elements are sheets of the document, and the style attribute of a span is set as its style.
 */
export function withStyles(css: string, signal: AbortSignal, build: () => void): void {
  adopt(css, signal);
  takeStyleAttributes();
  const plain = document.createElement.bind(document) as (name: string) => HTMLElement;
  document.createElement = ((name: string) => (name === "style" ? styleElement(plain, signal) : plain(name))) as typeof document.createElement;
  try {
    build();
  } finally {
    delete (document as { createElement?: unknown }).createElement;
  }
}

function adopt(css: string, signal: AbortSignal): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  signal.addEventListener("abort", () => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet); });
  return sheet;
}

/** What stands for a style element: what is written into it is a sheet of the document. */
function styleElement(plain: (name: string) => HTMLElement, signal: AbortSignal): HTMLElement {
  const element = plain("template");
  const sheet = adopt("", signal);
  Object.defineProperty(element, "textContent", { get: () => "", set: (css: string) => sheet.replaceSync(css) });
  return element;
}

/** For as long as the page lives: colours that are not in the terminal's palette are set so, at each drawing. */
function takeStyleAttributes(): void {
  HTMLSpanElement.prototype.setAttribute = function (this: HTMLSpanElement, name: string, value: string) {
    if (name === "style") this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
