namespace OrleansOps.Api;

/// <summary>
/// Every code that a refusal of REST can have. docs/refusals.md is this table, and a test compares both. A code is added here and nowhere else; it
/// is never given another meaning, since programs decide by it.
/// </summary>
public static class ProblemCodes
{
    private static readonly List<ProblemCode> Rows = [];

    public static IReadOnlyList<ProblemCode> All => Rows;

    // The request, before anybody looks at what it is about.
    public static ProblemCode BadRequest { get; } = Listed("bad-request", 400, "The request cannot be read.", "Look at how it is written: its detail says where it breaks.");
    public static ProblemCode UnknownPath { get; } = Listed("unknown-path", 404, "There is nothing at this address.", "Check how it is written; /openapi/v1.json has all addresses.");
    public static ProblemCode MethodNotAllowed { get; } = Listed("method-not-allowed", 405, "The address does not take this method.", "Use one of those that the Allow header names.");
    public static ProblemCode BodyTooLarge { get; } = Listed("body-too-large", 413, "The body is larger than is taken.", "Send less at once; its detail names the limit.");
    public static ProblemCode UnsupportedMediaType { get; } = Listed("unsupported-media-type", 415, "The body is not of the type that is taken.", "Send it with 'Content-Type: application/json'.");
    public static ProblemCode EncodedBody { get; } = Listed("encoded-body", 415, "The body is compressed or encoded in another way.", "Send it as it is.");
    public static ProblemCode TokenInAddress { get; } = Listed("token-in-address", 400, "A token stands in the address.", "Send it in a header, and revoke this one: addresses are written to logs.");

    // Fields of a body or of a query.
    public static ProblemCode InvalidJson { get; } = Listed("invalid-json", 400, "The body is no JSON.", "Mend it at the line and byte that its detail names.");
    public static ProblemCode InvalidUtf8 { get; } = Listed("invalid-utf8", 400, "The body is not valid UTF-8.", "Send bytes that are no text as base64.");
    public static ProblemCode InvalidUnicode { get; } = Listed("invalid-unicode", 400, "A text holds half of a surrogate pair.", "Send whole characters, or bytes as base64.");
    public static ProblemCode NulCharacter { get; } = Listed("nul-character", 400, "A text holds a NUL character, which no program can be given.", "Send bytes as base64.");
    public static ProblemCode UnknownField { get; } = Listed("unknown-field", 400, "A field is not known here.", "Leave it out, or write it as one of those that its detail names.");
    public static ProblemCode DuplicateField { get; } = Listed("duplicate-field", 400, "A field stands there twice.", "Send it once.");
    public static ProblemCode MissingField { get; } = Listed("missing-field", 400, "A field that is needed is not there.", "Send it.");
    public static ProblemCode GivenTwice { get; } = Listed("given-twice", 400, "One thing is said in two ways.", "Send one of them.");
    public static ProblemCode NotTogether { get; } = Listed("not-together", 400, "Two fields exclude each other.", "Leave one of them out.");
    public static ProblemCode InvalidValue { get; } = Listed("invalid-value", 400, "The value of a field is not one that it can have.", "Send one that its detail names.");
    public static ProblemCode OutOfRange { get; } = Listed("out-of-range", 400, "A number is too small or too large.", "Send one within the limits that its detail names.");
    public static ProblemCode InvalidId { get; } = Listed("invalid-id", 400, "An id has characters that ids have not, or is too long.", "Use letters, digits, '_' and '-', at most as many as its detail names.");
    public static ProblemCode InvalidName { get; } = Listed("invalid-name", 400, "A name is empty, too long, or has characters that cannot be seen.", "Choose another one.");
    public static ProblemCode InvalidReason { get; } = Listed("invalid-reason", 400, "A reason is empty, too long, or has characters that cannot be seen.", "Write another one, or leave it out.");
    public static ProblemCode InvalidCursor { get; } = Listed("invalid-cursor", 400, "The cursor is not one of a page before.", "Send nextCursor of the page before, or begin without one.");
    public static ProblemCode InvalidPattern { get; } = Listed("invalid-pattern", 400, "The pattern is no regular expression that can be searched for.", "Write it without look-around and back references.");
    public static ProblemCode InvalidLabel { get; } = Listed("invalid-label", 400, "A label is not written as labels are.", "Write it as name=value, within the limits that its detail names.");
    public static ProblemCode TooManyLabels { get; } = Listed("too-many-labels", 400, "There are more labels than are kept.", "Leave some out.");

