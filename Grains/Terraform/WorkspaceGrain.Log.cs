using Microsoft.Extensions.Logging;

namespace OrleansOps.Terraform;

internal sealed partial class WorkspaceGrain
{
    [LoggerMessage(2441, LogLevel.Information, "Workspace {Workspace}: state with serial {Serial} ({Bytes} bytes) is stored, by {By}")]
    private partial void LogStored(string workspace, long serial, long bytes, string by);

    [LoggerMessage(2442, LogLevel.Warning, "Workspace {Workspace}: lock {LockId} of {Who} was broken by {By}: {Reason}")]
    private partial void LogBroken(string workspace, string lockId, string who, string by, string reason);

    [LoggerMessage(2443, LogLevel.Information, "Workspace {Workspace}, run {Run}: {Phase} ({Why})")]
    private partial void LogRun(string workspace, string run, RunPhase phase, string why);

    [LoggerMessage(2444, LogLevel.Warning, "Runs of workspace {Workspace} cannot go on now, and try again: {Why}")]
    private partial void LogRunsWait(string workspace, string why);
}
