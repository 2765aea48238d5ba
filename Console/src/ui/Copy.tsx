import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { copyText } from "./copyText.ts";
import { Button } from "./Button.tsx";
import type { IconName } from "./Icon.tsx";

export function Copy({ text, label, icon = "copy" }: { text: string; label?: string; icon?: IconName }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) {
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    }
  };
  return <Button icon={copied ? "check" : icon} kind="quiet" label={copied ? t("copied") : label ?? t("copy")} onClick={() => void copy()} />;
}
