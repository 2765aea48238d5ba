import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { online } from "../api/connection.ts";
import { Offline } from "./Offline.tsx";
import type { WhoAmI } from "../api/types.ts";
import { t, type Key } from "../i18n/t.ts";
import { language } from "../i18n/language.ts";
import { Palette } from "../palette/Palette.tsx";
import { Shortcuts } from "../palette/Shortcuts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Logo } from "../ui/Logo.tsx";
import { modifier } from "../ui/modifier.ts";
import { Menu } from "../ui/Menu.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { useNarrow } from "../ui/useNarrow.ts";
import { Preferences } from "./Preferences.tsx";
import { go, place } from "./route.ts";
import { theme, themes } from "./theme.ts";
import { useValue } from "./useValue.ts";

const screens: readonly { path: string; key: string; name: Key; icon: IconName; also?: readonly string[] }[] = [
  { path: "/fleet", key: "f", name: "fleet", icon: "fleet", also: ["/hosts/"] },
  { path: "/run", key: "r", name: "run", icon: "run" },
  { path: "/tasks", key: "t", name: "tasks", icon: "tasks", also: ["/tasks/", "/locks"] },
  { path: "/jobs", key: "j", name: "jobs", icon: "jobs", also: ["/jobs/"] },
  { path: "/workflows", key: "w", name: "workflows", icon: "workflows", also: ["/workflows/"] },
  { path: "/schedules", key: "c", name: "schedules", icon: "clock", also: ["/schedules/"] },
  { path: "/files", key: "d", name: "files", icon: "files" },
  { path: "/system", key: "s", name: "system", icon: "system" },
  { path: "/access", key: "a", name: "access", icon: "access", also: ["/secrets"] },
];

/** The frame of every screen: where one is, where one can go, whether the gateway answers. */
export function Shell({ who, onLogOut, children }: { who: WhoAmI; onLogOut: () => void; children: ComponentChildren }) {
  const { path } = useValue(place);
  const connected = useValue(online);
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const narrow = useNarrow();
  const shownTheme = useValue(theme);
  const leader = useRef(-Infinity);
  useKeys({ "?": () => setOpen("keys"), g: event => { leader.current = event.timeStamp; } });
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen(now => (now === "palette" ? null : "palette"));
        return;
      }

      const screen = event.timeStamp - leader.current < 1_200 ? screens.find(each => each.key === event.key) : undefined;
      leader.current = -Infinity;
      if (screen && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        event.stopImmediatePropagation();
        go(screen.path);
      }
    };
    document.addEventListener("keydown", pressed, true);
    return () => document.removeEventListener("keydown", pressed, true);
  }, []);
  return (
    <div class="shell">
      <a class="skip" href="#content" data-external="yes" onClick={event => { event.preventDefault(); document.getElementById("content")?.focus(); }}>{t("skip")}</a>
      <nav class="side" aria-label={t("screens")}>
        <a class="side-logo" href="/fleet" aria-label="OrleansOps"><Logo /></a>
        <button type="button" class="side-search" onClick={() => setOpen("palette")}><Icon name="search" /><span>{t("palette")}</span><kbd>{modifier} K</kbd></button>
        <ul>
          {screens.map(screen => {
            const here = path === screen.path || screen.also?.some(beginning => path.startsWith(beginning)) === true;
            return <li key={screen.path}><a href={screen.path} aria-current={here ? "page" : undefined}><Icon name={screen.icon} /><span>{t(screen.name)}</span></a></li>;
          })}
        </ul>
        <div class="side-foot">
          <div class="who"><span class="who-name" title={who.name}>{who.name}</span><span class="faint">{who.server.version}</span></div>
          {narrow ? (
            <Menu icon="more" label={t("more")} up>
              <span class="menu-name faint">{who.name} · {who.server.version.split("+")[0]}</span>
              <button type="button" onClick={() => setOpen("palette")}>{t("palette")}</button>
              <button type="button" onClick={() => setOpen("keys")}>{t("shortcuts")}</button>
              {themes.map(each => <button key={each} type="button" aria-pressed={shownTheme === each} onClick={() => theme.set(each)}>{t("themeIs", { theme: t(`theme_${each}`) })}</button>)}
              <button type="button" lang={language.current === "en" ? "zh-CN" : "en"} onClick={() => language.set(language.current === "en" ? "zh" : "en")}>{t("switchLanguage")}</button>
              <button type="button" onClick={onLogOut}>{t("logOut")}</button>
            </Menu>
          ) : (
            <div class="side-buttons">
              <Preferences />
              <Button kind="quiet" icon="keyboard" label={t("shortcuts")} onClick={() => setOpen("keys")} />
              <Button kind="quiet" icon="logout" label={t("logOut")} onClick={onLogOut} />
            </div>
          )}
        </div>
      </nav>
      <main id="content" tabIndex={-1}>
        {!connected && <Offline />}
        {children}
      </main>
      {open === "palette" && <Palette onClose={() => setOpen(null)} onKeys={() => setOpen("keys")} onLogOut={onLogOut} />}
      {open === "keys" && <Shortcuts onClose={() => setOpen(null)} />}
    </div>
  );
}
