import { spawn, type ChildProcess } from "node:child_process";

/** A process of the world, with what it printed. Only it ends itself: by id, never by name. */
export class Program {
  output = "";
  readonly ended: Promise<void>;
  #child: ChildProcess;

  /** @param open Its input does not end with what it is given, but when this program does. */
  constructor(readonly name: string, command: string, args: string[], env: Record<string, string> = {}, input?: string, open = false) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
    const keep = (piece: Buffer) => { this.output = (this.output + piece.toString()).slice(-20_000); };
    this.#child.stdout!.on("data", keep);
    this.#child.stderr!.on("data", keep);
    if (open) this.#child.stdin?.write(input); else this.#child.stdin?.end(input);
    this.ended = new Promise(done => {
      this.#child.once("exit", () => done());
      this.#child.once("error", error => { this.output += String(error); done(); });
    });
  }

  get pid(): number | undefined { return this.#child.pid; }

  get code(): number | null { return this.#child.exitCode; }

  get isRunning(): boolean { return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined; }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (!this.isRunning) {
      return;
    }

    this.#child.kill(signal);
    const last = setTimeout(() => this.#child.kill("SIGKILL"), 20_000);
    await this.ended;
    clearTimeout(last);
  }
}
