import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { copyText } from "./copyText.ts";
import { Button } from "./Button.tsx";

export function Copy({ text, label }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) {
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    }
  };
  return <Button icon={copied ? "check" : "copy"} kind="quiet" label={copied ? t("copied") : label ?? t("copy")} onClick={() => void copy()} />;
}