    // What a task is asked to do.
    public static ProblemCode ScriptNotAllowed { get; } = Listed("script-not-allowed", 400, "A task that runs a program has no script.", "Choose the kind of the script, or auto.");
    public static ProblemCode EmptyProgram { get; } = Listed("empty-program", 400, "The program is an empty text.", "Name a program as the first of 'argv'.");
    public static ProblemCode ScriptTooLarge { get; } = Listed("script-too-large", 400, "The script is too large.", "Put it on the host as a file, and run that.");
    public static ProblemCode ScriptNotUtf8 { get; } = Listed("script-not-utf8", 400, "The script is UTF-16 text, which no interpreter here reads.", "Save it as UTF-8.");
    public static ProblemCode InvalidInterpreter { get; } = Listed("invalid-interpreter", 400, "The script's first line cannot be read.", "Mend the line, or send the kind.");
    public static ProblemCode UnknownInterpreter { get; } = Listed("unknown-interpreter", 400, "The script's first line asks for a program that no kind is named after.", "Send kind auto, and it is run as the line says.");
    public static ProblemCode InterpreterMismatch { get; } = Listed("interpreter-mismatch", 400, "The script's first line and 'kind' name two programs.", "Send kind auto, or change one of them.");
    public static ProblemCode StdinTooLarge { get; } = Listed("stdin-too-large", 400, "The standard input is too large.", "Put it on the host as a file, and let the script read that.");
    public static ProblemCode TooManyArguments { get; } = Listed("too-many-arguments", 400, "There are more arguments than are taken.", "Give the rest on stdin.");
    public static ProblemCode ArgumentsTooLarge { get; } = Listed("arguments-too-large", 400, "The arguments are too large together.", "Give the rest on stdin.");
    public static ProblemCode InvalidVariable { get; } = Listed("invalid-variable", 400, "A variable's name is not one that a program can be given, or is the agent's own.", "Choose another name.");
    public static ProblemCode TooManyVariables { get; } = Listed("too-many-variables", 400, "There are more variables than are taken.", "Leave some out, or give the rest on stdin.");
    public static ProblemCode EnvironmentTooLarge { get; } = Listed("environment-too-large", 400, "The variables are too large together.", "Give the rest on stdin.");
    public static ProblemCode SecretNotGiven { get; } = Listed("secret-not-given", 400, "A task that is run again has a secret, which is never given out.", "Send the value once more.");
    public static ProblemCode SecretTooShort { get; } = Listed("secret-too-short", 400, "A secret is so short that it would be masked all over the output.", "Choose a longer one, or send it as 'env'.");
    public static ProblemCode FileNotAllowed { get; } = Listed("file-not-allowed", 400, "A task of this kind has no file.", "Submit the file as a task of its own.");
    public static ProblemCode NotForFiles { get; } = Listed("not-for-files", 400, "A task that puts a file runs nothing, and has no such field.", "Leave the field out.");
    public static ProblemCode NotForNamed { get; } = Listed("not-for-named", 400, "A named command takes arguments alone, and has no such field.", "Leave the field out.");
    public static ProblemCode BlockedByRule { get; } = Listed("blocked-by-rule", 409, "A rule on commands does not let it run.", "Do it in another way; its detail names the rule and what that says.");
    public static ProblemCode RulesChanged { get; } = Listed("rules-changed", 412, "The rules were changed since they were read.", "Read them again, and send the change with their new version.");
    public static ProblemCode ContentTooLarge { get; } = Listed("content-too-large", 400, "The file is too large to stand in the task.", "Put it into the store, and send its id.");
    public static ProblemCode InvalidUrl { get; } = Listed("invalid-url", 400, "The address of a file is none that a host fetches from.", "Send an http or https address without user and password.");
    public static ProblemCode PathTooLong { get; } = Listed("path-too-long", 400, "A path is too long.", "Use a shorter one.");
    public static ProblemCode InvalidPath { get; } = Listed("invalid-path", 400, "A path is not absolute, or has '..' in it.", "Write it from / on.");

