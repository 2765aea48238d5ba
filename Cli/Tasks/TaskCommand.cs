using System.CommandLine;
using System.Globalization;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl task</summary>
internal static class TaskCommand
{
    private const int ScriptLines = 20;

    public static Command Create(CommonOptions common)
    {
        var id = Options.TaskId();
        var script = Options.Flag("--script", "Print the script that it runs, byte for byte, and nothing else.");
        var web = Options.Flag("--web", "Print the address of its page in the console, and open it where there is a desktop.");
        var command = new Command("task", "Show one task in detail.") { id, script, web, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var view = await session.Server.ReadTask(line.GetRequiredValue(id), cancel);
            if (line.GetValue(web))
            {
                return WebPage.Open(session, WebPage.Task(session, view.Value.Id));
            }

            if (line.GetValue(script))
            {
                return PrintScript(session, (await session.Server.ReadSpec(view.Value.Id, cancel)).Value);
            }

            if (session.Json)
            {
                session.WriteJson(view.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([view.Value.Id]);
            }
            else
            {
                var spec = (await session.Server.ReadSpec(view.Value.Id, cancel)).Value;
                Describe(view.Value, spec).Add("Console", WebPage.Task(session, view.Value.Id)).Write(session.Tables);
                ShowScript(session, view.Value.Id, spec);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static int PrintScript(Session session, SubmitTask spec)
    {
        if (ScriptOf(spec) is not { } bytes)
        {
            session.WriteLine(ShellText.Join(spec.Argv ?? []));
            return ExitCodes.Success;
        }

        session.Stdout.Write(bytes);
        session.Stdout.Flush();
        return ExitCodes.Success;
    }

    /// <summary>The first lines, below the details; each is written so that it cannot disturb the terminal.</summary>
    private static void ShowScript(Session session, string id, SubmitTask spec)
    {
        if (ScriptOf(spec) is not { } bytes)
        {
            return;
        }

        var lines = Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n');
        session.WriteLine("");
        foreach (var line in lines.Take(ScriptLines))
        {
            session.WriteLine("  " + Printable.Of(line.TrimEnd('\r')).Replace("\\t", "    ", StringComparison.Ordinal));
        }

        if (lines.Length > ScriptLines)
        {
            session.Notes.Info($"There are {lines.Length - ScriptLines} lines more: opsctl task {id} --script");
        }
    }

    private static byte[]? ScriptOf(SubmitTask spec) =>
        spec.ScriptBase64 is { } encoded ? Convert.FromBase64String(encoded) : spec.Script is { } text ? Encoding.UTF8.GetBytes(text) : null;

    private static Details Describe(TaskView task, SubmitTask spec)
    {
        var details = new Details()
            .Add("Id", task.Id)
            .Add("Name", task.Name)
            .Add("Host", task.Agent.Name is { Length: > 0 } name ? $"{name} ({task.Agent.Id})" : task.Agent.Id)
            .Add("Phase", Phases.Shown(task.Phase))
            .Add("Reason", task.Reason)
            .Add("Error", task.Error is { } error ? $"{error.Code} {error.Name}: {error.Title} {error.Advice}" : null)
            .Add("Exit code", Show.Number(task.ExitCode))
            .Add("Signal", Show.Number(task.Signal))
            .Add("Kind", task.Kind)
            .Add("Run by", task.Interpreter)
            .Add("Line ends", task.WindowsLineEnds ? "of Windows (CR LF)" : null)
            .Add(task.Kind is ScriptKinds.Argv or ScriptKinds.Named ? "Command" : "Arguments", task.Argv is { Count: > 0 } argv ? ShellText.Join(argv) : null)
            .Add("File", spec.File is { } file ? (file with { SizeBytes = task.File?.SizeBytes ?? file.SizeBytes }).Text() : null)
            .Add("Brings", spec.Collect is { } collect ? string.Join(' ', collect.Paths) : null)
            .Add("Leaves", spec.Artifacts is { } leaves ? string.Join(' ', leaves) : null)
            .Add("Artifacts", task.Artifacts is { Count: > 0 } brought ? string.Join(", ", brought.Select(artifact => $"{artifact.Name} ({Show.Bytes(artifact.SizeBytes)}, file {artifact.StoredId[..Math.Min(12, artifact.StoredId.Length)]})")) : null)
            .Add("Environment", spec.Env is { Count: > 0 } env ? string.Join(' ', env.Keys.Order(StringComparer.Ordinal)) : null)
            .Add("Secrets", spec.Secrets is { Count: > 0 } secrets ? string.Join(' ', secrets.Keys.Order(StringComparer.Ordinal)) : null)
            .Add("Lock", spec.Lock)
            .Add("Warnings", task.Warnings is { } warnings ? string.Join("; ", warnings) : null)
            .Add("Stored secrets", spec.StoredSecrets is { Count: > 0 } stored ? string.Join(' ', stored.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => $"{secret.Key}={secret.Value}")) : null)
            .Add("Secrets in files", spec.SecretFiles is { Count: > 0 } inFiles ? string.Join(' ', inFiles.Order(StringComparer.Ordinal)) : null)
            .Add("Directory", task.WorkingDirectory)
            .Add("User", spec.RunAs?.ToString())
            .Add("Setting", Setting(spec))
            .Add("Limits", task.Limits?.Text(task.LimitsHeld))
            .Add("Terminal", task.Tty?.ToString())
            .Add("Takes input", task.Input is { } input ? $"ended after {Show.Seconds(input.IdleSeconds)} without; opsctl shell --attach {task.Id}" : null)
            .Add("Labels", Show.Labels(task.Labels))
            .Add("Attempt", task.Attempt > 0 ? Show.Number(task.Attempt) : null)
            .Add("Submitted", By(task.SubmittedAt, task.SubmittedBy))
            .Add("Trace", task.TraceLink ?? task.TraceId)
            .Add("Sent", Show.Time(task.SentAt))
            .Add("Started", Show.Time(task.StartedAt))
            .Add("Cancel asked", By(task.CancelRequestedAt, task.CancelRequestedBy))
            .Add("Ended", Show.Time(task.EndedAt))
            .Add("Took", Show.Took(task.StartedAt, task.EndedAt))
            .Add("Processor", task.Usage is { } cpu ? $"{Show.Seconds(cpu.CpuSeconds)} ({Show.Seconds(cpu.UserSeconds)} user, {Show.Seconds(cpu.SystemSeconds)} system)" : null)
            .Add("Peak memory", Show.Bytes(task.Usage?.PeakMemoryBytes))
            .Add("Timeout", Show.Seconds(task.TimeoutSeconds))
            .Add("Kept for", Show.Seconds(task.KeepSeconds))
            .Add("Queue timeout", Show.Seconds(task.QueueSeconds))
            .Add("When ended", Ending(task.Grace))
            .Add("Retries", spec.Retry?.Text())
            .Add("If lost", task.OnLost is "retry" ? "started again" : null);
        AddOutputs(details, task);
        AddAttempts(details, task);
        AddLog(details, task);
        return details;
    }

    private static void AddOutputs(Details details, TaskView task)
    {
        foreach (var (name, value) in task.Outputs?.OrderBy(output => output.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            details.Add($"Output {name}", value.Length > 0 ? value : "(empty)");
        }
    }

    /// <summary>The attempts before the one that counts.</summary>
    private static void AddAttempts(Details details, TaskView task)
    {
        foreach (var attempt in task.Attempts?.Where(attempt => attempt.Reason is not null) ?? [])
        {
            details.Add($"Attempt {attempt.Number}", string.Join(", ", new[]
            {
                Show.Time(attempt.SentAt) is { } sent ? $"sent {sent}" : null,
                Show.Time(attempt.AcceptedAt) is { } accepted ? $"accepted {accepted}" : "not accepted",
                Show.Time(attempt.EndedAt) is { } ended ? $"over {ended}: {attempt.Reason}" : attempt.Reason,
            }.OfType<string>()));
        }
    }

    private static void AddLog(Details details, TaskView task) => details
        .Add("Log", task.Log is { } log
            ? $"{(log.NextSeq == 2 ? "1 record" : $"{log.NextSeq - 1} records")}, {Show.Bytes(log.StdoutBytes)} stdout, {Show.Bytes(log.StderrBytes)} stderr, {(log.Complete ? "complete" : "not complete")}"
            : null)
        .Add("Masked", task.Log is { Masked: > 0 and var masked } ? masked == 1 ? "1 secret in the log" : $"{masked} secrets in the log" : null)
        .Add("Not in the log", task.StdoutDropped + task.StderrDropped > 0
            ? $"{Show.Bytes(task.StdoutDropped)} stdout, {Show.Bytes(task.StderrDropped)} stderr"
            : null)
        .Add("Left running", task.ProcessesLeft > 0 ? task.ProcessesLeft == 1 ? "1 process" : $"{task.ProcessesLeft} processes" : null)
        .Add("Late result", task.LateResult is { } late
            ? string.Join(' ', new[] { late.Outcome, Show.Number(late.ExitCode), Show.Time(late.EndedAt) }.OfType<string>())
            : null);

    private static string? Ending(TaskGrace? grace) => grace is null
        ? null
        : $"{Signal("SIGINT", grace.InterruptSeconds)}{Signal("SIGTERM", grace.TerminateSeconds)}SIGKILL";

    private static string Signal(string name, double seconds) =>
        seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}, {seconds:0.###}s later ") : "";

    /// <summary>What it finds around it beyond the usual, as it was asked for.</summary>
    private static string? Setting(SubmitTask spec)
    {
        var asked = new[]
        {
            spec.Umask is { } umask ? $"umask {umask}" : null,
            spec.CreateDirectory == true ? "directory made" : null,
            spec.Locale is { } locale ? $"locale {locale}" : null,
            spec.TimeZone is { } zone ? $"time zone {zone}" : null,
            spec.Nice is { } nice ? string.Create(CultureInfo.InvariantCulture, $"nice {nice}") : null,
            spec.IoNice is { } io ? $"io {io}" : null,
        }.OfType<string>().ToList();
        return asked.Count == 0 ? null : string.Join(", ", asked);
    }

    private static string? By(DateTimeOffset? at, string? who) => Show.Time(at) is { } time && who is { Length: > 0 } ? $"{time} by {who}" : Show.Time(at);
}
