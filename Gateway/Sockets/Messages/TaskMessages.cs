using Microsoft.AspNetCore.SignalR;
using OrleansOps.Files;
using OrleansOps.Protocol;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using TaskOutcome = OrleansOps.Tasks.TaskOutcome;
using TaskUsage = OrleansOps.Tasks.TaskUsage;

namespace OrleansOps.Sockets.Messages;

/// <summary>Checks what agents say of tasks, and turns it into the words of the grains, and the other way.</summary>
internal static class TaskMessages
{
    private const int NoteLength = 4_096;
    private const int MessageIdLength = 128;
    private const int HighestSignal = 64;

    /// <summary>So that the sum of some such numbers is a number, too.</summary>
    private const long MostBytes = long.MaxValue / 8;

    /// <summary>A thousand years of one processor: what is more cannot be, and would not fit everywhere.</summary>
    private const long MostMicroseconds = 1_000L * 366 * 86_400 * 1_000_000;

    public static TaskAccepted Checked(TaskAccepted report)
    {
        Check.Given(report, "report");
        Names(report.TaskId, report.Attempt);
        return report;
    }

    public static TaskRefused Checked(TaskRefused report)
    {
        Check.Given(report, "report");
        Names(report.TaskId, report.Attempt);
        Check.Defined(report.Code, "code");
        Check.Prose(report.Reason, NoteLength, "reason");
        return report;
    }

    public static TaskEnded Checked(TaskEnded report)
    {
        Check.Given(report, "report");
        Names(report.TaskId, report.Attempt);
        Check.Text(report.MessageId, 1, MessageIdLength, "messageId");
        Check.Defined(report.Outcome, "outcome");
        Check.Range(report.ExitCode ?? 0, 0, 255, "exitCode");
        Check.Range(report.Signal ?? 1, 1, HighestSignal, "signal");
        Check.Range(report.StdoutBytes, 0, MostBytes, "stdoutBytes");
        Check.Range(report.StderrBytes, 0, MostBytes, "stderrBytes");
        Check.Range(report.StdoutDropped, 0, MostBytes, "stdoutDropped");
        Check.Range(report.StderrDropped, 0, MostBytes, "stderrDropped");
        Check.Range(report.ProcessesLeft, 0, int.MaxValue, "processesLeft");
        Check.Prose(report.Note ?? "", NoteLength, "note");
        Outputs(report.Outputs);
        Check.Range(report.Artifacts?.Count ?? 0, 0, Protocol.TaskArtifact.Most, "artifacts");
        foreach (var artifact in report.Artifacts ?? [])
        {
            Check.Given(artifact, "artifacts");
            Check.Text(artifact.Name, 1, FileLimits.NameLength, "artifacts.name");
            Check.Range(artifact.SizeBytes, 0, MostBytes, "artifacts.sizeBytes");
            Check.Text(artifact.StoredId, 64, 64, "artifacts.storedId");
        }

        Check.Range(report.Usage?.UserMicroseconds ?? 0, 0, MostMicroseconds, "usage.userMicroseconds");
        Check.Range(report.Usage?.SystemMicroseconds ?? 0, 0, MostMicroseconds, "usage.systemMicroseconds");
        Check.Range(report.Usage?.PeakMemoryBytes ?? 0, 0, MostBytes, "usage.peakMemoryBytes");
        return report;
    }

    public static TaskResult ToResult(this TaskEnded report) => new()
    {
        MessageId = report.MessageId,
        Attempt = report.Attempt,
        Outcome = (TaskOutcome)report.Outcome,
        ExitCode = report.ExitCode,
        Signal = report.Signal,
        StartedAt = report.StartedAt,
        EndedAt = report.EndedAt,
        StdoutBytes = report.StdoutBytes,
        StderrBytes = report.StderrBytes,
        ProcessesLeft = report.ProcessesLeft,
        Note = report.Note,
        StdoutDropped = report.StdoutDropped,
        StderrDropped = report.StderrDropped,
        Usage = report.Usage is { } usage
            ? new TaskUsage
            {
                User = TimeSpan.FromMicroseconds(usage.UserMicroseconds),
                System = TimeSpan.FromMicroseconds(usage.SystemMicroseconds),
                PeakMemoryBytes = usage.PeakMemoryBytes,
            }
            : null,
        Failure = report.Failure is { } failure && Enum.IsDefined(failure) ? (int)failure : null,   // a newer agent may know more of them
        LimitsHeld = report.LimitsHeld is { } held
            ? new Tasks.LimitsHeld
            {
                MemoryBytes = Known(held.MemoryBytes),
                CpuPercent = Known(held.CpuPercent),
                CpuSeconds = Known(held.CpuSeconds),
                Processes = Known(held.Processes),
                OpenFiles = Known(held.OpenFiles),
            }
            : null,
        Outputs = report.Outputs is { Count: > 0 } outputs ? outputs : null,
        Artifacts = report.Artifacts?.Select(artifact => new Tasks.TaskArtifact { Name = artifact.Name, StoredId = artifact.StoredId, SizeBytes = artifact.SizeBytes, IsArchive = artifact.IsArchive }).ToList(),
        Times = report.Times is { } times ? new Tasks.TaskTimes(times.ReceivedAt, times.JournaledAt, times.SlotAt) : null,
    };