    // Tasks that are there.
    public static ProblemCode UnknownTask { get; } = Listed("unknown-task", 404, "There is no such task.", "Look whether its id is right; it may have been deleted or forgotten.");
    public static ProblemCode ConflictingTask { get; } = Listed("conflicting-task", 409, "The id was used for a different request.", "Choose another id, or send the same body to read the task.");
    public static ProblemCode TakesNoInput { get; } = Listed("takes-no-input", 409, "The task takes no input.", "Submit one with 'input', on a host whose agent knows it.");
    public static ProblemCode NotRunning { get; } = Listed("not-running", 409, "The program of the task does not run yet.", "Wait until its host has started it.");
    public static ProblemCode InputClosed { get; } = Listed("input-closed", 409, "The task that is typed into is over.", "Read its log, or open another shell.");
    public static ProblemCode InputGap { get; } = Listed("input-gap", 409, "Bytes before these were not typed yet.", "Go on from the byte that its detail names.");
    public static ProblemCode InputTooLarge { get; } = Listed("input-too-large", 400, "More bytes are to be typed at once than are taken.", "Send them in pieces.");
    public static ProblemCode HostAway { get; } = Listed("host-away", 503, "The host of the task is not connected.", "Ask again: what was typed already is not typed twice.");
    public static ProblemCode InputBusy { get; } = Listed("input-busy", 503, "The terminal of the task does not answer now.", "Ask again: what was typed already is not typed twice.");
    public static ProblemCode TaskNotOver { get; } = Listed("task-not-over", 409, "The task is not over.", "Cancel it first.");

    // Hosts.
    public static ProblemCode UnknownJob { get; } = Listed("unknown-job", 404, "There is no such job.", "Look whether its id is right; it may have been forgotten.");
    public static ProblemCode ConflictingJob { get; } = Listed("conflicting-job", 409, "The id was used for a different request.", "Choose another id, or send the same body to read the job.");
    public static ProblemCode JobOver { get; } = Listed("job-over", 409, "The job is over.", "Run it again, or submit another one.");
    public static ProblemCode JobNotOver { get; } = Listed("job-not-over", 409, "The job is not over, or its next round has another number.", "Wait for its end or stop it; its round says which is next.");
    public static ProblemCode JobNotPaused { get; } = Listed("job-not-paused", 409, "The job is ending, so it can be neither paused nor resumed.", "Wait for its end.");
    public static ProblemCode InvalidExpression { get; } = Listed("invalid-expression", 400, "An expression for hosts or batches cannot be read.", "Mend it at the place that its detail names.");
    // Workflows.
    public static ProblemCode UnknownWorkflow { get; } = Listed("unknown-workflow", 404, "There is no such workflow.", "Look whether its id is right; it may have been forgotten.");
    public static ProblemCode ConflictingWorkflow { get; } = Listed("conflicting-workflow", 409, "The id was used for a different request.", "Choose another id, or send the same body to read the workflow.");
    public static ProblemCode WorkflowOver { get; } = Listed("workflow-over", 409, "The workflow is over.", "Run it again, or submit another one.");
    public static ProblemCode WorkflowNotOver { get; } = Listed("workflow-not-over", 409, "The workflow is not over, has succeeded, or its next round has another number.", "Wait for its end or stop it; its round says which is next.");
    public static ProblemCode StepNotWaiting { get; } = Listed("step-not-waiting", 409, "The step does not wait to be approved.", "Look where it stands.");
    public static ProblemCode NotAnApprover { get; } = Listed("not-an-approver", 403, "The step waits for somebody else.", "Ask one of those whom it names.");
    public static ProblemCode UnknownStep { get; } = Listed("unknown-step", 400, "A step needs one that does not come before it.", "Name one that is written before it.");
    public static ProblemCode TooManySteps { get; } = Listed("too-many-steps", 400, "The workflow has no steps, or more than are taken.", "Write 1 to 50, or make several workflows.");
    public static ProblemCode InvalidParameter { get; } = Listed("invalid-parameter", 400, "A parameter is not written as parameters are, or its value does not fit.", "Send what its detail names.");

    public static ProblemCode NoHosts { get; } = Listed("no-hosts", 400, "The job is for no host.", "Choose others; the list of hosts has their labels.");
    public static ProblemCode TooManyHosts { get; } = Listed("too-many-hosts", 400, "The job is for more hosts than are taken.", "Choose fewer, and submit several jobs.");

