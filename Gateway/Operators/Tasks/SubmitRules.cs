using System.Text;
using OrleansOps.Http;
using OrleansOps.Locks;
using OrleansOps.Protocol;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a submission must be like. A rule that is broken names its field, its limit and the way out; nothing is stored then.</summary>
internal static class SubmitRules
{
    public const int DefaultTimeoutSeconds = 7_200;
    public const int DefaultQueueSeconds = 86_400;
    public const int DefaultColumns = 80;
    public const int DefaultRows = 24;

    private const int MostSeconds = 604_800;
    private const int LeastKeepSeconds = 60;
    private const int MostKeepSeconds = 31_536_000;
    private const double MostGraceSeconds = 600;
    private const int NameLength = 120;

    /// <summary>The first rule that the submission breaks, or null.</summary>
    public static Refusal? Broken(Api.SubmitTask task) => AgentGiven(task) ?? InputRules.Broken(task) ?? BrokenRule(task);

    /// <summary>The same for a task whose host stands elsewhere.</summary>
    public static Refusal? BrokenAnywhere(Api.SubmitTask task) => InputRules.Given(task) ?? BrokenRule(task);

    private static Refusal? BrokenRule(Api.SubmitTask task) =>
        Name(task.Name)
        ?? FileRules.Broken(task)
        ?? NamedRules.Broken(task)
        ?? SignatureRules.Broken(task)
        ?? Program(task)
        ?? Text("stdin", task.Stdin, "stdinBase64", task.StdinBase64, Limits.StdinBytes, Api.ProblemCodes.StdinTooLarge)
        ?? Arguments(task.Argv)
        ?? EnvironmentRules.Broken(task.Env, task.Secrets, task.StoredSecrets)
        ?? EnvironmentRules.BrokenFiles(task.SecretFiles, task.Secrets, task.StoredSecrets)
        ?? Directory(task.WorkingDirectory)
        ?? Seconds("timeoutSeconds", task.TimeoutSeconds)
        ?? Seconds("queueSeconds", task.QueueSeconds)
        ?? Keep(task.KeepSeconds)
        ?? Grace(task.Grace)
        ?? Cells("tty.columns", task.Tty?.Columns)
        ?? Cells("tty.rows", task.Tty?.Rows)
        ?? SettingRules.Broken(task)
        ?? LimitRules.Broken(task.Limits)
        ?? RetryRules.Broken(task.Retry)
        ?? Lock(task.Lock)
        ?? LabelRules.Broken(task.Labels);

    public static byte[]? BytesOf(string? text, byte[]? bytes) => text is null ? bytes : Encoding.UTF8.GetBytes(text);

    private static Refusal? AgentGiven(Api.SubmitTask task) => task.Agent is { Length: > 0 and <= 128 }
        ? null
        : Refusal.Bad(Api.ProblemCodes.MissingField, "agent", "'agent' must be the id or the name of a host.") with { See = "GET /api/v1/agents" };

