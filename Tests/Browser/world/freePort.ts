import { createServer, type Server } from "node:net";

// Blocks of ports as the other tests take them (Tests/Support/Processes/PortBlocks.cs): who listens on the first port of a block has the rest.
const [first, blocks, size] = [15_000, 300, 50];
let [next, end] = [0, 0];
const held: Server[] = [];

/** A port of this machine that is free and that no other test gets, however long its server is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    if (next === end) {
      await takeBlock();
    }

    const port = next++;
    const free = await listen(port);
    if (free) {
      await new Promise(done => free.close(done));
      return port;
    }
  }
}

async function takeBlock(): Promise<void> {
  const start = Math.floor(Math.random() * blocks);
  for (let tried = 0; tried < blocks; tried++) {
    const guard = first + ((start + tried) % blocks) * size;
    const server = await listen(guard);
    if (server) {
      held.push(server.unref());
      [next, end] = [guard + 1, guard + size];
      return;
    }
  }

  throw new Error(`Every block of ports from ${first} on is taken.`);
}

const listen = (port: number): Promise<Server | undefined> => new Promise(done => {
  const server = createServer();
  server.once("error", () => done(undefined));
  server.listen(port, "127.0.0.1", () => done(server));
});
