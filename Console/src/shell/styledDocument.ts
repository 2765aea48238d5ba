/** Style sheets that are made by a program are not inline styles, which no page of the gateway may have: so the terminal gets its own looks by these. */
function adopt(css: string, signal: AbortSignal): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  signal.addEventListener("abort", () => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet); });
  return sheet;
}

function styleElement(signal: AbortSignal): HTMLElement {
  const element = document.createElement("style");
  const sheet = adopt("", signal);
  Object.defineProperty(element, "textContent", { get: () => "", set: (css: string) => sheet.replaceSync(css) });
  return element;
}

/** A span whose style attribute is set as its style: the attribute alone is an inline style too. */
function styledSpan(): HTMLElement {
  const element = document.createElement("span");
  const { setAttribute } = element;
  element.setAttribute = (name, value) => {
    if (name === "style") element.style.cssText = value;
    else setAttribute.call(element, name, value);
  };
  return element;
}

/** The document, as the terminal makes its elements by it. */
export function styledDocument(css: string, signal: AbortSignal): Document {
  adopt(css, signal);
  const make = (name: string) => (name === "style" ? styleElement(signal) : name === "span" ? styledSpan() : document.createElement(name));
  return new Proxy(document, {
    get: (target, key) => {
      const value: unknown = key === "createElement" ? make : Reflect.get(target, key, target);
      return typeof value === "function" && key !== "createElement" ? value.bind(target) as unknown : value;
    },
  });
}