    public static ProblemCode UnknownSchedule { get; } = Listed("unknown-schedule", 404, "There is no such schedule.", "Look whether its id is right; it may have been deleted.");
    public static ProblemCode ConflictingSchedule { get; } = Listed("conflicting-schedule", 409, "There is another schedule of this id.", "Choose another id, or send If-Match with the ETag of the one that this is to replace.");
    public static ProblemCode ScheduleChanged { get; } = Listed("schedule-changed", 412, "The schedule was changed or deleted since it was read.", "Read it again, and send the change with its new ETag.");
    public static ProblemCode ScheduleBusy { get; } = Listed("schedule-busy", 409, "What the schedule started last is not over.", "Wait for its end, or stop it.");
    public static ProblemCode TooManySchedules { get; } = Listed("too-many-schedules", 409, "There are as many schedules as are kept.", "Delete some first.");
    public static ProblemCode InvalidTime { get; } = Listed("invalid-time", 400, "The times of a schedule cannot be read, or are too close together.", "Mend the field that its detail names; the shortest interval is one minute.");

    public static ProblemCode UnknownAgent { get; } = Listed("unknown-agent", 422, "There is no such host.", "Look whether its id or name is right, and whether it has joined.", inAddress: 404);
    public static ProblemCode AmbiguousAgent { get; } = Listed("ambiguous-agent", 422, "Several hosts have this name.", "Use one of the ids that its detail names.");
    public static ProblemCode NameTaken { get; } = Listed("name-taken", 409, "Another host has this name.", "Choose another one, or rename or remove that host first.");
    public static ProblemCode NeverConnected { get; } = Listed("never-connected", 422, "The host was never connected.", "Enrol it with a token that is for no host.");

    // Stored secrets.
    public static ProblemCode UnknownSecret { get; } = Listed("unknown-secret", 422, "There is no stored secret of this name.", "Look whether its name is right; it may have been deleted.", inAddress: 404);
    public static ProblemCode SecretNotForHost { get; } = Listed("secret-not-for-host", 422, "The stored secret is for other hosts.", "Choose another host, or change which hosts may use it.");
    public static ProblemCode SecretTooLarge { get; } = Listed("secret-too-large", 400, "The value of a stored secret is too large.", "Put it on the host as a file that its user alone may read.");
    public static ProblemCode TooManySecrets { get; } = Listed("too-many-secrets", 409, "There are as many stored secrets as are kept.", "Delete some first, or let more be kept.");

    // Locks of tasks.
    public static ProblemCode UnknownLock { get; } = Listed("unknown-lock", 404, "No task has this lock.", "Look whether its name is right; it may have been given back.");

    // States of Terraform.
    public static ProblemCode UnknownWorkspace { get; } = Listed("unknown-workspace", 404, "There is no such workspace, or it has no state yet.", "Look whether its id is right; it may have been deleted.");
    public static ProblemCode UnknownVersion { get; } = Listed("unknown-version", 404, "The workspace has no version of this serial.", "Look which are kept: the oldest go first.");
    public static ProblemCode StateLocked { get; } = Listed("state-locked", 423, "Somebody has the workspace locked.", "Wait until he is done, or break his lock if nothing runs under it any more.");
    public static ProblemCode LockNotHeld { get; } = Listed("lock-not-held", 423, "The lock under which the state is written is not held.", "Read the state anew, and write under a lock of your own.");
    public static ProblemCode LockChanged { get; } = Listed("lock-changed", 409, "The lock is another one than was named, or there is none.", "Look who has it now.");
    public static ProblemCode WrongLineage { get; } = Listed("wrong-lineage", 409, "The state is of another lineage: it is that of something else.", "Look whether the address is right; to begin anew, delete the workspace.");
    public static ProblemCode SerialBehind { get; } = Listed("serial-behind", 409, "A later state is stored.", "Read the newest, and go on from there.");
    public static ProblemCode SerialTaken { get; } = Listed("serial-taken", 409, "Another state of the same serial is stored.", "Read the newest, and go on from there.");
    public static ProblemCode StateTooLarge { get; } = Listed("state-too-large", 413, "The state is larger than is kept.", "Split what it describes, or let the gateway take larger ones.");
    public static ProblemCode WrongChecksum { get; } = Listed("wrong-checksum", 400, "The body is another than the header Content-MD5 says.", "Send it again.");
    public static ProblemCode TooManyWorkspaces { get; } = Listed("too-many-workspaces", 409, "There are as many workspaces as are kept.", "Delete some first, or let more be kept.");
    public static ProblemCode StateUnreadable { get; } = Listed("state-unreadable", 500, "The state cannot be opened: it was sealed with another key, or a part of it is lost.", "Give every gateway the key with which it was sealed, or bring the store back as it was.");
    public static ProblemCode UnknownRun { get; } = Listed("unknown-run", 404, "The workspace has no such run.", "Look whether its id is right; the oldest that are over go first.");
    public static ProblemCode ConflictingRun { get; } = Listed("conflicting-run", 409, "The workspace has another run of this id.", "Choose another id, or send the same body.");
    public static ProblemCode RunNotWaiting { get; } = Listed("run-not-waiting", 409, "As the run stands the word means nothing.", "Look how it stands; a plan is confirmed or discarded once it is made.");
    public static ProblemCode PlanStale { get; } = Listed("plan-stale", 409, "The state moved since the plan was made.", "Plan again.");
    public static ProblemCode RunsOpen { get; } = Listed("runs-open", 409, "Runs of the workspace are open.", "Cancel them, or wait for their end.");
    public static ProblemCode TooManyRuns { get; } = Listed("too-many-runs", 409, "As many runs of the workspace are open as may be.", "Wait until one is over, or cancel one.");
    public static ProblemCode RunOver { get; } = Listed("run-over", 403, "The run whose token this is does not run any more.", "Nothing: what it had to say is not heard any more.");

