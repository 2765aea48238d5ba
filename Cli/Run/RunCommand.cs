using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl run</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create(CommonOptions common)
    {
        var options = new RunOptions();
        var command = new DocumentedCommand(Name, "Run a script or a command on a host and show its output live, or on many hosts and show how far they are.", RunHelp.Text);
        options.AddTo(command);
        command.Does(common, (line, session, cancel) => Run(session, options, line, cancel));
        return command;
    }

    private static async Task<int> Run(Session session, RunOptions options, ParseResult line, CancellationToken cancel)
    {
        var target = options.Target(line);
        if (target.OneHost is null || options.Job.AreGiven(line))
        {
            return await RunJob(session, options, target, line, cancel);
        }

        var id = options.Id(line) ?? Ids.New(session.Time);
        var printing = options.Printing.Read(line);
        var task = options.Signing.Apply(await TaskDraft.Read(target.OneHost, options, line, cancel), id, target.OneHost, line, session.Time);
        if (options.Detach(line))
        {
            return await Detach(session, id, task, options.Web(line), cancel);
        }

        using var run = new ForegroundRun(session, id, task, printing, options.ReconnectFor(line)) { Web = options.Web(line) };
        return await run.Run(cancel);
    }

    private static async Task<int> RunJob(Session session, RunOptions options, RunTarget target, ParseResult line, CancellationToken cancel)
    {
        var id = options.Id(line) ?? Ids.New(session.Time);
        if (Ids.ComplaintOfJob(id) is { } complaint)
        {
            throw CliException.Usage($"--id: {complaint}");
        }

        if (options.Web(line) || options.Printing.Read(line) != new LogPrinting())
        {
            throw CliException.Usage("--web, --timestamps, --encoding, --stream and --raw are for one host.", "What each host of a job printed is in the log of its task: opsctl logs ID");
        }

        if (options.Signing.AreGiven(line))
        {
            throw CliException.Usage("--sign-with is for one host: a signature is for one task.", "Run it once for each host.");
        }

        var job = options.Job.Read(line, target, await TaskDraft.Read(host: null, options, line, cancel));
        if (options.Detach(line))
        {
            return await JobSubmission.Detach(session, id, job, cancel);
        }

        using var run = new ForegroundJob(session, id, job, options.ReconnectFor(line));
        return await run.Run(cancel);
    }

    public static async Task<int> Detach(Session session, string id, SubmitTask task, bool web, CancellationToken cancel)
    {
        var submitted = await Submission.Send(session, id, task, cancel);
        if (web)
        {
            WebPage.Announce(session, id);
        }

        if (session.Json)
        {
            session.WriteJson(submitted.Json);
            return ExitCodes.Success;
        }

        session.WriteLine(id);
        session.Notes.Progress($"Follow it with: opsctl logs {id} -f");
        return ExitCodes.Success;
    }
}
