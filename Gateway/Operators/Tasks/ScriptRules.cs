using OrleansOps.Http;
using OrleansOps.Protocol;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Operators.Tasks;

/// <summary>
/// How a script is run, by one rule for every door: as its first line says, options and all, or refused; never with another interpreter, and
/// never without its options. A byte order mark is not part of it. Line ends are left alone unless asked.
/// </summary>
internal static class ScriptRules
{
    /// <summary>What a task can be, in one line.</summary>
    public static readonly string Kinds = string.Join(", ", Enum.GetValues<TaskKind>().Select(Name));

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The first rule that the script breaks, or null.</summary>
    public static Refusal? Broken(ReadOnlySpan<byte> sent, TaskKind? kind)
    {
        // Editors on Windows save so. A shell would complain of commands that look right, since it is the bytes between the letters that it does not know.
        if (sent.StartsWith<byte>([0xFF, 0xFE]) || sent.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Refusal.Bad(Api.ProblemCodes.ScriptNotUtf8, "script", "The script is UTF-16 text, which no interpreter here reads. Save it as UTF-8.");
        }

        if (InterpreterLine.Of(WithoutMark(sent)) is not { } line)
        {
            return kind is null
                ? Refusal.Bad(Api.ProblemCodes.MissingField, "kind", $"'kind' must be one of: {Kinds}. It may be left out if the script begins with '#!'.")
                : null;
        }

        if (line.Text.Contains('\0', StringComparison.Ordinal))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidInterpreter, "script", "The script's first line holds a NUL character.");
        }

        return kind is TaskKind.Auto ? null
            : line.Kind is not { } asked ? Refusal.Bad(
                Api.ProblemCodes.UnknownInterpreter,
                "script",
                $"The script's first line asks for '{line.Name}', and no kind of task is named so. Send kind 'auto', and it is run as that line says, or take the line away.")
            : kind is { } chosen && !IsSame(chosen, (TaskKind)asked) ? Refusal.Bad(
                Api.ProblemCodes.InterpreterMismatch, "kind", $"The script's first line asks for '{line.Name}', and 'kind' is {Name(chosen)}. Leave 'kind' out, or take that line away.")
            : null;
    }

    /// <summary>What a script without a kind is, by its first line.</summary>
    // Asked of what Broken let through alone: without a kind, the first line is there and names one.
    public static TaskKind KindOf(ReadOnlySpan<byte> sent) => (TaskKind)InterpreterLine.Of(WithoutMark(sent))!.Kind!.Value;

    /// <summary>The script as it is stored and run.</summary>
    public static byte[]? Stored(byte[]? sent, bool unixLineEnds)
    {
        if (sent is null)
        {
            return null;
        }

        var script = WithoutMark(sent);
        if (!unixLineEnds || !HasWindowsLineEnds(script))
        {
            return script.Length == sent.Length ? sent : script.ToArray();
        }

        var kept = new List<byte>(script.Length);
        for (var i = 0; i < script.Length; i++)
        {
            if (script[i] != '\r' || i + 1 == script.Length || script[i + 1] != '\n')
            {
                kept.Add(script[i]);
            }
        }

        return [.. kept];
    }

    /// <summary>Interpreters on Linux stumble over them; those of Windows write them.</summary>
    public static bool HasWindowsLineEnds(ReadOnlySpan<byte> script, TaskKind kind) =>
        kind is not (TaskKind.Cmd or TaskKind.Powershell or TaskKind.Pwsh) && HasWindowsLineEnds(script);

    private static bool HasWindowsLineEnds(ReadOnlySpan<byte> script) => script.IndexOf("\r\n"u8) >= 0;

    private static bool IsSame(TaskKind chosen, TaskKind asked) => chosen == asked || (chosen is TaskKind.Powershell && asked is TaskKind.Pwsh);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> sent) => sent.StartsWith(ByteOrderMark) ? sent[ByteOrderMark.Length..] : sent;

    private static string Name(TaskKind kind) => kind.ToString().ToLowerInvariant();
}
