import { language } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { theme, themes } from "./theme.ts";
import { useValue } from "./useValue.ts";

const icons = { system: "display", light: "sun", dark: "moon" } as const;

/** Theme and language. */
export function Preferences() {
  const chosen = useValue(theme);
  const next = themes[(themes.indexOf(chosen) + 1) % themes.length]!;
  return (
    <div class="preferences">
      <Button kind="quiet" icon={icons[chosen]} label={t("themeIs", { theme: t(`theme_${chosen}`) })} onClick={() => theme.set(next)} />
      <Button kind="quiet" class="language" label={t("switchLanguage")} onClick={() => language.set(language.current === "en" ? "zh" : "en")}>{language.current === "en" ? "中文" : "English"}</Button>
    </div>
  );
}
