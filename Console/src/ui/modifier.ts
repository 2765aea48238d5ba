/** The key that shortcuts are pressed with on this machine, as its keyboard shows it. */
export const modifier: string = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
