/** Versions in a text with the first letters of their commit only. */
export const shortVersions = (text: string): string => text.replace(/(\+[0-9a-f]{7})[0-9a-f]{33}/g, "$1");
