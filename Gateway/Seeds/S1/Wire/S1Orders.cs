using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>Orders in the words of S1. What its agents would pass over, or do in another way than it was asked for, is refused with what to do instead.</summary>
internal static class S1Orders
{
    /// <returns>The task; or why this host does not run it.</returns>
    public static (S1Task? Task, string? Refusal) Of(RunTask order)
    {
        if (SeedGaps.Of(order) is { } what)
        {
            return (null, $"Its host has an agent of S1, which does not know {what}. Leave that out, or install the native agent there.");
        }

        if (KindOf(order) is not { } kind)
        {
            return (null, "Its host has an agent of S1, which does not run such a script. Say its kind: shell, bash, python, perl, node, go, powershell or pwsh.");
        }

        if (SeedGaps.Text(order.Script) is not { } script)
        {
            return (null, "Its host has an agent of S1, which takes scripts as text, and this one is not UTF-8.");
        }

        if (order.WorkingDirectory is not null && script.TrimEnd().Contains('\n', StringComparison.Ordinal))
        {
            return (null, "Its host has an agent of S1, which runs scripts of several lines in a directory of its own, whatever is asked for. Begin the script with a cd instead.");
        }

        var id = new SeedTaskId(order.TaskId, order.Attempt).ToString();
        return (new S1Task
        {
            Id = id,
            Name = order.TaskId,
            Type = "script",
            ScriptType = kind,
            Command = script,
            Args = order.Argv.Count > 0 ? order.Argv : null,
            Env = order.Env.Count > 0 ? order.Env : null,
            TimeoutSec = Math.Max(1, (order.TimeoutMs + 999) / 1000),
            WorkDir = order.WorkingDirectory,
        }, null);
    }

    private static string? KindOf(RunTask order) => order.Kind switch
    {
        TaskKind.Argv => "shell",
        TaskKind.Auto => InterpreterLine.Of(order.Script ?? []) is { } line ? NameOf(line.Kind) : "shell",
        var kind => NameOf(kind),
    };

    private static string? NameOf(TaskKind? kind) => kind switch
    {
        TaskKind.Shell => "shell",
        TaskKind.Bash => "bash",
        TaskKind.Python => "python",
        TaskKind.Perl => "perl",
        TaskKind.Node => "node",
        TaskKind.Go => "go",
        TaskKind.Powershell => "powershell",
        TaskKind.Pwsh => "pwsh",
        _ => null,
    };
}