    // Files of the store.
    public static ProblemCode UnknownFile { get; } = Listed("unknown-file", 422, "There is no such file.", "Look whether its id is right; its time may be over.", inAddress: 404);
    public static ProblemCode UnknownUpload { get; } = Listed("unknown-upload", 404, "There is no such upload.", "Begin it again.");
    public static ProblemCode FileTooLarge { get; } = Listed("file-too-large", 400, "The file is larger than is kept.", "Send a smaller one, or let the gateway keep larger ones.");
    public static ProblemCode WrongOffset { get; } = Listed("wrong-offset", 409, "The upload does not stand at this byte.", "Go on from the byte that its detail names.");
    public static ProblemCode UploadBusy { get; } = Listed("upload-busy", 409, "Somebody adds to this upload just now.", "Ask in a moment how far it is, and go on from there.");
    public static ProblemCode BeyondSize { get; } = Listed("beyond-size", 400, "There are more bytes than were announced.", "Begin another upload with the right size.");
    public static ProblemCode WrongContent { get; } = Listed("wrong-content", 422, "The content is another than was announced.", "Begin the upload again.");
    public static ProblemCode UploadCut { get; } = Listed("upload-cut", 400, "The bytes stopped coming.", "Go on from the byte that its detail names.");
    public static ProblemCode NotStored { get; } = Listed("not-stored", 507, "The gateway's disk did not take the bytes.", "Make room, and go on from the byte that its detail names.");
    public static ProblemCode QuotaReached { get; } = Listed("quota-reached", 409, "The files would be more than is kept.", "Delete some first.");
    public static ProblemCode TooManyFiles { get; } = Listed("too-many-files", 409, "There are as many files or uploads as are kept.", "Delete some first.");
    public static ProblemCode DiskFull { get; } = Listed("disk-full", 409, "The gateway's disk has no room for it.", "Delete some files first.");

    public static ProblemCode UnknownPackage { get; } = Listed("unknown-package", 404, "There is no program of the agent for this kind of machine.", "Put it into the folder that Gateway:AgentPackages names.");

    public static ProblemCode TaskOver { get; } = Listed("task-over", 403, "The task whose file is asked for is over.", "Nothing: its file is given to its host while it runs.");