    public static Refusal? Name(string? name) => name is null || (name.Length <= NameLength && !string.IsNullOrWhiteSpace(name) && ShownText.IsPrintable(name))
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidName, "name", $"'name' must be 1 to {NameLength} printable characters, or be left out.");

    private static Refusal? Program(Api.SubmitTask task)
    {
        var hasScript = task.Script is not null || task.ScriptBase64 is not null;
        return task.Kind switch
        {
            TaskKind.File or TaskKind.Collect or TaskKind.Named => null,
            null when task.File is not null || task.Collect is not null => null,
            null when !hasScript => Refusal.Bad(Api.ProblemCodes.MissingField, "kind", $"'kind' must be one of: {ScriptRules.Kinds}."),
            TaskKind.Argv when hasScript => Refusal.Bad(Api.ProblemCodes.ScriptNotAllowed, "script", "A task of kind 'argv' has no script. Choose the kind of the script, or auto."),
            TaskKind.Argv when task.Argv is not { Count: > 0 } => Refusal.Bad(Api.ProblemCodes.MissingField, "argv", "A task of kind 'argv' needs a program in 'argv'."),
            TaskKind.Argv when task.Argv![0].Length == 0 => Refusal.Bad(Api.ProblemCodes.EmptyProgram, "argv", "The first of 'argv' is the program and cannot be empty."),
            TaskKind.Argv => null,
            _ when !hasScript => Refusal.Bad(Api.ProblemCodes.MissingField, "script", "'script' or 'scriptBase64' is needed for this kind."),
            _ => Text("script", task.Script, "scriptBase64", task.ScriptBase64, Limits.ScriptBytes, Api.ProblemCodes.ScriptTooLarge)
                ?? ScriptRules.Broken(BytesOf(task.Script, task.ScriptBase64), task.Kind),
        };
    }

    private static Refusal? Text(string field, string? text, string bytesField, byte[]? bytes, int limit, Api.ProblemCode tooLarge)
    {
        if (text is not null && bytes is not null)
        {
            return Refusal.Bad(Api.ProblemCodes.GivenTwice, bytesField, $"'{field}' and '{bytesField}' are two ways to say one thing. Send one of them.");
        }

        var size = text is null ? bytes?.Length ?? 0 : Encoding.UTF8.GetByteCount(text);
        return size <= limit
            ? null
            : Refusal.Bad(tooLarge, text is null ? bytesField : field, $"'{field}' has {size} bytes; the limit is {limit}. Put it on the host as a file, and run that.");
    }

    private static Refusal? Arguments(IReadOnlyList<string>? argv)
    {
        if (argv is null)
        {
            return null;
        }

        if (argv.Any(argument => argument is null))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "argv", "'argv' holds null. Send strings.");
        }

        if (argv.Count > Limits.ArgumentCount)
        {
            return Refusal.Bad(Api.ProblemCodes.TooManyArguments, "argv", $"'argv' has {argv.Count} entries; the limit is {Limits.ArgumentCount}. Give the rest on stdin.");
        }

        var size = argv.Sum(Encoding.UTF8.GetByteCount);
        return size <= Limits.ArgumentBytes
            ? null
            : Refusal.Bad(Api.ProblemCodes.ArgumentsTooLarge, "argv", $"'argv' has {size} bytes; the limit is {Limits.ArgumentBytes}. Give the rest on stdin.");
    }

    private static Refusal? Directory(string? path) => path switch
    {
        null => null,
        { Length: > Limits.PathLength } => Refusal.Bad(
            Api.ProblemCodes.PathTooLong, "workingDirectory", $"'workingDirectory' has {path.Length} characters; the limit is {Limits.PathLength}."),
        _ when !path.StartsWith('/') || path.Split('/').Contains("..", StringComparer.Ordinal) => Refusal.Bad(
            Api.ProblemCodes.InvalidPath, "workingDirectory", "'workingDirectory' must be an absolute path without '..'."),
        _ => null,
    };

    private static Refusal? Seconds(string field, int? value) => value is null or (>= 1 and <= MostSeconds)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' is {value}; it must be 1 to {MostSeconds}.");

    private static Refusal? Keep(int? value) => value is null or (>= LeastKeepSeconds and <= MostKeepSeconds)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, "keepSeconds", $"'keepSeconds' is {value}; it must be {LeastKeepSeconds} to {MostKeepSeconds}.");

    private static Refusal? Grace(Api.SubmitGrace? grace) =>
        GraceSeconds("grace.interruptSeconds", grace?.InterruptSeconds) ?? GraceSeconds("grace.terminateSeconds", grace?.TerminateSeconds);

    private static Refusal? GraceSeconds(string field, double? value) => value is null or (>= 0 and <= MostGraceSeconds)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' is {value}; it must be 0 to {MostGraceSeconds}.");

    private static Refusal? Lock(string? name) => name is null || LockNames.IsLock(name)
        ? null
        : Refusal.Bad(
            Api.ProblemCodes.InvalidName,
            "lock",
            $"'lock' must be 1 to {LockNames.Length} characters out of A-Z, a-z, 0-9, '_', '-' and '.', the first a letter or a digit; '{LockNames.OfHost}' before it means a lock of the host alone. A task has one at most.");

    private static Refusal? Cells(string field, int? value) => value is null or (>= 1 and <= Limits.TerminalCells)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, field, $"'{field}' is {value}; it must be 1 to {Limits.TerminalCells}.");
}
