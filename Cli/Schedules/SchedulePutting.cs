using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl schedule put</summary>
internal static class SchedulePutting
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string More = """
        What it runs is said as for opsctl run, or is the workflow in a file (--workflow); hosts are found anew at each start. Secrets are
        stored sealed, and all that it starts has them. A workflow is stored as the file says now: after an edit it is put again.
        --missed: what becomes of times at which nothing could be started, since everything was down: once makes up for the last of them,
        skip for none, all for each, up to --missed-most. --overlap: what becomes of a time at which what was started before is not over:
        forbid passes it over, queue lets it wait, replace stops that first.
        A schedule that is there is only replaced with --replace, or with --revision N as long as it is at that revision (opsctl schedule
        show says which). The same command twice is one schedule.

        Examples:
          opsctl schedule put nightly --cron '0 2 * * *' --zone Europe/Berlin --on role=db --script backup.sh
          opsctl schedule put facts --every 6h --jitter 10m --on all -- uname -a
          opsctl schedule put move --at 2026-12-24T18:00:00+01:00 --on web-1,web-2 --script deploy.sh
          opsctl schedule put rollout --cron '0 3 * * 6' --workflow patch.yaml --set version=2.4
          opsctl schedule put nightly --replace --cron '30 2 * * 1-5' --holiday 2026-12-25 --on role=db --script backup.sh
        """;

    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("ID") { HelpName = "ID", Description = "Id of the schedule, of your choice; at most 32 letters, digits, _ and -; 13 with --workflow." };
        var timing = new TimingOptions();
        var missed = Options.OneOf("--missed", "POLICY", "What becomes of times at which nothing could be started: once (default), skip or all.", "once", "skip", "all");
        var missedMost = Options.Number("--missed-most", "N", "With --missed all: how many are made up for, the last ones; 10 by default.", least: 1);
        var overlap = Options.OneOf("--overlap", "POLICY", "What becomes of a time at which what was started before is not over: forbid (default), queue or replace.", "forbid", "queue", "replace");
        var replace = Options.Flag("--replace", "Put it in the place of the schedule that has this id.");
        var revision = Options.Number("--revision", "N", "Put it in the place of that schedule, as long as it is at this revision.", least: 1);
        var workflow = Options.Text("--workflow", "FILE", "Start the workflow in this file, in YAML; - is standard input. See: opsctl workflow run --help");
        var values = Options.Many("--set", "NAME=VALUE", "With --workflow: value of a parameter; may be repeated. It takes the place of that in the file.");
        var run = new RunOptions();
        var command = new DocumentedCommand("put", "Store a schedule, or put it in the place of another one.", More) { id };
        timing.AddTo(command);
        foreach (var option in (Option[])[missed, missedMost, overlap, replace, revision, workflow, values])
        {
            command.Add(option);
        }

        command.Add(common.Output);
        var own = command.Options.ToHashSet();
        run.AddWhatTo(command, isOnRequired: false);
        var ofJobs = command.Options.Where(option => option != run.Name && !own.Contains(option)).ToList();
        command.Does(common, async (line, session, cancel) =>
        {
            var when = timing.Read(line) ?? throw CliException.Usage("Nothing says when it starts.", "Give one of --cron, --every and --at: opsctl schedule put nightly --cron '0 2 * * *' --on role=db --script backup.sh");
            if (line.GetResult(id)?.Tokens is [var token] && line.Tokens.SkipWhile(other => other.Type != TokenType.DoubleDash).Contains(token))
            {
                throw CliException.Usage("The id of the schedule is missing.", "It stands before --: opsctl schedule put nightly --cron '0 2 * * *' --on role=db -- uptime");
            }

            var schedule = new PutSchedule(
                when, Name: line.GetValue(run.Name), Missed: line.GetValue(missed), MissedMost: RolloutOptions.Count(line.GetValue(missedMost)), Overlap: line.GetValue(overlap));
            var (name, ifMatch) = (line.GetRequiredValue(id), IfMatch(line.GetValue(replace), line.GetValue(revision)));
            if (line.GetValue(workflow) is { } file)
            {
                OnlyWorkflow(line, run, ofJobs);
                var read = await WorkflowFile.Read(file, KeyValues.Parse("--set", line.GetRequiredValue(values)), cancel);
                return await read.Placed(() => Put(session, name, schedule with { Workflow = read.Body }, ifMatch, cancel), under: "workflow.");
            }

            if (line.GetRequiredValue(values) is { Length: > 0 })
            {
                throw CliException.Usage("--set gives values to a workflow, and there is none.", "Give --workflow FILE with it, or leave it out.");
            }

            var task = await TaskDraft.Read(host: null, run, line, cancel);
            return await Put(session, name, schedule with { Job = run.Job.Read(line, run.Target(line), task), Name = task.Name }, ifMatch, cancel);
        });
        return command;
    }

    private static void OnlyWorkflow(ParseResult line, RunOptions run, List<Option> ofJobs)
    {
        if (ofJobs.Find(option => line.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw CliException.Usage($"{other.Name} is about a job, and --workflow says what is started.", "Say it in the file of the workflow, for each of its steps.");
        }

        if (run.WordsAfterDashes(line) is [var word, ..])
        {
            throw CliException.Usage($"\"{Printable.Of(word)}\" is a command to run, and --workflow says what is started.", "Give one of them.");
        }
    }

    private static string? IfMatch(bool replace, long? revision) => (replace, revision) switch
    {
        (true, not null) => throw CliException.Usage("--replace and --revision exclude each other.", "Give one of them."),
        (true, _) => "*",
        (_, { } number) => string.Create(CultureInfo.InvariantCulture, $"\"{number}\""),
        _ => null,
    };

    private static async Task<int> Put(Session session, string id, PutSchedule schedule, string? ifMatch, CancellationToken cancel)
    {
        var stored = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.PutSchedule(id, schedule, ifMatch, cancel), Retry.Always, cancel);
        if (session.Json)
        {
            session.WriteJson(stored.Json);
            return ExitCodes.Success;
        }

        session.Notes.Info($"Schedule {id} is {(stored.Status == (int)HttpStatusCode.Created ? "stored" : "as you sent it")}, at revision {Show.Number(stored.Value.Revision)}.");
        ScheduleNextTimes.Write(session, stored.Value.Next);
        return ExitCodes.Success;
    }
}
