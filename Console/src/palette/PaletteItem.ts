import type { IconName } from "../ui/Icon.tsx";

/** Something that the palette can do. */
export interface PaletteItem { id: string; text: string; hint?: string | undefined; icon: IconName; act: () => void }
