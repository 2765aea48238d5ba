import { t, type Key } from "../i18n/t.ts";
import { modifier } from "../ui/modifier.ts";
import { Dialog } from "../ui/Dialog.tsx";

const groups: readonly [Key, readonly (readonly [string, Key])[]][] = [
  ["keysEverywhere", [[`${modifier} K`, "palette"], ["?", "shortcuts"], ["g f", "fleet"], ["g r", "run"], ["g t", "tasks"], ["g j", "jobs"], ["g w", "workflows"], ["g d", "files"], ["g s", "system"], ["g a", "access"], ["/", "keySearch"]]],
  ["keysLists", [["j k ↓ ↑", "keyMove"], ["Enter", "keyOpen"], ["x", "keyChoose"], ["a", "keyChooseAll"], ["r", "keyRunOn"], ["Esc", "keyClear"]]],
  ["keysTask", [["f G", "keyFollow"], ["n N", "keyMatches"], ["] [", "keyErrors"], ["m", "onlyMatches"], ["w", "wrapLines"], ["t", "keyTimes"], ["e", "keyStderr"], ["z Z", "keyFold"], ["c", "cancelTask"]]],
  ["keysEditor", [[`${modifier} Enter`, "run"], ["Tab", "keyIndent"], ["Esc Tab", "keyLeave"]]],
];

export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("shortcuts")} onClose={onClose} wide>
      <div class="shortcuts" tabIndex={0} role="group" aria-label={t("shortcuts")}>
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3>{t(name)}</h3>
            <dl>{keys.map(([key, what]) => <div key={key}><dt>{key.split(" ").map(each => <kbd key={each}>{each}</kbd>)}</dt><dd>{t(what)}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
