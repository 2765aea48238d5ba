import type { IconName } from "../ui/Icon.tsx";

/** Something that the palette can do. */
export interface PaletteItem { id: string; text: string; hint?: string | undefined; /** Other words that it is found by. */ also?: string; icon: IconName; act: () => void }
