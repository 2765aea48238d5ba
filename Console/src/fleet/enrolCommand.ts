/** The one line that enrols a host and starts its agent there. The token goes by standard input: arguments can be read by every user of a host. The blank before it keeps it out of the shell's history. */
export function enrolCommand(token: string, server: string, name = ""): string {
  const allow = needsInsecure(server) ? " --insecure-http" : "";
  const called = name ? ` --name '${name.replaceAll("'", "'\\''")}'` : "";
  return ` printf '%s\\n' '${token}' | ops-agent enrol --server '${server}' --join-token-stdin${called}${allow} && ops-agent run${allow}`;
}

/** An agent refuses plain HTTP to another host unless it is told otherwise. */
function needsInsecure(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === "http:" && !isLoopback(hostname);
}

/** An address that leads every host to itself. */
export const isLoopback = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
