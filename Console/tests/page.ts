/** What modules of the console ask a page for when they are loaded; tests of rules have no page. */
const kept = new Map<string, string>();
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
const place = new URL("http://console.test/");
for (const [name, value] of Object.entries({
  navigator: { languages: ["en-GB"] }, localStorage: storage, sessionStorage: storage, location: place, addEventListener: () => undefined,
  document: { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined, documentElement: { dataset: {} } },
})) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
