using System.Security.Claims;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Logs;
using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>From the operators' words to the grains', and back.</summary>
internal static class TaskBodies
{
    /// <summary>The spec of a submission that broke no rule.</summary>
    public static TaskSpec ToSpec(
        this Api.SubmitTask task, string id, string agentId, string agentName, ClaimsPrincipal submitter, LogCapOptions caps, TaskSecrets secrets, StoredFile? stored)
    {
        var grace = task.Grace is null
            ? CancelGrace.Default
            : new CancelGrace(
                task.Grace.InterruptSeconds is { } interrupt ? TimeSpan.FromSeconds(interrupt) : CancelGrace.Default.Interrupt,
                task.Grace.TerminateSeconds is { } terminate ? TimeSpan.FromSeconds(terminate) : CancelGrace.Default.Terminate);
        var script = SubmitRules.BytesOf(task.Script, task.ScriptBase64);
        var hidden = task.Secrets ?? FileRules.Secrets(task.File);
        var spec = new TaskSpec
        {
            AgentId = agentId,
            AgentName = agentName,
            Name = task.Name,
            Kind = task.Kind ?? (task.File is not null ? TaskKind.File : task.Collect is not null ? TaskKind.Collect : ScriptRules.KindOf(script)),
            Script = ScriptRules.Stored(script, task.UnixLineEnds == true),
            Argv = task.Argv ?? [],
            Env = task.Env ?? new Dictionary<string, string>(),
            Secrets = secrets.Seal(id, hidden),
            StoredSecrets = task.StoredSecrets is { Count: > 0 } names ? names : null,
            SecretFiles = task.SecretFiles is { Count: > 0 } inFiles ? inFiles : null,
            Lock = task.Lock,
            Signature = SignatureRules.Of(task.Signature),
            WorkingDirectory = task.WorkingDirectory,
            Stdin = SubmitRules.BytesOf(task.Stdin, task.StdinBase64),
            Timeout = TimeSpan.FromSeconds(task.TimeoutSeconds ?? (task.Input is null ? SubmitRules.DefaultTimeoutSeconds : InputRules.DefaultTimeoutSeconds)),
            QueueTimeout = TimeSpan.FromSeconds(task.QueueSeconds ?? SubmitRules.DefaultQueueSeconds),
            Grace = grace,
            Labels = task.Labels ?? new Dictionary<string, string>(),
            SubmittedBy = submitter.TokenName(),
            SubmittedById = submitter.TokenId(),
            LogCapBytes = task.LogCapBytes ?? 0,
            Keep = task.KeepSeconds is { } keep ? TimeSpan.FromSeconds(keep) : null,
            OnLost = task.OnLost ?? OnLost.Fail,
            Retry = RetryRules.Of(task.Retry),
            Tty = task.Tty is { } tty ? new TerminalSize(tty.Columns ?? SubmitRules.DefaultColumns, tty.Rows ?? SubmitRules.DefaultRows) : null,
            InputIdle = InputRules.Idle(task.Input),
            RunAs = task.RunAs is { } runAs ? new RunAs(runAs.User!, runAs.Group, runAs.Groups, runAs.Login == true) : null,
            Setting = SettingRules.Of(task),
            Limits = LimitRules.Of(task.Limits),
            File = FileRules.Of(task.File, stored),
            Collect = FileRules.Of(task.Collect),
            Artifacts = FileRules.Of(task.Artifacts),
            Digest = "",
        };
        var prints = hidden?.ToDictionary(secret => secret.Key, secret => secrets.Print(secret.Value!), StringComparer.Ordinal);
        spec = spec with { Digest = TaskDigests.Of(spec, prints), LogCapBytes = caps.Of(task.LogCapBytes) };   // the fingerprint is of what was asked
        return spec.InTraceOfCall();
    }

