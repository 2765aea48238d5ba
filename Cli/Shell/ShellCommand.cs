using System.CommandLine;
using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>opsctl shell</summary>
internal static class ShellCommand
{
    private const string More = """
        Opens the login shell of the agent's user, or of the user of --user, on a terminal of the host as large as yours. It is a task: its output is its log and its recording, it is in the audit trail, it has a slot
        of the host, and it survives the connection, the agent and the gateway. What you type is stored nowhere; what the terminal shows is. A shell that nobody types into ends after --idle.

        Type ~. at the beginning of a line to leave the shell as it is, ~~ for a tilde. exit ends it, and its exit code is opsctl's.

        Examples:
          opsctl shell web-1
          opsctl shell web-1 --user app --idle 10m
          opsctl shell web-1 --command 'exec top'
          opsctl shell --attach ID
          opsctl shell --replay ID --speed 4
          opsctl shell --recording ID > web-1.cast

        Exit codes: those of opsctl run; 5 where you left it.
        """;

    private static readonly TimeSpan ReconnectFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(3);

    public static Command Create(CommonOptions common)
    {
        var host = new Argument<string?>("HOST") { HelpName = "HOST", Description = "Id or name of the host.", Arity = ArgumentArity.ZeroOrOne };
        host.CompletionSources.Add(Known.Hosts);
        var user = new Option<string?>("--user", "--run-as") { HelpName = "NAME", Description = "User of the host whose shell it is; the agent must be root's for that." };
        var idle = Options.Duration("--idle", "After so long without a key it is ended, 1m to 1d; 30m by default.", TimeSpan.FromDays(1));
        var text = new Option<string?>("-c", "--command") { HelpName = "TEXT", Description = "Script to run in place of the shell." };
        var id = Options.Text("--id", "ID", "Id of the task; one is made by default.");
        var attach = Task("--attach", "Come back to a shell that goes on.");
        var replay = Task("--replay", "Show again what the terminal of a task showed, in its own time; pauses are 3 s at most.");
        var recording = Task("--recording", "Print that as an asciicast (version 2), for asciinema and others.");
        var speed = new Option<double?>("--speed") { HelpName = "N", Description = "So many times faster, 0.1 to 100; for --replay." };
        var command = new DocumentedCommand("shell", "Open a shell on a host, come back to one, or see one again.", More) { host, user, idle, text, id, attach, replay, recording, speed };
        command.Does(common, async (line, session, cancel) =>
        {
            var asked = new[] { line.GetValue(host), line.GetValue(attach), line.GetValue(replay), line.GetValue(recording) };
            if (asked.OfType<string>().Count() != 1)
            {
                throw CliException.Usage("Name a host, or one task with --attach, --replay or --recording.", "opsctl shell HOST");
            }

            if (line.GetValue(replay) is { } shown)
            {
                return await Show(session, shown, Speed(line.GetValue(speed)), cancel);
            }

            if (line.GetValue(recording) is { } recorded)
            {
                return await Print(session, recorded, cancel);
            }

            RequireTerminal();
            if (line.GetValue(attach) is { } known)
            {
                return await Attach(session, known, cancel);
            }

            var task = new SubmitTask(line.GetRequiredValue(host), line.GetValue(text) is null ? null : ScriptKinds.Shell, Script: line.GetValue(text))
            {
                Tty = Size(),
                Input = new InputIdle((long?)line.GetValue(idle)?.TotalSeconds),
                RunAs = line.GetValue(user) is { } name ? new RunAs(name) : null,
            };
            return await Open(session, line.GetValue(id) ?? Ids.New(session.Time), task, cancel);
        });
        return command;
    }

    private static Option<string?> Task(string name, string description)
    {
        var option = Options.Text(name, "ID", description);
        option.CompletionSources.Add(Known.Tasks);
        return option;
    }

    private static async Task<int> Open(Session session, string id, SubmitTask task, CancellationToken cancel)
    {
        await Submission.Send(session, id, task, cancel);
        using var shell = new ForegroundShell(session, id, ReconnectFor);
        return await shell.Run(from: 1, cancel);
    }

    /// <summary>The last of what it showed stands on the screen first.</summary>
    private static async Task<int> Attach(Session session, string id, CancellationToken cancel)
    {
        const int Records = 100;
        await session.Server.ReadTyped(id, cancel);   // says at once why that cannot be
        var from = await session.Server.FindStart(id, Records, since: null, stream: null, cancel);
        session.Notes.Info($"Task {id}: ~. at the beginning of a line leaves it again.");
        using var shell = new ForegroundShell(session, id, ReconnectFor);
        return await shell.Run(from, cancel);
    }

    private static async Task<int> Show(Session session, string id, double speed, CancellationToken cancel)
    {
        session.LetThrough();
        using var response = await session.Server.OpenRecording(id, cancel);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        await new Replay(session.Stdout, speed, LongestRest, session.Time).Run(body, cancel);
        return ExitCodes.Success;
    }

    private static async Task<int> Print(Session session, string id, CancellationToken cancel)
    {
        session.LetThrough();
        using var response = await session.Server.OpenRecording(id, cancel);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        await body.CopyToAsync(session.Stdout, cancel);
        await session.Stdout.FlushAsync(cancel);
        return ExitCodes.Success;
    }

    private static double Speed(double? asked) => asked switch
    {
        null => 1,
        >= 0.1 and <= 100 and var speed => speed,
        _ => throw CliException.Usage(string.Create(CultureInfo.InvariantCulture, $"--speed must be 0.1 to 100, not {asked}.")),
    };

    private static TaskTerminal Size() => TerminalSize.Read() is ({ } columns and > 0, { } rows and > 0)
        ? new TaskTerminal(Math.Min(columns, TaskTerminal.Most), Math.Min(rows, TaskTerminal.Most))
        : TaskTerminal.Usual;

    private static void RequireTerminal()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            throw CliException.Usage("A shell needs a terminal, for its input and its output.", "To run a script: opsctl run --on HOST --script FILE");
        }
    }
}
