using System.Text.Json.Serialization;

namespace OrleansOps.Protocol;

/// <summary>An order to run one attempt of a task.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Attempt">Which attempt, from 1. The agent refuses one lower than it has seen.</param>
/// <param name="AgentId">For whom the order is: another agent refuses it.</param>
/// <param name="Kind">What to run it with.</param>
/// <param name="Script">The script's bytes for every kind but <see cref="TaskKind.Argv"/> and <see cref="TaskKind.Named"/>.</param>
/// <param name="Argv">Program and arguments for <see cref="TaskKind.Argv"/>, the name and its arguments for <see cref="TaskKind.Named"/>; arguments of the script otherwise.</param>
/// <param name="Env">Variables added to the task's environment.</param>
/// <param name="WorkingDirectory">Absolute path of an existing directory, or null for a directory of the task's own.</param>
/// <param name="Stdin">Bytes given on standard input; null is an empty input.</param>
/// <param name="TimeoutMs">Milliseconds it may run, from its start.</param>
/// <param name="Grace">How long each polite signal gets when the task is ended.</param>
/// <param name="LogCapBytes">Bytes of output, both streams together, that are kept; what is printed beyond is counted and dropped.</param>
/// <param name="Tty">
/// The terminal that it finds; null: none, and its two streams are pipes. With one, all that it prints is standard output. An agent that does not
/// know it runs the task without.
/// </param>
/// <param name="TraceParent">The task's trace (W3C <c>traceparent</c>), for its process and for what is logged of it. See <see cref="TraceContext"/>.</param>
/// <param name="TraceState">What came with it as <c>tracestate</c>.</param>
/// <param name="RunAs">Whose its processes are; null: the agent's own user's.</param>
/// <param name="Setting">What it finds around it; null: the usual.</param>
/// <param name="Limits">What it may use; null: as much as there is.</param>
/// <param name="Secrets">
/// Variables added to its environment whose values nobody may see: the agent puts a mask over them in its output, and seals them in its journal.
/// </param>
/// <param name="File">The file of <see cref="TaskKind.File"/>.</param>
/// <param name="Collect">What <see cref="TaskKind.Collect"/> brings.</param>
/// <param name="Artifacts">What is brought when a script or a program has ended, however that was. Paths that do not begin with / are below its working directory.</param>
/// <param name="Signature">Whose word it has that this is to run here; null: nobody's. An agent that asks for none passes over it.</param>
/// <param name="SecretFiles">Which of <paramref name="Secrets"/> come as files: the variable has the path, and the value is nowhere in the environment.</param>
/// <param name="InputIdleMs">
/// Somebody types into its terminal (<see cref="TypeInput"/>): it is set up as a person's is, and the task is ended when so many milliseconds came without input. Null: it takes none.
/// </param>
public sealed record RunTask(
    string TaskId,
    int Attempt,
    string AgentId,
    TaskKind Kind,
    byte[]? Script,
    IReadOnlyList<string> Argv,
    IReadOnlyDictionary<string, string> Env,
    string? WorkingDirectory,
    byte[]? Stdin,
    long TimeoutMs,
    CancelGrace Grace,
    long LogCapBytes = Limits.LogCapBytes,
    TerminalSize? Tty = null,
    string? TraceParent = null,
    string? TraceState = null,
    RunAs? RunAs = null,
    TaskSetting? Setting = null,
    TaskLimits? Limits = null,
    IReadOnlyDictionary<string, string>? Secrets = null,
    FileDelivery? File = null,
    FileCollection? Collect = null,
    FileCollection? Artifacts = null,
    IReadOnlyList<string>? SecretFiles = null,
    TaskSignature? Signature = null,
    long? InputIdleMs = null)
{
    /// <summary>It runs no program of others: the agent itself brings files here or there.</summary>
    [JsonIgnore]
    public bool IsTransfer => File is not null || Collect is not null;

    /// <summary>All variables that are added, open and secret.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, string>> Variables => Secrets is null ? Env : Env.Concat(Secrets);
}
