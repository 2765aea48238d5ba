using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What an order must be before the agent takes it. The gateway checks the same; the agent trusts nobody with its host.</summary>
internal static class OrderRules
{
    private const long MaxTimeoutMs = 7L * 24 * 3600 * 1000;
    private const int MaxGraceMs = 600_000;
    private const int MaxNameLength = 256;

    /// <summary>Why an order is not taken; null if nothing is wrong with it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="agentId">Who looks at it.</param>
    /// <param name="onlyUser">The user that all tasks of this agent are; null: it can be anybody, because it is root.</param>
    /// <param name="isTyped">Whether somebody may type into a task here.</param>
    public static TaskRefused? Refusal(RunTask order, string agentId, string? onlyUser = null, bool isTyped = true)
    {
        if (!string.Equals(order.AgentId, agentId, StringComparison.Ordinal))
        {
            return Refuse(order, RefusalCode.NotForMe, $"The order is for agent '{order.AgentId}', and this is '{agentId}'.");
        }

        if (order.InputIdleMs is not null && !isTyped)
        {
            return Refuse(order, RefusalCode.Invalid, "This host opens no shell and lets nobody type into its tasks: its agent has the setting shell: false. Run a script instead, or change that on the host.");
        }

        return (Problem(order) ?? FileRules.Problem(order, onlyUser) ?? SettingRules.Problem(order, onlyUser) ?? LimitRules.Problem(order.Limits)) is { } problem ? Refuse(order, RefusalCode.Invalid, problem) : null;
    }

    public static TaskRefused Refuse(RunTask order, RefusalCode code, string reason) =>
        new(IsId(order.TaskId) ? order.TaskId : "invalid", order.Attempt, code, reason, order.TraceParent);

    /// <summary>Orders come over a wire: a list that was left out is an empty one, and a trace that is none is left out.</summary>
    public static RunTask Complete(RunTask order) => order with
    {
        Argv = order.Argv ?? [],
        Env = order.Env ?? new Dictionary<string, string>(StringComparer.Ordinal),
        Grace = order.Grace ?? CancelGrace.Default,
        LogCapBytes = order.LogCapBytes == 0 ? Limits.LogCapBytes : order.LogCapBytes,
        TraceParent = TraceContext.Parent(order.TraceParent),
        TraceState = TraceContext.Parent(order.TraceParent) is null ? null : TraceContext.State(order.TraceState),
    };

    // In this order: what stands below may use what was looked at above, such as a script's first line once it is known that there is a script.
    private static string? Problem(RunTask order) => order switch
    {
        _ when !IsId(order.TaskId) => $"taskId must be 1 to {Limits.IdLength} letters, digits, '_' or '-'.",
        { Attempt: < 1 } => "attempt must be 1 or more.",
        { Kind: < TaskKind.Shell or > TaskKind.Named } => $"kind {(int)order.Kind} is not known to this agent. Update the agent.",
        { TimeoutMs: < 1 or > MaxTimeoutMs } => $"timeoutMs must be 1 to {MaxTimeoutMs}.",
        { Grace: { InterruptMs: < 0 or > MaxGraceMs } or { TerminateMs: < 0 or > MaxGraceMs } } => $"grace must be 0 to {MaxGraceMs} ms.",
        { LogCapBytes: < Limits.LowestLogCapBytes or > Limits.HighestLogCapBytes } =>
            $"logCapBytes must be {Limits.LowestLogCapBytes} to {Limits.HighestLogCapBytes}.",
        { Tty: { Columns: < 1 or > Limits.TerminalCells } or { Rows: < 1 or > Limits.TerminalCells } } => $"tty must be 1 to {Limits.TerminalCells} columns and rows.",
        { InputIdleMs: not null, Tty: null } => "inputIdleMs is for tasks with a terminal (tty).",
        { InputIdleMs: not null, Stdin: not null } => "inputIdleMs: what stdin gives is all that the task reads then.",
        { InputIdleMs: < Limits.LeastIdleMs or > Limits.MostIdleMs } => $"inputIdleMs must be {Limits.LeastIdleMs} to {Limits.MostIdleMs}.",
        { Kind: not (TaskKind.Argv or TaskKind.Named or TaskKind.File or TaskKind.Collect), Script: null } => "script is missing.",
        { Script.Length: > Limits.ScriptBytes } => $"script has {order.Script.Length} bytes; the limit is {Limits.ScriptBytes}.",
        { Kind: not (TaskKind.Argv or TaskKind.Named or TaskKind.File or TaskKind.Collect) } when InterpreterLine.Of(order.Script)?.Text.Contains('\0', StringComparison.Ordinal) == true => "the script's first line holds a NUL character.",
        { Stdin.Length: > Limits.StdinBytes } => $"stdin has {order.Stdin.Length} bytes; the limit is {Limits.StdinBytes}.",
        { Signature: { } signature } when signature.Host is not { Length: > 0 and <= TaskSignature.HostLength } || signature.Value is not { Length: > 0 and <= TaskSignature.MostBytes } =>
            $"signature must have a host of 1 to {TaskSignature.HostLength} characters and a value of 1 to {TaskSignature.MostBytes} bytes.",
        _ when Interpreters.Problem(order) is { } problem => problem,
        _ => ArgumentProblem(order) ?? EnvProblem(order) ?? SecretFilesProblem(order) ?? DirectoryProblem(order.WorkingDirectory),
    };

