import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Folder of the built programs: given by who starts the tests, or where ./ops builds. */
function folder(): string {
  const artifacts = process.env.OPS_ARTIFACTS ?? resolve(import.meta.dirname, "../../../artifacts");
  const places = [process.env.OPS_BUILDS, resolve(artifacts, "bin")];
  const found = places.find(place => place && existsSync(`${place}/Gateway`));
  if (!found) {
    throw new Error(`No built gateway in ${places.filter(Boolean).join(" or ")}. Build the solution first.`);
  }

  return found;
}

/** Path of a built program, of the configuration that is there. */
export function program(project: string, file: string): string {
  const candidates = [process.env.OPS_CONFIGURATION ?? "release", "release", "debug"].map(configuration => `${folder()}/${project}/${configuration}/${file}`);
  const path = candidates.find(existsSync);
  if (!path) {
    throw new Error(`${candidates[0]} is not built.`);
  }

  return path;
}

/** Program and arguments: of the published one that this variable names, or of the built one. */
export function started(variable: string, project: string, file: string, ...words: string[]): [string, string[]] {
  const published = process.env[variable];
  return published ? [published, words] : ["dotnet", [program(project, file), ...words]];
}
