const browsers: readonly [RegExp, string][] = [[/Edg\/(\d+)/, "Edge"], [/Firefox\/(\d+)/, "Firefox"], [/Chrom(?:e|ium)\/(\d+)/, "Chrome"], [/Version\/(\d+).*Safari/, "Safari"], [/curl\/([\d.]+)/, "curl"]];
const systems: readonly [RegExp, string][] = [[/Windows/, "Windows"], [/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Mac OS/, "macOS"], [/Linux/, "Linux"]];

/** A browser's long name in two words. */
export function clientName(agent: string | undefined): string {
  const browser = browsers.map(([pattern, name]) => ({ name, found: pattern.exec(agent ?? "") })).find(each => each.found);
  const system = systems.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return browser ? `${browser.name} ${browser.found![1]}${system ? ` · ${system}` : ""}` : agent?.slice(0, 40) || "–";
}