    // Who asks.
    public static ProblemCode MissingToken { get; } = Listed("missing-token", 401, "No token was sent.", "Send the header 'Authorization: Bearer <token>'; an agent answers the challenge.");
    public static ProblemCode WrongToken { get; } = Listed("wrong-token", 401, "The token is not valid.", "Check that it was copied whole.");
    public static ProblemCode ExpiredToken { get; } = Listed("expired-token", 401, "The token has expired.", "Ask an operator for a new one.");
    public static ProblemCode RevokedToken { get; } = Listed("revoked-token", 401, "The token was revoked.", "Ask an operator for a new one.");
    public static ProblemCode UsedUpToken { get; } = Listed("used-up-token", 401, "The join token was used as often as it may be.", "Ask an operator for another one.");
    public static ProblemCode SessionOver { get; } = Listed("session-over", 401, "The browser's session is over.", "Log in again.");
    public static ProblemCode WrongTokenKind { get; } = Listed("wrong-token-kind", 403, "The token is of another kind than this door takes.", "Use an admin token for the API, a join token to enrol, an agent's token for its socket.");
    public static ProblemCode CrossSite { get; } = Listed("cross-site", 403, "A change by cookie comes from another site.", "Send the token in a header instead.");
    public static ProblemCode OriginNotAllowed { get; } = Listed("origin-not-allowed", 403, "A browser asks for the agents' socket.", "Connect with an agent.");
    public static ProblemCode ProofWanted { get; } = Listed("proof-wanted", 426, "The agent sends its token as it is, which this gateway does not take.", "Update the agent.");
    public static ProblemCode UnknownToken { get; } = Listed("unknown-token", 404, "There is no such token.", "Look whether its id is right; the token of a host goes with the host.");
    public static ProblemCode UnknownSession { get; } = Listed("unknown-session", 404, "There is no such session.", "Look whether its id is right; it may be over already.");
    public static ProblemCode NoSession { get; } = Listed("no-session", 404, "The request was made with a token, so there is no session to end.", "Revoke the token if it is to be good no longer.");
    public static ProblemCode TooManyWrongTokens { get; } = Listed("too-many-wrong-tokens", 429, "Too many wrong tokens came from this address.", "Wait as long as Retry-After says, and send a valid one.");
    public static ProblemCode TooManyStrangers { get; } = Listed("too-many-strangers", 429, "Too many requests without a token come from this address.", "Send a token.");
    public static ProblemCode TooManyRequests { get; } = Listed("too-many-requests", 429, "This token sends too many requests.", "Ask again after the time in Retry-After, and send fewer at once.");

    // The gateway itself.
    public static ProblemCode Unavailable { get; } = Listed("unavailable", 503, "The control plane or its store does not answer.", "Ask again: every request may be repeated.");
    public static ProblemCode InternalError { get; } = Listed("internal-error", 500, "The request failed in the control plane.", "Ask again, and look in its log for the line that its detail names.");
    public static ProblemCode LogNotServed { get; } = Listed("log-not-served", 404, "The log of this process is not served.", "Read it where the process writes it.");
    public static ProblemCode TooManyFollowers { get; } = Listed("too-many-followers", 503, "As many readers follow as this gateway has room for.", "Come back later, or read without following.");
    public static ProblemCode TooManyDownloads { get; } = Listed("too-many-downloads", 503, "As many hosts download the agent as this gateway has room for.", "Ask again after the time in Retry-After; the installer does.");
    public static ProblemCode TooManyAgents { get; } = Listed("too-many-agents", 503, "As many agents are connected as this gateway has room for.", "Nothing: the agent comes back by itself; add a gateway if it stays so.");
    public static ProblemCode Stopping { get; } = Listed("stopping", 503, "The gateway stops.", "Nothing: the agent comes back by itself, to another gateway or to this one.");
    public static ProblemCode HelloAwaited { get; } = Listed("hello-awaited", 503, "Connections of this agent have not said who they are yet.", "Nothing: the agent comes back by itself.");
    public static ProblemCode AgentTooOften { get; } = Listed("agent-too-often", 503, "The agent connects too often.", "Nothing: the agent comes back by itself; two with one identity do this too.");
    public static ProblemCode TooManyAtOnce { get; } = Listed("too-many-at-once", 503, "More agents come in a second than are let in.", "Nothing: the agent comes back by itself.");

    /// <summary>What the web server itself refused, before anything of ours was asked: "http-" and the status.</summary>
    public static ProblemCode OfServer(int status) =>
        new($"http-{status}", status, "The web server refused the request.", "Look the status up; nothing was changed.");

    private static ProblemCode Listed(string code, int status, string meaning, string advice, int? inAddress = null)
    {
        var row = new ProblemCode(code, status, meaning, advice) { StatusInAddress = inAddress };
        Rows.Add(row);
        return row;
    }
}
