import type { JoinToken } from "../api/types.ts";

/**
 * The one line that enrols a host and starts its agent there: it downloads the agent, checks it and makes it a service, or, where the gateway has no agents, wants one on
 * the host. The token goes by standard input: arguments can be read by every user of a host. The blank before it keeps it out of the shell's history.
 */
export function enrolCommand({ token, programs = [] }: Pick<JoinToken, "token" | "programs">, server: string, name = ""): string {
  const allow = needsInsecure(server) ? " --insecure-http" : "";
  const called = name ? ` --name ${quote(name)}` : "";
  const say = ` printf '%s\\n' ${quote(token)} | `;
  if (!programs.length) {
    return `${say}ops-agent enrol --server '${server}' --join-token-stdin${called}${allow} && ops-agent run${allow}`;
  }

  const script = quote(`${server}/install.sh`);
  const hashes = programs.map(({ platform, sha256 }) => ` --sha256 ${platform}:${sha256}`).join("");
  return ` ops=$(curl -fsS ${script} || wget -qO- ${script}) &&${say}sh -c "$ops" install.sh --server ${quote(server)}${hashes}${called}${allow}`;
}

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** An agent refuses plain HTTP to another host unless it is told otherwise. */
function needsInsecure(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === "http:" && !isLoopback(hostname);
}

/** An address that leads every host to itself. */
export const isLoopback = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