    /// <summary>Null if its secrets cannot be opened here.</summary>
    public static RunTask? ToMessage(this DispatchOrder order, string agentId, TaskSecrets secrets)
    {
        var message = order.ToMessage(agentId);
        if (order.Spec.Secrets is { } values)
        {
            if (secrets.Open(order.Spec.SealedFor ?? order.TaskId, values) is not { } opened)
            {
                return null;
            }

            message = message with { Secrets = opened };
        }

        if (order.Spec.StoredSecrets is { } names)
        {
            if (order.StoredSecrets is not { } lent || secrets.OpenStored(names, lent) is not { } stored)
            {
                return null;
            }

            message = message with { Secrets = stored.Concat(message.Secrets ?? new Dictionary<string, string>()).ToDictionary(StringComparer.Ordinal) };
        }

        return order.Spec is { File: not { StoredId: not null }, Collect: null, Artifacts: null }
            ? message
            : message with
            {
                Secrets = new Dictionary<string, string>(message.Secrets ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [Protocol.FileDelivery.TokenSecret] = secrets.FileToken(order.TaskId, order.Attempt) },
            };
    }

    private static RunTask ToMessage(this DispatchOrder order, string agentId) => new(
        order.TaskId,
        order.Attempt,
        agentId,
        (Protocol.TaskKind)order.Spec.Kind,
        order.Spec.Script,
        order.Spec.Argv,
        order.Spec.Env,
        order.Spec.WorkingDirectory,
        order.Spec.Stdin,
        (long)order.Spec.Timeout.TotalMilliseconds,
        new Protocol.CancelGrace((int)order.Spec.Grace.Interrupt.TotalMilliseconds, (int)order.Spec.Grace.Terminate.TotalMilliseconds),
        order.Spec.LogCapBytes > 0 ? order.Spec.LogCapBytes : Limits.LogCapBytes,
        order.Spec.Tty is { } tty ? new Protocol.TerminalSize(tty.Columns, tty.Rows) : null,
        order.Spec.TraceParent,
        order.Spec.TraceState,
        order.Spec.RunAs is { } runAs ? new Protocol.RunAs(runAs.User, runAs.Group, runAs.Groups, runAs.Login) : null,
        order.Spec.Setting is { } setting
            ? new Protocol.TaskSetting(setting.Umask, setting.CreateDirectory, setting.Locale, setting.TimeZone, setting.Nice, (IoClass?)setting.IoClass, setting.IoLevel)
            : null,
        order.Spec.Limits is { } limits ? new Protocol.TaskLimits(limits.MemoryBytes, limits.CpuPercent, limits.CpuSeconds, limits.Processes, limits.OpenFiles) : null,
        File: order.Spec.File.ToMessage(),
        Collect: order.Spec.Collect.ToMessage(),
        Artifacts: order.Spec.Artifacts.ToMessage(),
        SecretFiles: order.Spec.SecretFiles,
        Signature: order.Spec.Signature is { } signature ? new Protocol.TaskSignature(signature.Host, signature.Until, signature.Value) : null,
        InputIdleMs: (long?)order.Spec.InputIdle?.TotalMilliseconds);

    private static Protocol.FileCollection? ToMessage(this Tasks.FileCollection? files) => files is null ? null : new Protocol.FileCollection(
        files.Paths, files.Recursive, files.MostBytes > 0 ? files.MostBytes : Limits.FetchedBytes, files.KeepSeconds, files.BytesPerSecond);

    private static Protocol.FileDelivery? ToMessage(this Tasks.FileDelivery? file) => file is null ? null : new Protocol.FileDelivery(
        file.Path,
        file.Content,
        file.StoredId,
        file.Url,
        file.Headers,
        file.Sha256,
        file.SizeBytes,
        file.MostBytes > 0 ? file.MostBytes : Limits.FetchedBytes,
        file.Name,
        file.Mode,
        file.Owner,
        file.Group,
        file.CreateDirectories,
        (Protocol.FileConflict)file.IfExists,
        file.BytesPerSecond);

    /// <summary>Passes over means that only a newer agent knows.</summary>
    private static Tasks.LimitMeans? Known(Protocol.LimitMeans? means) => means is { } one && Enum.IsDefined(one) ? (Tasks.LimitMeans)one : null;

    /// <summary>About how many bytes the order takes on the socket.</summary>
    public static int SizeOf(RunTask order) =>
        512
        + (4 * ((order.Script?.Length ?? 0) + (order.Stdin?.Length ?? 0) + (order.File?.Content?.Length ?? 0)) / 3)
        + order.Argv.Sum(argument => argument.Length)
        + order.Variables.Sum(variable => variable.Key.Length + variable.Value.Length);

    /// <summary>
    /// Whether another attempt has sense. An old attempt means that the agent knows a higher one, which only a server that lost its data
    /// does not: it counts up until both agree.
    /// </summary>
    public static bool MayBeSentAgain(this RefusalCode code) => code is RefusalCode.Stopping or RefusalCode.NoSpace or RefusalCode.OldAttempt;

    private static void Outputs(IReadOnlyDictionary<string, string>? outputs)
    {
        if (outputs is null)
        {
            return;
        }

        Check.Range(outputs.Count, 0, Limits.OutputCount, "outputs");
        foreach (var (name, value) in outputs)
        {
            Check.Id(name, "outputs");
            Check.Prose(value, Limits.OutputBytes, "outputs");
        }

        if (TaskOutputs.SizeOf(outputs) is > Limits.OutputBytes and var bytes)
        {
            throw new HubException($"'outputs' have {bytes} bytes together; the limit is {Limits.OutputBytes}.");
        }
    }

    private static void Names(string taskId, int attempt)
    {
        Check.Id(taskId, "taskId");
        Check.Range(attempt, 1, int.MaxValue, "attempt");
    }
}
