using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The command line of opsctl run.</summary>
internal sealed class RunOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly Option<string[]> _on = new("--on") { HelpName = "HOST", Description = "Id or name of the host; several with commas between; or an expression that chooses them, such as role=web.", Required = true };
    private readonly Option<string?> _id = Options.Text("--id", "ID", "Id of the task or job; one is made by default. The same command with the same id again follows the first run.");
    private readonly Option<bool> _detach = Options.Flag("--detach", "Do not wait: print the id and return.", "-d");
    private readonly Option<bool> _web = WebPage.Option();
    private readonly Option<TimeSpan?> _reconnectFor = Options.Duration("--reconnect-for", "How long to try when the server cannot be reached any more; 5m by default.");

    /// <summary>
    /// What stands after --. Nothing may stand before it: a mistyped option would be run as a command otherwise.
    /// </summary>
    public string[] WordsAfterDashes(ParseResult line)
    {
        var words = line.GetValue(Words) ?? [];
        var after = line.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        return words.Length == after ? words : throw CliException.Usage(
            $"\"{Printable.Of(words[0])}\" is neither an option nor after --.{Mistyped(words[0], line)}",
            "Put -- before the command that the host shall run: opsctl run --on HOST -- COMMAND. See: opsctl run --help");
    }

    public Option<string?> Script { get; } = Options.Text("--script", "FILE", "Script to run; - is standard input. At most 128 KiB.");

    public Option<string?> Command { get; } = new("-c", "--command") { HelpName = "TEXT", Description = "Script to run, as text." };

    public Option<string?> Named { get; } = NamedCommand();

    private Argument<string[]> Words { get; } = new("COMMAND") { Description = "After --: the command to run, or the arguments of the script or of the named command.", Arity = ArgumentArity.ZeroOrMore };

    public Option<string?> Kind { get; } = Options.OneOf(
        "--kind", "KIND", "What runs the script, such as bash, python, perl, node, go or pwsh; auto is what its first line (#!) names. Guessed by default.", [.. ScriptKinds.All]);

    public Option<string[]> Env { get; } = Options.Many(
        "--env", "NAME=VALUE", "Environment variable; NAME alone passes on your own; may be repeated.", "-e");

    public Option<string[]> EnvFiles { get; } = Options.Many("--env-file", "FILE", "File with a NAME=VALUE on each line; may be repeated.");

    public Option<string[]> Secrets { get; } = Secret();

    public Option<string[]> StoredSecrets { get; } = StoredSecret();

    public Option<string[]> SecretFiles { get; } = Options.Many(
        "--secret-file", "VARIABLE", "A variable of --secret or --stored-secret that comes as a file: it has the path of one with the value, which only the task's user can read and which goes with the task. May be repeated.");

    public Option<string?> WorkingDirectory { get; } = Options.Text("--cwd", "DIR", "Directory on the host to run in; one of the task's own by default. See --make-cwd.");

    public Option<string?> Stdin { get; } = Options.Text("--stdin", "FILE", "What the script reads on standard input; - is ours. At most 128 KiB.");

    public Option<TimeSpan?> Timeout { get; } = Options.Duration("--timeout", "How long it may run, such as 10m; 2h by default.", Longest);

    public Option<TimeSpan?> QueueTimeout { get; } = Options.Duration("--queue-timeout", "How long it may wait for the host; 1d by default.", Longest);

    public Option<long?> LogCap { get; } = Options.Size("--log-cap", "How much of its output is kept, such as 10M; 1G by default. What it prints beyond is counted and dropped.");

    public Option<TimeSpan?> Keep { get; } = Options.Duration("--keep", "How long it and its log are kept once it is over, 1m to 365d; as long as others by default.", TimeSpan.FromDays(365));

    public Option<string?> OnLost { get; } = Options.OneOf(
        "--on-lost", "POLICY", "What happens when the host is lost while it runs: fail (default), or retry, which starts it again; only for what may run twice.", "fail", "retry");

    public Option<bool> UnixLineEnds { get; } = Options.Flag("--unix-line-ends", "Take the CR out of each CR LF of the script: shells on Linux stumble over the line ends of Windows.");

    public Option<TaskGrace?> Grace { get; } = new("--grace")
    {
        HelpName = "TIME,TIME",
        Description = "How long SIGINT and then SIGTERM get when it is cancelled or its time is up; 7.5 and 2.5 s by default. 0 does not send that signal: 0,30s begins with SIGTERM.",
        CustomParser = ParseGrace,
    };

    public Option<TaskTerminal?> Tty { get; } = new("--tty", "-t")
    {
        HelpName = "COLSxROWS",
        Description = "Give it a terminal, 80x24 by default, for programs that print otherwise without one. Nobody can type there; all that it prints is one stream.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParseTty,
    };

    public SettingOptions Setting { get; } = new();

    public SignOptions Signing { get; } = new();

    public LimitOptions Limits { get; } = new();

    public RetryOptions Retry { get; } = new();

    public RolloutOptions Job { get; } = new();

    public Option<string[]> Labels { get; } = Options.Many("--label", "NAME=VALUE", "Label of the task; may be repeated.");

    public Option<string[]> Artifacts { get; } = Options.Many("--artifact", "PATH", "What it leaves and is to be brought when it has ended, below its directory; * and ? stand for letters; may be repeated. See: opsctl artifacts ID");

    public Option<string?> Lock { get; } = LockName();

    public Option<string?> Name { get; } = Options.Text("--name", "TEXT", "What to call it in lists; it goes by what it runs otherwise.");

    public LogPrintingOptions Printing { get; } = new();

    public void AddTo(Command command)
    {
        AddWhatTo(command);
        foreach (var option in (Option[])[_id, _detach, _web, _reconnectFor])
        {
            command.Add(option);
        }

        Signing.AddTo(command);
        Printing.AddTo(command);
    }

    /// <summary>What is run and where, without how somebody watches it.</summary>
    /// <param name="isOnRequired">Without --on it cannot be said what is run.</param>
    public void AddWhatTo(Command command, bool isOnRequired = true)
    {
        _on.Required = isOnRequired;
        foreach (var option in (Option[])
            [_on, Name, Script, Command, Named, Kind, Env, EnvFiles, Secrets, StoredSecrets, SecretFiles, WorkingDirectory, Stdin, Timeout, QueueTimeout, LogCap, Keep, OnLost, Grace, Tty, UnixLineEnds, Artifacts, Lock, Labels])
        {
            command.Add(option);
        }

        Setting.AddTo(command);
        Limits.AddTo(command);
        Retry.AddTo(command);
        Job.AddTo(command);
        _on.CompletionSources.Add(Known.Hosts);
        _on.CompletionSources.Add(Known.Labels);
        command.Add(Words);
    }

    public static Option<string[]> Secret() => Options.Many(
        SecretVariables.Option, "NAME", "Variable whose value nobody is shown: your own of that name, or else a line of standard input; may be repeated.");

    private static Option<string?> NamedCommand()
    {
        var option = Options.Text("--named", "NAME", "Command that the host offers under this name; its arguments stand after --. See: opsctl host HOST");
        option.CompletionSources.Add(Known.Commands);
        return option;
    }

    private static Option<string?> LockName()
    {
        var option = Options.Text("--lock", "NAME", "Run only while no other task with this lock does; it waits for it in a line. With host: before the name, each host has a lock of its own. See: opsctl locks list");
        option.CompletionSources.Add(Known.Locks);
        return option;
    }

    private static Option<string[]> StoredSecret()
    {
        var option = Options.Many(
            StoredSecretVariables.Option, "NAME[=VARIABLE]", "Secret that is stored under NAME, as a variable; by default it is called as the secret is, in capitals. May be repeated. See: opsctl secrets list");
        option.CompletionSources.Add(Known.Secrets);
        return option;
    }

    public RunTarget Target(ParseResult line) => line.GetValue(_on) switch
    {
        [var one] => RunTarget.Parse(one),
        null or [] => throw CliException.Usage("Nothing says on which hosts.", "Give --on, such as --on web-1 or --on role=web."),
        _ => throw CliException.Usage("--on is given several times.", "Write several hosts with commas between, such as web-1,web-2, or an expression that chooses them: opsctl run --on role=web -- uptime"),
    };

    public string? Id(ParseResult line) => line.GetValue(_id) switch
    {
        null => null,
        var id when Ids.Complaint(id) is { } complaint => throw CliException.Usage($"--id: {complaint}"),
        ['-', ..] => throw CliException.Usage("--id: an id that begins with a dash looks like an option.", "Choose another."),
        var id => id,
    };

    public bool Detach(ParseResult line) => line.GetValue(_detach);

    public bool Web(ParseResult line) => line.GetValue(_web);

    public TimeSpan ReconnectFor(ParseResult line) => line.GetValue(_reconnectFor) ?? LogPrintingOptions.UsualPatience;

    private static string Mistyped(string word, ParseResult line) =>
        word is ['-', ..] ? Similar.Question(word, line.CommandResult.Command.Options.Select(option => option.Name)) : "";

    private static TaskTerminal? ParseTty(ArgumentResult result)
    {
        if (result.Tokens is not [var size])
        {
            return TaskTerminal.Usual;
        }

        if (TaskTerminal.Parse(size.Value) is { } asked)
        {
            return asked;
        }

        result.AddError($"--tty takes a size such as 120x40, each 1 to {TaskTerminal.Most}, not \"{Printable.Of(size.Value)}\".");
        return null;
    }

    private static TaskGrace? ParseGrace(ArgumentResult result)
    {
        if (result.Tokens[0].Value.Split(',') is [var interrupt, var terminate] && Durations.Parse(interrupt) is { } first && Durations.Parse(terminate) is { } second)
        {
            return new TaskGrace(first.TotalSeconds, second.TotalSeconds);
        }

        result.AddError($"--grace takes two times such as 5s,20s, not \"{Printable.Of(result.Tokens[0].Value)}\".");
        return null;
    }
}
