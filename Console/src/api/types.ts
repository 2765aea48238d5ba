// Names for what the gateway takes and answers. The types themselves are made from its own description (Api/openapi.json, decision 19):
// by what is asked and where it stands in the answer, so that a field which is called otherwise there is an error here.
import type { operations } from "../../openapi/schema.d.ts";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Responses<T extends keyof operations> = operations[T]["responses"];
type Answer<T extends keyof operations> = Json<Responses<T>[keyof Responses<T>]>;
type Asked<T extends keyof operations> = Json<NonNullable<operations[T]["requestBody"]>>;

export type Labels = AgentView["labels"];

export type AgentView = Answer<"readAgent">;
export type AgentState = AgentView["state"];
export type DiskUse = NonNullable<NonNullable<AgentView["load"]>["disks"]>[number];
export type AgentChange = Asked<"editAgent">;
export type AgentDrain = Asked<"drainAgent">;
export type AgentEvents = Answer<"listAgentEvents">;
export type History = Answer<"readAgentHistory">;
export type HistoryPoint = History["points"][number];

export type PutSecret = Asked<"putSecret">;
export type SecretPage = Answer<"listSecrets">;
export type SecretView = SecretPage["items"][number];

export type LockPage = Answer<"listLocks">;
export type LockView = Answer<"readLock">;

export type TaskPage = Answer<"listTasks">;
export type TaskSummary = TaskPage["items"][number];
export type TaskView = Answer<"readTask">;
export type TaskKind = TaskView["kind"];
export type TaskPhase = TaskView["phase"];
export type TaskAttempt = TaskView["attempts"][number];
export type Counts = Answer<"countTasks">;
export type SubmitTask = Asked<"submitTask">;
export type RunAs = NonNullable<SubmitTask["runAs"]>;
export type Limits = NonNullable<SubmitTask["limits"]>;
export type LimitsHeld = NonNullable<TaskView["limitsHeld"]>;
export type TerminalSize = NonNullable<SubmitTask["tty"]>;
export type Spec = Answer<"readTaskSpec">;
type TaskQueryText = NonNullable<operations["listTasks"]["parameters"]["query"]>;
export type TaskQuery = { [Name in keyof Omit<TaskQueryText, "open" | "limit" | "cursor">]: TaskQueryText[Name] | undefined } & { open?: boolean };

/** One sentence as a code and what is filled in. */
export type Why = NonNullable<TaskView["why"]>[number];

/** From the first to the last, as they are shown. */
export const taskPhases = Object.keys({
  queued: 0, sent: 0, running: 0, cancelling: 0, cancelUnconfirmed: 0, succeeded: 0, failed: 0, timedOut: 0, cancelled: 0, lost: 0, rejected: 0,
} satisfies Record<TaskPhase, 0>) as readonly TaskPhase[];

export type JobPage = Answer<"listJobs">;
export type JobSummary = JobPage["items"][number];
export type JobView = Answer<"readJob">;
export type JobPhase = JobView["phase"];
export type JobCounts = JobView["counts"];
export type JobHostPage = Answer<"listJobHosts">;
export type JobHost = JobHostPage["items"][number];
export type JobGroupPage = Answer<"groupJobHosts">;
export type JobGroup = JobGroupPage["items"][number];
export type JobGroupBy = "outcome" | "lastLine" | "output";
export type JobHostState = JobHost["state"];
export type SubmitJob = Asked<"submitJob">;
export type JobPause = JobView["pause"];
export type RetryJob = Asked<"retryJob">;
export type PutSchedule = Asked<"putSchedule">;
export type SchedulePage = Answer<"listSchedules">;
export type ScheduleSummary = SchedulePage["items"][number];
export type ScheduleView = Answer<"readSchedule">;
export type ScheduleTiming = ScheduleView["when"];
export type ScheduleOverlap = ScheduleView["overlap"];
export type ScheduleTimes = Answer<"previewSchedule">;
export type RunSchedule = Asked<"runSchedule">;
export type ScheduleRun = Answer<"runSchedule">;
export type ScheduleStart = ScheduleView["starts"][number];

export type WorkflowPage = Answer<"listWorkflows">;
export type WorkflowSummary = WorkflowPage["items"][number];
export type WorkflowView = Answer<"readWorkflow">;
export type WorkflowPhase = WorkflowView["phase"];
export type StepView = WorkflowView["steps"][number];
export type StepPhase = StepView["phase"];
export type DecideStep = Asked<"decideStep">;
export type RetryWorkflow = Asked<"retryWorkflow">;

export type LogPage = Answer<"readLog">;
/** With `dropped` it is no line, but word of output that is missing there. */
export type LogRecord = LogPage["records"][number];
export type LogDrop = NonNullable<LogRecord["dropped"]>;
export type Stream = LogRecord["stream"];
export type LogSearchPage = Answer<"searchLog">;

export type WhoAmI = Answer<"whoami">;
export type SessionPage = Answer<"listSessions">;
export type SessionView = SessionPage["items"][number];
export type TokenPage = Answer<"listTokens">;
export type TokenView = TokenPage["items"][number];
export type NewToken = Answer<"createToken">;
export type TokenWanted = Asked<"createToken">;
export type JoinToken = Answer<"createJoinToken">;
export type JoinTokenWanted = Asked<"createJoinToken">;
export type LogIn = Asked<"createSession">;

export type FilePage = Answer<"listFiles">;
export type FileView = FilePage["items"][number];
export type UploadView = Answer<"readUpload">;
export type UploadWanted = Asked<"createUpload">;

export type SystemView = Answer<"readSystem">;
export type ProcessState = SystemView["gateways"][number]["state"];
