import { oneOf, stored } from "./stored.ts";

export type Theme = "system" | "light" | "dark";

export const themes: Theme[] = ["system", "light", "dark"];

export const theme = stored<Theme>("theme", "system", oneOf("system", "light", "dark"));

/** The style sheet reads the attribute; without it the system's preference holds. */
export function showTheme(): void {
  const show = () => {
    if (theme.current === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme.current;
    }
  };
  show();
  theme.subscribe(show);
}
