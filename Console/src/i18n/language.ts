import { oneOf, stored } from "../app/stored.ts";

export type Language = "en" | "zh";

const preferred: Language = navigator.languages?.some(tag => tag.startsWith("zh")) && !navigator.languages[0]?.startsWith("en") ? "zh" : "en";

export const language = stored<Language>("language", preferred, oneOf("en", "zh"));

export const locale = (): string => (language.current === "zh" ? "zh-CN" : navigator.languages?.find(tag => tag.startsWith("en")) ?? "en-GB");

export function showLanguage(): void {
  const show = () => { document.documentElement.lang = language.current === "zh" ? "zh-CN" : "en"; };
  show();
  language.subscribe(show);
}
