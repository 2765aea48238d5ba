using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A refusal in the words of somebody at a command line: what the server calls its fields and addresses, they never typed.</summary>
internal static class CallersWords
{
    /// <param name="failure">What the server said.</param>
    /// <param name="session">Where to ask for what may be meant.</param>
    /// <param name="line">What was typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="named">Which of several things it is about, as the caller calls it.</param>
    public static async Task<CliException> Of(CliException failure, Session session, ParseResult line, CancellationToken cancel, string? named = null) => failure.Problem?.Code switch
    {
        KnownProblems.UnknownAgent or KnownProblems.AmbiguousAgent when IsOfJob(failure.Problem) => new CliException(
            failure.ExitCode, failure.Problem.Title ?? failure.Title, failure.Detail, "opsctl hosts lists the hosts."),
        KnownProblems.UnknownAgent => new CliException(failure.ExitCode, $"There is no host {Named(named ?? Host(line))}.{await Meant(named ?? Host(line), session, cancel)}", hint: "opsctl hosts lists the hosts."),
        KnownProblems.AmbiguousAgent => new CliException(
            failure.ExitCode, $"Several hosts are called {Named(named ?? Host(line))}.", failure.Detail, "opsctl hosts rename ID NAME gives one another name."),
        KnownProblems.UnknownTask => new CliException(failure.ExitCode, $"There is no task {(named is null ? Task(line) : Named(named))}.", hint: "opsctl tasks lists the tasks."),
        KnownProblems.UnknownJob => new CliException(failure.ExitCode, $"There is no job {Quoted(named ?? Job(line))}.", hint: "opsctl jobs lists the jobs."),
        KnownProblems.JobOver => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, hint: "To run it once more: opsctl jobs retry JOB"),
        KnownProblems.JobNotOver => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, hint: "Wait for its end, or end it: opsctl jobs stop JOB"),
        KnownProblems.UnknownSchedule => new CliException(failure.ExitCode, $"There is no schedule {Quoted(named ?? Job(line))}.", hint: "opsctl schedule list lists the schedules."),
        KnownProblems.ConflictingSchedule => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, "Nothing was changed.", "Give --replace to put this one in its place, or choose another id."),
        KnownProblems.ScheduleChanged => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, "Nothing was changed.", "Look what it is like now: opsctl schedule show ID"),
        KnownProblems.ScheduleBusy => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, "Nothing was started.", "Wait for its end, or end it: opsctl jobs stop JOB"),
        KnownProblems.TaskNotOver => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, hint: "Cancel it first: opsctl cancel ID"),
        KnownProblems.NameTaken => new CliException(failure.ExitCode, failure.Problem.Title ?? failure.Title, failure.Detail),
        _ when failure.Problem?.Errors is { Count: > 0 } errors && errors.Keys.All(field => FieldOptions.Knows(field, line.CommandResult.Command)) => new CliException(
            failure.ExitCode, FieldOptions.InOptions(string.Join(' ', errors.SelectMany(error => error.Value.Select(text => FieldOptions.About(error.Key, text))).Distinct(StringComparer.Ordinal)))),
        _ => failure,
    };

    /// <summary>Several hosts are named in one word then, and the server says which of them it is about.</summary>
    private static bool IsOfJob(Problem problem) => problem.Errors is { } errors && (errors.ContainsKey("hosts") || errors.ContainsKey("job.hosts"));

    private static string? Job(ParseResult line) =>
        line.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>().FirstOrDefault(argument => argument.Argument.Name is "ID")?.Tokens is [var id, ..] ? id.Value : null;

    private static string Quoted(string? id) => id is null ? "of this id" : $"'{Printable.Of(id)}'";

    private static string Task(ParseResult line) => line.Tokens is [_, var id, ..] ? $"'{Printable.Of(id.Value)}'" : "of this id";

    private static string Named(string? name) => name is null ? "of this name" : $"'{Printable.Of(name)}'";

    /// <summary>What the host was called on the command line.</summary>
    private static string? Host(ParseResult line) =>
        line.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().FirstOrDefault(option => option.Option.Name is "--on")?.Tokens is [var on, ..] ? on.Value
        : line.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>().FirstOrDefault(argument => argument.Argument.Name.StartsWith("HOST", StringComparison.Ordinal))?.Tokens is [var host] ? host.Value
        : null;

    private static async Task<string> Meant(string? host, Session session, CancellationToken cancel)
    {
        if (host is null)
        {
            return "";
        }

        try
        {
            var hosts = await session.Server.First(Lists.Hosts, new Query().Add("limit", "500"), cancel);
            return Similar.Question(host, hosts.Select(item => item.Text("name")).OfType<string>());
        }
        catch (CliException)
        {
            return "";   // the refusal itself says enough
        }
    }
}
