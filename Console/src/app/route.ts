import { Value } from "./Value.ts";

/** Where the page is: path, query and hash, as the address bar shows them. */
export interface Place { path: string; search: string; hash: string }

const read = (): Place => ({ path: location.pathname, search: location.search, hash: location.hash });

export const place = new Value<Place>(read());

addEventListener("popstate", () => place.set(read()));
addEventListener("hashchange", () => place.set(read()));

export function go(address: string, { replace = false } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  place.set(read());
  if (!replace) {
    scrollTo(0, 0);
  }
}

/** The part of a path behind a beginning such as "/tasks/", decoded; null if it is another path. */
export function behind(path: string, beginning: string): string | null {
  const rest = path.startsWith(beginning) ? path.slice(beginning.length) : "";
  if (!rest || rest.includes("/")) {
    return null;
  }

  try {
    return decodeURIComponent(rest);
  } catch {
    return null; // a broken address is no address
  }
}

/** Links of our own stay in the page; with a modifier key they are the browser's. */
export function takeLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }

  if (link.origin === location.origin && !link.target && !link.hasAttribute("download") && !link.dataset.external) {
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  }
}
