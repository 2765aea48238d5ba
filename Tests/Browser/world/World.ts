import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, started } from "./builds.ts";
import { eventually } from "./eventually.ts";
import { freePort } from "./freePort.ts";
import { Program } from "./Program.ts";

export interface Host { id: string; name: string; process: Program; data: string }

/** A whole installation on loopback: Redis, gateway and agents as processes of their own; silos too, where any are asked for. */
export class World {
  readonly #root = mkdtempSync(join(tmpdir(), "ops-browser-"));
  readonly hosts: Host[] = [];
  #redis!: Program;
  #gateway!: Program;
  readonly #silos: Program[] = [];
  #fleet: Program | undefined;
  #ports!: { redis: number; gateway: number; silo: number; client: number };
  #gates = 0;
  token = "";

  static async start({ silos = 0 } = {}): Promise<World> {
    const world = new World();
    try {
      world.#ports = { redis: await freePort(), gateway: await freePort(), silo: await freePort(), client: await freePort() };
      await world.#startRedis();
      await Promise.all(Array.from({ length: silos }, (_, i) => world.#startSilo(`silo-${i + 1}`)));
      await world.startGateway();
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  get address(): string { return `http://127.0.0.1:${this.#ports.gateway}`; }

  get tokenFile(): string { return join(this.#root, "gateway", "admin-token"); }

  async startGateway(): Promise<void> {
    const { redis, silo, client } = this.#ports;
    this.#gateway = new Program("gateway", ...started("OPS_GATEWAY_PROGRAM", "Gateway", "ops-gateway.dll", "--urls", this.address), {
      OPS_Redis__ConnectionString: `127.0.0.1:${redis}`, OPS_Gateway__DataDir: join(this.#root, "gateway"),
      OPS_Cluster__SiloPort: String(silo), OPS_Cluster__GatewayPort: String(client), OPS_Cluster__Silo: String(this.#silos.length === 0), OPS_Cluster__Name: "gateway-1",
      OPS_Gateway__TraceLink: "https://traces.example.org/{traceId}",
    });
    try {
      await eventually("the gateway is ready", async () => (await fetch(`${this.address}/readyz`)).status, status => status === 200, 90);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nThe gateway printed:\n${this.#gateway.output}`);
    }

    this.token = readFileSync(this.tokenFile, "utf8").trim();
  }

  /** As when its machine loses power. */
  killSilo(name: string): Promise<void> { return this.#silos.find(silo => silo.name === name)!.stop("SIGKILL"); }

  killGateway(): Promise<void> { return this.#gateway.stop("SIGKILL"); }

  async joinToken(uses = 1): Promise<string> { return (await this.api<{ token: string }>("POST", "/api/v1/join-tokens", { uses, trustHostLabels: true })).token; }

  /** Ends the agent of a host, and waits until the gateway knows: what is submitted from then on waits. */
  async stopHost(host: Host): Promise<void> {
    await host.process.stop();
    await eventually(`${host.name} is offline`, async () => (await this.api<{ state: string }>("GET", `/api/v1/agents/${host.id}`)).state, state => state === "offline");
  }

  /** Connects so many simulated agents, fleet-00000 and on, over a socket each. They stay. */
  async startFleet(hosts: number): Promise<void> {
    const fleet = new Program("fleet", "dotnet", [program("Bench", "OrleansOps.Bench.dll"), "fleet", "--server", this.address, "--hosts", String(hosts)], {}, `${await this.joinToken(hosts)}\n`, true);
    this.#fleet = fleet;
    await eventually(`${hosts} hosts are connected`, () => `${fleet.output}${fleet.isRunning ? "" : "it has ended"}`, said => said.includes("are connected") || said.includes("has ended"), 400);
    if (!fleet.isRunning) {
      throw new Error(`The fleet did not connect: ${fleet.output}`);
    }
  }

  /** Gives the console's line to a shell, as an operator does on a host: what it enrols and starts is a host from then on. */
  async enrolByLine(name: string, line: string): Promise<Host> {
    const [data, bin] = [join(this.#root, name), join(this.#root, "bin")];
    mkdirSync(data);
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "ops-agent"), `#!/bin/sh\nexec dotnet '${program("HostAgent", "ops-agent.dll")}' "$@"\n`);
    chmodSync(join(bin, "ops-agent"), 0o755);
    const process = new Program(name, "sh", ["-c", line], { PATH: `${bin}:${globalThis.process.env.PATH}`, OPS_AGENT_DATA: data });
    return this.#joined({ id: "", name, process, data });
  }

  /** Enrols with a join token and starts the agent. */
  async startHost(name: string, labels: Record<string, string> = {}, slots = 5): Promise<Host> {
    const data = join(this.#root, name);
    mkdirSync(data);
    const enrol = new Program("enrol", ...started("OPS_AGENT_PROGRAM", "HostAgent", "ops-agent.dll", "enrol", "--data", data, "--server", this.address, "--name", name, "--join-token-stdin",
      ...Object.entries(labels).flatMap(([key, value]) => ["--label", `${key}=${value}`])), {}, `${await this.joinToken()}\n`);
    await enrol.ended;
    if (enrol.code !== 0) {
      throw new Error(`Enrolment of ${name} failed: ${enrol.output}`);
    }

    return this.#joined({ id: "", name, process: this.#runHost(name, data, slots), data });
  }

  /** As when its machine loses power, with all that runs on it, and comes back. */
  async restartHost(host: Host): Promise<void> {
    await host.process.stop("SIGKILL");
    endProcesses(host.data);
    host.process = this.#runHost(host.name, host.data, 5);
  }

  #runHost(name: string, data: string, slots: number): Program {
    return new Program(name, ...started("OPS_AGENT_PROGRAM", "HostAgent", "ops-agent.dll", "run", "--data", data, "--server", this.address, "--slots", String(slots)));
  }

  async #joined(host: Host): Promise<Host> {
    this.hosts.push(host);
    try {
      const view = await eventually(`agent ${host.name} is online`, () => this.api<{ id: string; state: string }>("GET", `/api/v1/agents/${host.name}`), agent => agent.state === "online", 60);
      host.id = view.id;
    } catch (error) {
      throw new Error(`${(error as Error).message}\nThe agent printed:\n${host.process.output}`);
    }

    return host;
  }

  async submit(host: string, script: string, id = `t-${Math.random().toString(36).slice(2, 10)}`, more: object = {}): Promise<string> {
    await this.api("PUT", `/api/v1/tasks/${id}`, { agent: host, kind: "bash", script, ...more });
    return id;
  }

  task(id: string): Promise<{ phase: string; terminal: boolean; exitCode?: number; log: { nextSeq: number; complete: boolean } }> { return this.api("GET", `/api/v1/tasks/${id}`); }

  over(id: string, seconds = 90) { return eventually(`task ${id} is over and its log whole`, () => this.task(id), task => task.terminal && task.log.complete, seconds); }

  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.address + path, {
      method, headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }

    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Something that a script waits for: what is looked at before does not hang on how fast the machine is. */
  gate(): { isOpen: string; open: () => void } {
    const path = join(this.#root, `gate-${this.#gates++}`);
    return { isOpen: `[ -e '${path}' ]`, open: () => writeFileSync(path, "") };
  }

  /** Ends everything, and the tasks that outlive their agents. */
  async close(): Promise<void> {
    await Promise.all([this.#fleet, ...this.hosts.map(host => host.process)].map(process => process?.stop()));
    await this.#gateway?.stop();
    await Promise.all(this.#silos.map(silo => silo.stop()));
    await this.#redis?.stop();
    endProcesses(this.#root);
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  async #startSilo(name: string): Promise<void> {
    const address = `http://127.0.0.1:${await freePort()}`;
    const silo = new Program(name, "dotnet", [program("Silo", "ops-silo.dll"), "--urls", address], {
      OPS_Redis__ConnectionString: `127.0.0.1:${this.#ports.redis}`, OPS_Cluster__Name: name,
      OPS_Cluster__SiloPort: String(await freePort()), OPS_Cluster__GatewayPort: String(await freePort()),
    });
    this.#silos.push(silo);
    try {
      await eventually(`${name} is ready`, async () => (await fetch(`${address}/readyz`)).status, status => status === 200, 90);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${name} printed:\n${silo.output}`);
    }
  }

  /** What redis-cli says to these words. */
  redis(...words: string[]): string {
    return execFileSync("redis-cli", ["-p", String(this.#ports.redis), ...words], { encoding: "utf8", stdio: "pipe" }).trim();
  }

  async #startRedis(): Promise<void> {
    const data = join(this.#root, "redis");
    mkdirSync(data);
    this.#redis = new Program("redis", "redis-server", ["--bind", "127.0.0.1", "--port", String(this.#ports.redis), "--dir", data, "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]);
    await eventually("Redis answers", () => this.redis("ping"), answer => answer === "PONG");
  }
}

/** Ends processes whose directory is in this folder: supervisors and scripts. */
function endProcesses(folder: string): void {
  for (const pid of readdirSync("/proc").filter(name => /^\d+$/.test(name)).map(Number)) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
      if (pid !== process.pid && words.includes(folder)) {
        process.kill(pid, "SIGKILL");
      }
    } catch {
      continue; // gone, or not ours to look at
    }
  }
}
