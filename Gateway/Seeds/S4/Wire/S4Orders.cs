using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>Orders as the one command that an S4 agent runs by its host's shell. What it would pass over, or do in another way than asked, is refused with what to do instead.</summary>
internal static class S4Orders
{
    /// <summary>Linux takes no longer argument, and the command is one.</summary>
    private const int MostBytes = 131_071;

    /// <returns>The command; or why this host does not run it.</returns>
    public static (string? Command, string? Refusal) CommandOf(RunTask order, bool isWindows)
    {
        if (SeedGaps.Of(order) is { } what)
        {
            return (null, $"Its host has an agent of S4, which does not know {what}. Leave that out, or install the native agent there.");
        }

        if (SeedGaps.Text(order.Script) is not { } script)
        {
            return (null, "Its host has an agent of S4, which takes scripts as text, and this one is not UTF-8.");
        }

        if (script.Contains('\0', StringComparison.Ordinal))
        {
            return (null, "Its host has an agent of S4, which gives a script to its shell as an argument, and this one has a zero byte in it.");
        }

        var kind = order.Kind == TaskKind.Auto ? InterpreterLine.Of(order.Script ?? []) is { } line ? line.Kind : TaskKind.Shell : order.Kind;
        if (isWindows && (kind != TaskKind.Shell || order.Argv.Count > 0))
        {
            return (null, "Its host has an agent of S4 on Windows, which gives a command to cmd.exe and knows no other kind of script, and no arguments. Say kind shell, and write the command as cmd.exe takes it.");
        }

        if (CommandOf(kind, script, order.Argv) is not { } command)
        {
            return (null, "Its host has an agent of S4, which does not run such a script. Say its kind: shell, bash, python, perl, node or argv.");
        }

        return Encoding.UTF8.GetByteCount(command) <= MostBytes
            ? (command, null)
            : (null, $"Its host has an agent of S4, which gives a script to its shell as an argument: with its quotes it may have {MostBytes} bytes, and this one has {Encoding.UTF8.GetByteCount(command)}. Make it shorter.");
    }

    private static string? CommandOf(TaskKind? kind, string script, IReadOnlyList<string> arguments) => kind switch
    {
        TaskKind.Shell when arguments.Count == 0 => script,
        TaskKind.Shell => Line("/bin/sh", "-c", script, "sh", arguments),
        TaskKind.Bash => Line("bash", "-c", script, "bash", arguments),
        TaskKind.Python => Line("python3", "-c", script, then: null, arguments),
        TaskKind.Perl => Line("perl", "-e", script, "--", arguments),
        TaskKind.Node => Line("node", "-e", script, "--", arguments),
        TaskKind.Argv when arguments.Count > 0 => string.Join(' ', arguments.Select(Quoted)),
        _ => null,
    };

    private static string Line(string program, string option, string script, string? then, IReadOnlyList<string> arguments) =>
        string.Join(' ', [program, option, Quoted(script), .. then is null ? (string[])[] : [then], .. arguments.Select(Quoted)]);

    /// <summary>One word for a shell of Unix, whatever is in it.</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
