using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Tasks;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a task may be that somebody types into.</summary>
internal static class InputRules
{
    public const int DefaultIdleSeconds = 1_800;

    /// <summary>Somebody sits before it, and the time without input ends it when he does not.</summary>
    public const int DefaultTimeoutSeconds = 86_400;

    private const int LeastIdleSeconds = (int)(Limits.LeastIdleMs / 1_000);
    private const int MostIdleSeconds = (int)(Limits.MostIdleMs / 1_000);

    /// <summary>The login shell of whoever the task runs as, in his directory, as his host knows them. An account without a shell says so by itself.</summary>
    private const string LoginShell = """
        cd "${HOME:-/}" 2>/dev/null || cd /
        shell=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f7)
        exec "${shell:-${SHELL:-/bin/sh}}" -l

        """;

    /// <summary>What takes input has a terminal, and where it is not said what it runs it is a shell.</summary>
    public static Api.SubmitTask Completed(Api.SubmitTask task) => task switch
    {
        { Input: null } => task,
        { Kind: null, Script: null, ScriptBase64: null, Argv: null, File: null, Collect: null } => task with { Kind = TaskKind.Shell, Script = LoginShell, Tty = task.Tty ?? new() },
        _ => task with { Tty = task.Tty ?? new() },
    };

    public static Refusal? Broken(Api.SubmitTask task) => task switch
    {
        { Input: null } => null,
        { Input.IdleSeconds: < LeastIdleSeconds or > MostIdleSeconds } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "input.idleSeconds", $"'input.idleSeconds' is {task.Input.IdleSeconds}; it must be {LeastIdleSeconds} to {MostIdleSeconds}."),
        { Stdin: not null } or { StdinBase64: not null } => NotTogether("stdin", "The task reads what is typed, or what 'stdin' gives"),
        { File: not null } or { Collect: not null } or { Kind: TaskKind.File or TaskKind.Collect } => NotTogether("kind", "A task that brings files runs no program that reads"),
        { Retry: not null } => NotTogether("retry", "What was typed is not typed once more"),
        { OnLost: OnLost.Retry } => NotTogether("onLost", "What was typed is not typed once more"),
        _ => null,
    };

    /// <summary>Of many tasks none is typed into.</summary>
    public static Refusal? Given(Api.SubmitTask task) => task.Input is null
        ? null
        : Refusal.Bad(Api.ProblemCodes.NotTogether, "input", "'input' is for a task of its own: nobody types into the tasks of a job, a workflow or a schedule. Leave it out.") with { See = "PUT /api/v1/tasks/{id}" };

    public static TimeSpan? Idle(Api.SubmitTerminalInput? input) => input is null ? null : TimeSpan.FromSeconds(input.IdleSeconds ?? DefaultIdleSeconds);

    private static Refusal NotTogether(string field, string why) => Refusal.Bad(Api.ProblemCodes.NotTogether, field, $"{why}: leave out '{field}' or 'input'.");
}
