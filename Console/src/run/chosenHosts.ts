import { storedForSession } from "../app/stored.ts";

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === "string");

/** Ids of the hosts that the next run goes to; a reload keeps them. */
export const chosenHosts = storedForSession<readonly string[]>("run.hosts", [], isTexts);
