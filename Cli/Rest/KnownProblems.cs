namespace OrleansOps.Cli;

/// <summary>The codes of refusals by which opsctl decides what to say or do. Each is one of the server's (docs/refusals.md), as a test holds.</summary>
internal static class KnownProblems
{
    public const string AmbiguousAgent = "ambiguous-agent";
    public const string ConflictingTask = "conflicting-task";
    public const string ConflictingJob = "conflicting-job";
    public const string ConflictingWorkflow = "conflicting-workflow";
    public const string ConflictingSchedule = "conflicting-schedule";
    public const string JobNotOver = "job-not-over";
    public const string JobOver = "job-over";
    public const string NotAnApprover = "not-an-approver";
    public const string NameTaken = "name-taken";
    public const string NotRunning = "not-running";
    public const string ScheduleBusy = "schedule-busy";
    public const string ScheduleChanged = "schedule-changed";
    public const string TaskNotOver = "task-not-over";
    public const string UnknownAgent = "unknown-agent";
    public const string UnknownJob = "unknown-job";
    public const string UnknownLock = "unknown-lock";
    public const string UnknownSchedule = "unknown-schedule";
    public const string UnknownSecret = "unknown-secret";
    public const string UnknownSession = "unknown-session";
    public const string UnknownTask = "unknown-task";
    public const string UnknownToken = "unknown-token";
    public const string UnknownUpload = "unknown-upload";
    public const string UnknownWorkflow = "unknown-workflow";
    public const string UnknownWorkspace = "unknown-workspace";
    public const string UploadBusy = "upload-busy";
    public const string UploadCut = "upload-cut";
    public const string WrongOffset = "wrong-offset";
}
