using System.CommandLine;
using System.CommandLine.Invocation;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>From arguments to an exit code: parses, runs the command, and says what went wrong.</summary>
internal static class CommandLine
{
    /// <summary>No response files: an argument such as @all is the user's, not ours.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Ctrl-C is ours where a task runs, and the system's everywhere else.</summary>
    private static readonly InvocationConfiguration Invoking = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = new StreamWriter(RawOutput.Stdout()) { AutoFlush = true },   // System.Console would greet a terminal with escapes
    };

    public static async Task<int> Run(RootCommand root, CommonOptions common, string[] args)
    {
        var line = Parse(root, args);
        try
        {
            return line.Action is ParseErrorAction || (args is ["help", ..] && line.UnmatchedTokens.Count > 0) ? Misused(line, common) : await line.InvokeAsync(Invoking);
        }
        catch (Exception lost) when (OutputErrors.Is(lost))
        {
            return ExitCodes.OutputClosed;   // help and completions are written by the parser
        }
    }

    public static ParseResult Parse(RootCommand root, string[] args) => root.Parse(
        args switch
        {
            [] => ["--help"],
            ["help", .. var command] => [.. command, "--help"],
            _ => args,
        },
        Parsing);

    /// <summary>Gives a command its work. What it throws as <see cref="CliException"/> is said to the user.</summary>
    public static void Does(this Command command, CommonOptions common, Func<ParseResult, Session, CancellationToken, Task<int>> work) =>
        command.SetAction(async (line, cancel) =>
        {
            using var session = common.Open(line);
            try
            {
                return await work(line, session, cancel);
            }
            catch (CliException refused)
            {
                var failure = session.Json ? refused : await CallersWords.Of(refused, session, line, cancel);
                ErrorReport.Say(session.Notes, failure, session.Json);
                return failure.ExitCode;
            }
            catch (Exception lost) when (OutputErrors.Is(lost))
            {
                if (!OutputErrors.HasNoReader(lost))
                {
                    session.Notes.Warn(OutputErrors.Sentence(lost));
                }

                return ExitCodes.OutputClosed;
            }
        });

    private static int Misused(ParseResult line, CommonOptions common)
    {
        using var session = common.Open(line);
        var failure = CliException.Usage(
            Unknown(line) ?? string.Join(' ', line.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)),
            $"See: {Path(line.CommandResult.Command)} --help");
        ErrorReport.Say(session.Notes, failure, session.Json);
        return failure.ExitCode;
    }

    /// <summary>The first word that is neither a command nor an option, and what may be meant by it.</summary>
    private static string? Unknown(ParseResult line)
    {
        if (line.UnmatchedTokens is not [var word, ..])
        {
            return null;
        }

        var command = line.CommandResult.Command;
        var commands = command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name);
        var options = command.Options.Concat(line.RootCommandResult.Command.Options).Select(option => option.Name);
        return word is ['-', ..]
            ? $"'{Printable.Of(word)}' is no option of {Path(command)}.{Similar.Question(word, options)}"
            : command.Subcommands.Count > 0
                ? $"'{Printable.Of(word)}' is no command of {Path(command)}.{Similar.Question(word, commands)}"
                : $"'{Printable.Of(word)}' is one word too many for {Path(command)}.";
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "opsctl";
}
