import type { TaskKind } from "../api/types.ts";
import { takesArguments } from "./taskKinds.ts";

export type TokenClass = "comment" | "string" | "keyword" | "variable" | "number" | "command" | "option" | "";

export interface Token { text: string; as: TokenClass }

const shellWords = "if|then|elif|else|fi|for|while|until|do|done|case|esac|in|function|select|time|return|exit|break|continue|local|export|readonly|declare|set|unset|shift|trap|source|eval|exec";
const pythonWords = "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match|case";

/* Each alternative is one group; its place says what it is. */
const shell = new RegExp([
  String.raw`((?<=^|[\s;&|(])#[^\n]*)`,
  String.raw`("(?:\\[^]|[^"\\])*(?:"|$)|'[^']*(?:'|$))`,
  String.raw`(\$(?:\{[^}\n]*\}?|\(\(?|[A-Za-z_]\w*|[0-9@#?$!*-]))`,
  String.raw`((?<![\w./-])(?:${shellWords})(?![\w./=-]))`,
  String.raw`((?<=\s)--?[A-Za-z][\w-]*)`,
  String.raw`((?<![\w.-])\d+(?![\w.-]))`,
  String.raw`((?<=(?:^|[;&|(\n])[ \t]*)[A-Za-z_./][\w./+-]*(?!\w*=))`,
].join("|"), "gm");

const python = new RegExp([
  String.raw`(#[^\n]*)`,
  String.raw`([rbfuRBFU]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?))`,
  String.raw`(@[\w.]+|\bself\b|\bcls\b)`,
  String.raw`(\b(?:${pythonWords})\b)`,
  String.raw`(\x00)`,
  String.raw`(\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b)`,
  String.raw`(\b[A-Za-z_]\w*(?=\s*\())`,
].join("|"), "gm");

const classes: readonly TokenClass[] = ["comment", "string", "variable", "keyword", "option", "number", "command"];

/** Longer texts are shown without colours: typing must stay quick. */
const longest = 60_000;

/** A script in pieces that are coloured each by its kind; together they are the script. */
export function highlight(text: string, kind: TaskKind): Token[] {
  if (takesArguments(kind) || text.length > longest) {
    return [{ text, as: "" }];
  }

  const tokens: Token[] = [];
  let at = 0;
  for (const found of text.matchAll(kind === "python" ? python : shell)) {
    if (found[0] === "") {
      continue;
    }

    if (found.index > at) {
      tokens.push({ text: text.slice(at, found.index), as: "" });
    }

    const group = found.slice(1).findIndex(part => part !== undefined);
    tokens.push({ text: found[0], as: classes[group] ?? "" });
    at = found.index + found[0].length;
  }

  if (at < text.length) {
    tokens.push({ text: text.slice(at), as: "" });
  }

  return tokens;
}