    public static Api.TaskView ToRest(this TaskView task, LogMark? mark) => new()
    {
        Id = task.Id,
        Name = task.Spec.Name,
        Agent = new Api.AgentName(task.Spec.AgentId, task.Spec.AgentName),
        Kind = task.Spec.Kind,
        Interpreter = Protocol.InterpreterLine.Of(task.Spec.Script)?.Text,
        WindowsLineEnds = ScriptRules.HasWindowsLineEnds(task.Spec.Script, task.Spec.Kind),
        Argv = task.Spec.Argv.Count == 0 ? null : task.Spec.Argv,
        WorkingDirectory = task.Spec.WorkingDirectory,
        TimeoutSeconds = (long)task.Spec.Timeout.TotalSeconds,
        QueueSeconds = (long)task.Spec.QueueTimeout.TotalSeconds,
        Grace = new Api.TaskGrace(task.Spec.Grace.Interrupt.TotalSeconds, task.Spec.Grace.Terminate.TotalSeconds),
        Tty = task.Spec.Tty is { } tty ? new Api.TaskTerminal(tty.Columns, tty.Rows) : null,
        Input = task.Spec.InputIdle is { } idle ? new Api.TaskInput((long)idle.TotalSeconds) : null,
        RunAs = task.Spec.RunAs.ToRest(),
        Umask = SettingRules.Umask(task.Spec.Setting?.Umask),
        CreateDirectory = task.Spec.Setting is { CreateDirectory: true },
        Locale = task.Spec.Setting?.Locale,
        TimeZone = task.Spec.Setting?.TimeZone,
        Nice = task.Spec.Setting?.Nice,
        IoNice = SettingRules.IoNice(task.Spec.Setting?.IoClass, task.Spec.Setting?.IoLevel ?? 0),
        Limits = LimitRules.ToRest(task.Spec.Limits),
        File = FileRules.ToRest(task.Spec.File, isWhole: false),
        StoredSecrets = task.Spec.StoredSecrets,
        SecretFiles = task.Spec.SecretFiles,
        Lock = task.Spec.Lock,
        Warnings = task.Spec.Warnings,
        Outputs = task.Result?.Outputs,
        Collect = FileRules.ToRest(task.Spec.Collect),
        Artifacts = task.Result?.Artifacts?.Select(artifact => new Api.TaskArtifact { Name = artifact.Name, StoredId = artifact.StoredId, SizeBytes = artifact.SizeBytes, Archive = artifact.IsArchive }).ToList(),
        LimitsHeld = task.Result?.LimitsHeld.ToRest(),
        LogCapBytes = task.Spec.LogCapBytes > 0 ? task.Spec.LogCapBytes : Protocol.Limits.LogCapBytes,
        KeepSeconds = (long?)task.Spec.Keep?.TotalSeconds,
        OnLost = task.Spec.OnLost,
        Retry = task.Spec.Retry.ToRest(),
        Labels = task.Spec.Labels,
        Phase = task.Phase,
        Attempt = task.Attempt,
        Attempts = [.. task.Attempts.Select(ToRest)],
        SubmittedAt = task.SubmittedAt,
        SubmittedBy = task.Spec.SubmittedBy,
        SubmittedById = task.Spec.SubmittedById,
        SentAt = task.SentAt,
        AcceptedAt = task.AcceptedAt,
        WaitingFor = task.Phase == TaskPhase.Queued ? task.Reason : null,
        StartedAt = task.Result?.StartedAt ?? task.AcceptedAt,
        EndedAt = task.Result?.EndedAt ?? task.EndedAt,
        ExitCode = task.Result?.ExitCode,
        Signal = task.Result?.Signal,
        Outcome = task.Result?.Outcome,
        Error = TaskErrors.Of(task),
        Reason = task.Reason,
        Why = task.Reason.ToRest(),
        CancelRequestedAt = task.CancelRequestedAt,
        CancelRequestedBy = task.CancelRequestedBy,
        Log = new Api.TaskLog(mark?.NextSeq ?? 1, mark?.StdoutOffset ?? 0, mark?.StderrOffset ?? 0, task.HasWholeLog(mark), mark?.Masked ?? 0),
        ProcessesLeft = task.Result?.ProcessesLeft ?? 0,
        StdoutDropped = task.Result?.StdoutDropped ?? 0,
        StderrDropped = task.Result?.StderrDropped ?? 0,
        Usage = task.Result?.Usage.ToRest(),
        LateResult = task.LateResult is { } late ? new Api.LateResult(late.Outcome, late.ExitCode, late.EndedAt) : null,
        TraceId = Protocol.TraceContext.IdOf(task.Spec.TraceParent),
        Terminal = task.Phase.IsTerminal(),
    };

    public static Api.TaskSummary ToRest(this TaskSummary task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Agent = new Api.AgentName(task.AgentId, task.AgentName),
        Kind = task.Kind,
        Phase = task.Phase,
        Attempt = task.Attempt,
        SubmittedAt = task.SubmittedAt,
        StartedAt = task.StartedAt,
        EndedAt = task.EndedAt,
        ExitCode = task.ExitCode,
        Usage = task.Usage.ToRest(),
        Labels = task.Labels,
        Terminal = task.Phase.IsTerminal(),
        Preview = task.Preview,
        SubmittedBy = task.SubmittedBy,
    };

    public static Api.SubmitRunAs? ToRest(this RunAs? runAs) => runAs is null ? null : new()
    {
        User = runAs.User,
        Group = runAs.Group,
        Groups = runAs.Groups,
        Login = runAs.Login ? true : null,
    };

    /// <summary>The task is over, and as much of its output is stored as its result says there is.</summary>
    public static bool HasWholeLog(this TaskView task, LogMark? mark) =>
        task.Phase.IsTerminal()
        && (task.Result ?? task.LateResult) is var result
        && (mark?.StdoutOffset ?? 0) >= (result?.Printed(LogStream.Stdout) ?? 0)
        && (mark?.StderrOffset ?? 0) >= (result?.Printed(LogStream.Stderr) ?? 0);

    /// <summary>There can be output in the log.</summary>
    public static bool MayHaveLog(this TaskView task) => task.Phase switch
    {
        TaskPhase.Queued or TaskPhase.Sent => task.Attempt > 1,
        TaskPhase.Rejected => false,
        _ => (task.Result ?? task.LateResult) is not { } result || result.Printed(LogStream.Stdout) + result.Printed(LogStream.Stderr) > 0,
    };

    private static Api.LimitsHeld? ToRest(this LimitsHeld? held) => held is null ? null : new()
    {
        MemoryBytes = held.MemoryBytes,
        CpuPercent = held.CpuPercent,
        CpuSeconds = held.CpuSeconds,
        Processes = held.Processes,
        OpenFiles = held.OpenFiles,
    };

    private static Api.TaskUsage? ToRest(this TaskUsage? usage) => usage is null ? null : new()
    {
        UserSeconds = usage.User.TotalSeconds,
        SystemSeconds = usage.System.TotalSeconds,
        PeakMemoryBytes = usage.PeakMemoryBytes,
    };

    private static Api.TaskAttempt ToRest(TaskAttempt attempt) => new()
    {
        Number = attempt.Number,
        SentAt = attempt.SentAt,
        AcceptedAt = attempt.AcceptedAt,
        EndedAt = attempt.EndedAt,
        Failed = attempt.Failed,
        ExitCode = attempt.ExitCode,
        Reason = attempt.Reason,
        Why = attempt.Reason.ToRest(),
    };
}