    private static string? ArgumentProblem(RunTask order) => order.Argv switch
    {
        // A program of its own is the first of them; for a script they follow its name, and there need be none.
        [] when order.Kind == TaskKind.Argv => "argv is empty; its first element is the program.",
        [] when order.Kind == TaskKind.Named => "argv is empty; its first element is the name of a command.",
        [var name, ..] when order.Kind == TaskKind.Named && !IsId(name) => $"argv[0], the name of a command, must be 1 to {Limits.IdLength} letters, digits, '_' or '-'.",
        ["", ..] when order.Kind == TaskKind.Argv => "argv[0], the program, is empty.",
        { Count: > Limits.ArgumentCount } => $"argv has {order.Argv.Count} elements; the limit is {Limits.ArgumentCount}.",
        // A list in JSON may hold null, which no program can be given either.
        var argv when argv.Any(argument => argument?.Contains('\0', StringComparison.Ordinal) != false) => "argv holds a NUL character.",
        var argv when argv.Sum(Bytes) is > Limits.ArgumentBytes and var bytes => $"argv has {bytes} bytes; the limit is {Limits.ArgumentBytes}.",
        _ => null,
    };

    private static string? EnvProblem(RunTask order)
    {
        // Both become variables of one environment. Which of the two a program would see must not depend on who writes it last.
        if (order.Secrets?.Keys.FirstOrDefault(order.Env.ContainsKey) is { } twice)
        {
            return $"secrets: env has a variable '{Printable(twice)}', too.";
        }

        var env = order.Variables.ToList();
        if (env.Count > Limits.EnvCount)
        {
            return $"env has {env.Count} variables; the limit is {Limits.EnvCount}.";
        }

        foreach (var (name, value) in env)
        {
            if (!IsEnvName(name))
            {
                return $"env: '{Printable(name)}' is no name for a variable; use letters, digits and '_'.";
            }

            if (name.StartsWith(TaskEnvironment.ReservedPrefix, StringComparison.Ordinal) && !FileRules.Gives(order, name))
            {
                return $"env: '{name}' is set by the agent; choose a name that does not start with {TaskEnvironment.ReservedPrefix}.";
            }

            if (value is null || value.Contains('\0', StringComparison.Ordinal))
            {
                return $"env: the value of '{name}' holds a NUL character.";
            }
        }

        return env.Sum(variable => Bytes(variable.Key) + Bytes(variable.Value)) is > Limits.ArgumentBytes and var bytes
            ? $"env has {bytes} bytes; the limit is {Limits.ArgumentBytes}."
            : null;
    }

    /// <summary>Each is the name of a file, too; of a variable it is known by now that it can be none but a plain one.</summary>
    private static string? SecretFilesProblem(RunTask order) =>
        order.SecretFiles is not { Count: > 0 } names ? null
        : order.IsTransfer ? "secretFiles are for tasks that run something."
        : names.Select(name => name ?? "").FirstOrDefault(name => order.Secrets?.ContainsKey(name) is not true) is { } odd ? $"secretFiles: secrets has no variable '{Printable(odd)}'."
        : names.FirstOrDefault(name => name.Length > Limits.FileNameBytes) is { } large ? $"secretFiles: '{Printable(large)}' has {large.Length} characters; the limit is {Limits.FileNameBytes}."
        : names.Contains(FileDelivery.TokenSecret, StringComparer.Ordinal) ? $"secretFiles: {FileDelivery.TokenSecret} is no variable of the task."
        : names.Distinct(StringComparer.Ordinal).Count() < names.Count ? "secretFiles has a variable twice."
        : null;

    private static string? DirectoryProblem(string? path) => path switch
    {
        null => null,
        { Length: > Limits.PathLength } => $"workingDirectory has {path.Length} characters; the limit is {Limits.PathLength}.",
        _ when !path.StartsWith('/') => "workingDirectory must be an absolute path.",
        _ when path.Contains('\0', StringComparison.Ordinal) => "workingDirectory holds a NUL character.",
        _ => null,
    };

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= Limits.IdLength } && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    // No more than a shell can name: what else bash finds in its environment, such as BASH_FUNC_x%%, it takes for code.
    private static bool IsEnvName(string name) =>
        name is { Length: > 0 and <= MaxNameLength }
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static string Printable(string text) =>
        new([.. text.Take(64).Select(character => char.IsControl(character) ? '?' : character)]);
}
