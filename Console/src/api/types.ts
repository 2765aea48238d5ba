/** What the gateway answers, as /openapi/v1.json describes it. Fields that older gateways lack are optional. */

export type AgentState = "never" | "online" | "offline";
export type TaskKind = "shell" | "bash" | "python" | "perl" | "node" | "go" | "powershell" | "pwsh" | "cmd" | "auto" | "argv";
export type Stream = "stdout" | "stderr";
export type Labels = Readonly<Record<string, string>>;

export const taskPhases = [
  "queued", "sent", "running", "cancelling", "cancelUnconfirmed",
  "succeeded", "failed", "timedOut", "cancelled", "lost", "rejected",
] as const;
export type TaskPhase = (typeof taskPhases)[number];

export interface HostFacts {
  hostName: string; os: string; kernel: string; architecture: string;
  cpus: number; memoryBytes: number; bootedAt: string; addresses: string[];
}

export interface DiskUse { mount: string; usedBytes: number; totalBytes: number }

export interface HostLoad {
  cpuPercent?: number; memoryUsedBytes?: number; load?: number[]; uptimeSeconds?: number;
  disks?: DiskUse[]; running: number; waiting: number; unsentBytes: number;
}

export interface AgentView {
  id: string; name: string; state: AgentState; labels: Labels; hostLabels?: Labels; version?: string; protocol: number; slots: number; epoch: number;
  enrolledAt: string; connectedAt?: string; lastSeenAt?: string; facts?: HostFacts; load?: HostLoad; running: number; queued: number;
  draining?: boolean; drainReason?: string; recent?: number[]; cpuPercent?: number;
}

/** One sentence as a code and what is filled in; another gateway may know other codes. */
export interface Why { code: string; values: Readonly<Record<string, string>> }

export interface AgentName { id: string; name: string }

export interface TaskSummary {
  id: string; agent: AgentName; kind: TaskKind; phase: TaskPhase; attempt: number; submittedAt: string; startedAt?: string; endedAt?: string;
  exitCode?: number; labels: Labels; terminal: boolean; waitingFor?: string; submittedBy?: string; preview?: string; name?: string; why?: readonly Why[];
}

export interface TaskLogMark { nextSeq: number; stdoutBytes: number; stderrBytes: number; complete: boolean }

/** One time that a task was handed to its agent. */
export interface TaskAttempt { number: number; sentAt?: string; acceptedAt?: string; endedAt?: string; reason?: string; why?: readonly Why[] }

export interface TaskView {
  id: string; agent: AgentName; kind: TaskKind; argv?: string[]; script?: string; workingDirectory?: string; timeoutSeconds: number; queueSeconds: number; keepSeconds?: number;
  labels: Labels; phase: TaskPhase; attempt: number; submittedAt: string; submittedBy: string; sentAt?: string; acceptedAt?: string; startedAt?: string; endedAt?: string;
  exitCode?: number; signal?: number; outcome?: string; reason?: string; cancelRequestedAt?: string; cancelRequestedBy?: string;
  log: TaskLogMark; processesLeft: number; lateResult?: { outcome: string; exitCode?: number; endedAt: string }; terminal: boolean;
  attempts?: TaskAttempt[]; waitingFor?: string; grace?: { interruptSeconds: number; terminateSeconds: number };
  stdoutDropped?: number; stderrDropped?: number; name?: string; why?: readonly Why[]; tty?: TerminalSize; usage?: TaskUsage;
  traceId?: string; traceLink?: string; error?: TaskError; interpreter?: string; windowsLineEnds?: boolean;
}

/** A row of the table of errors, docs/errors.md. */
export interface TaskError { code: number; name: string; title: string; advice: string }

/** What the processes of a task used. */
export interface TaskUsage { userSeconds: number; systemSeconds: number; peakMemoryBytes: number }

/** Why output is missing somewhere; a newer gateway may know more reasons. */
export interface LogDrop { bytes: number; reason: "capReached" | "diskFull" | "lost" | (string & {}) }

/** With `dropped` it is no line, but word of output that is missing there. */
export interface LogRecord { seq: number; stream: Stream; at: string; attempt: number; text: string; base64?: string; dropped?: LogDrop }

export interface LogPage { records: LogRecord[]; nextSeq: number; complete: boolean }

export interface Page<T> { items: T[]; nextCursor?: string }

export interface SubmitTask {
  agent: string; kind?: TaskKind; script?: string; argv?: string[]; env?: Record<string, string>; secrets?: Record<string, string | null>; workingDirectory?: string;
  stdin?: string; timeoutSeconds?: number; queueSeconds?: number; labels?: Record<string, string>; name?: string;
  grace?: { interruptSeconds?: number; terminateSeconds?: number }; logCapBytes?: number; keepSeconds?: number; onLost?: string; tty?: TerminalSize;
}

/** A task's terminal: characters in a line, and lines. */
export interface TerminalSize { columns?: number; rows?: number }

/** What a task was asked to do; bytes that are no text come as base64. */
export type Spec = SubmitTask & { kind: TaskKind; scriptBase64?: string; stdinBase64?: string };

export interface SessionView {
  id: string; name: string; createdAt: string; lastSeenAt: string; expiresAt: string; from?: string; client?: string; current: boolean;
}

export interface TokenView { id: string; name: string; kind: "admin" | "join" | "agent"; createdAt: string; expiresAt?: string; revoked: boolean; usesLeft?: number; createdBy?: string; lastUsedAt?: string }

export interface NewToken { token: string; id: string; name: string; expiresAt: string }

export interface JoinToken { token: string; id: string; expiresAt: string; uses: number }

export interface WhoAmI { tokenId: string; name: string; kind: string; expiresAt?: string; server: { version: string } }

export interface HistoryPoint {
  at: string; load1?: number; cpuPercent?: number; memoryUsedBytes?: number; memoryTotalBytes?: number; rxBytesPerSecond?: number; txBytesPerSecond?: number;
}

export interface History { stepSeconds: number; points: HistoryPoint[] }

export interface AgentEvent { at: string; kind: string; text?: string; why?: readonly Why[] }

export interface SystemView {
  version: string; durability: string; uptimeSeconds?: number; dashboard?: string | null; clusterProblem?: string;
  store: { address?: string; version?: string; usedMemoryBytes?: number; maxMemoryBytes?: number; latencyMs?: number; problem?: string };
  silos?: SiloView[];
  grains?: { type: string; activations: number }[];
  gateways?: GatewayView[];
}

export type ProcessState = "joining" | "active" | "stopping" | "silent" | "gone" | "unknown";

export interface SiloView {
  name: string; address: string; state: ProcessState; since: string; lastSeenAt?: string; version?: string; memoryBytes?: number; activations?: number; callsPerSecond?: number;
}

export interface GatewayView {
  name: string; state: ProcessState; since: string; lastSeenAt?: string; version: string; memoryBytes: number; connections: number; followers: number; messagesPerSecond: number;
}

export interface Readiness {
  ready: boolean; store: string; latencyMs?: number; fsync?: string; usedMemoryBytes?: number; problem?: string; server: { version: string };
}

/** Tasks by phase. Not complete: only the newest were counted; not openComplete: of those that are not over, too. */
export type Counts = Partial<Record<TaskPhase, number>> & { complete?: boolean; openComplete?: boolean };

export interface LogMatch { seq: number; stream: Stream; at: string; text: string }
export interface LogSearchPage { matches: LogMatch[]; next?: number | null }
