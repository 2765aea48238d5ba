export interface ServerEvent { name: string; data: string; id: string | undefined }

/** Server-sent events out of pieces of text, wherever they are cut. */
export class EventParser {
  #rest = "";
  #name = "message";
  #data: string[] = [];
  #id: string | undefined;

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop()!;
    for (const raw of lines) {
      const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
      if (line === "") {
        this.#end(events);
      } else if (!line.startsWith(":")) {
        this.#field(line);
      }
    }

    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "event") {
      this.#name = value;
    } else if (name === "data") {
      this.#data.push(value);
    } else if (name === "id") {
      this.#id = value;
    }
  }

  #end(events: ServerEvent[]): void {
    if (this.#data.length > 0) {
      events.push({ name: this.#name, data: this.#data.join("\n"), id: this.#id });
    }

    this.#name = "message";
    this.#data = [];
    this.#id = undefined;
  }
}
