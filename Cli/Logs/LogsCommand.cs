using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl logs</summary>
internal static class LogsCommand
{
    private const string More = """
        Standard output of the script comes on standard output, its standard error on standard error, byte for byte; on a
        terminal without what would move its cursor, set its title or write its clipboard (--raw).
        With -f opsctl goes on until the task ends, and connects again when the connection breaks. Ctrl-C ends only opsctl.

        Examples:
          opsctl logs deploy-42 -f
          opsctl logs deploy-42 --tail 100 --timestamps
          opsctl logs deploy-42 --stream stderr -n 20
          opsctl logs deploy-42 --since 10m
          opsctl logs legacy-1 --encoding gb18030
          opsctl logs deploy-42 --json | jq -r '.records[].text'
        """;

    public static Command Create(CommonOptions common)
    {
        var id = Options.TaskId();
        var follow = Options.Flag("--follow", "Go on until the task ends.", "-f");
        var from = Options.Number("--from", "N", "Begin with record N; 1 by default.", least: 1);
        var tail = Options.Number("--tail", "N", "Only the last N records, of the stream if one is named.", least: 0, "-n");
        var since = Options.Duration("--since", "Only what was written in the last TIME, such as 10m.");
        var exitCode = Options.Flag("--exit-code", "With -f: exit as opsctl run would.");
        var reconnectFor = Options.Duration("--reconnect-for", "With -f: how long to try when the server cannot be reached any more; 5m by default.");
        var printing = new LogPrintingOptions();
        var command = new DocumentedCommand("logs", "Show what a task has written.", More) { id, follow, from, tail, since, exitCode, reconnectFor };
        printing.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var task = line.GetRequiredValue(id);
            var shown = printing.Read(line);
            var start = await Start(session, task, line.GetValue(from), line.GetValue(tail), line.GetValue(since), shown.OnlyStream, cancel);
            var asked = line.GetValue(from) ?? 1;
            return line.GetValue(follow)
                ? await Follow(session, task, start, asked, shown, line.GetValue(reconnectFor) ?? LogPrintingOptions.UsualPatience, line.GetValue(exitCode), cancel)
                : await LogReading.Read(session, task, start, asked, shown, cancel);
        });
        return command;
    }

    private static async Task<long> Start(
        Session session, string id, long? from, long? tail, TimeSpan? since, string? stream, CancellationToken cancel) => (from, tail, since) switch
        {
            (not null, not null, _) => throw CliException.Usage("--from and --tail exclude each other.", "Give one of them."),
            (not null, _, not null) => throw CliException.Usage("--from and --since exclude each other.", "Give one of them."),
            (null, null, null) => 1,
            ({ } first, _, _) => first,
            _ => await session.Server.FindStart(id, tail, session.Time.GetUtcNow() - since, stream, cancel),
        };

    private static async Task<int> Follow(
        Session session, string id, long from, long asked, LogPrinting printing, TimeSpan reconnectFor, bool exitCode, CancellationToken cancel)
    {
        using var pause = new Pause();
        var follower = new LogFollower(
            session.Server, id, FollowOutputs.Create(session, printing, asked), pause, session.Notes, new RetryPolicy(session.Time, reconnectFor));
        var ended = await follower.Follow(from, cancel);
        session.Notes.Progress(TaskOutcomes.Sentence(ended));
        return exitCode ? TaskOutcomes.ExitCode(ended) : ExitCodes.Success;
    }
}
