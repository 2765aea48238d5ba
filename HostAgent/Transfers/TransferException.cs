using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>A transfer that came to nothing.</summary>
/// <param name="code">Why.</param>
/// <param name="sentence">The same for the operator, with what can be done.</param>
internal sealed class TransferException(FailureCode code, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    private const int NoSuchFile = 2;
    private const int NotPermitted = 1;
    private const int Denied = 13;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaReached = 122;

    public FailureCode Code => code;

    /// <summary>What is in the store all the same.</summary>
    public IReadOnlyList<TaskArtifact>? Artifacts { get; init; }

    /// <summary>What the system said of a file or directory.</summary>
    public static TransferException Of(Exception failed, string path) => failed switch
    {
        TransferException known => known,
        UnauthorizedAccessException => Of(Denied, path, failed),
        FileNotFoundException or DirectoryNotFoundException => Of(NoSuchFile, path, failed),
        _ => Of(failed.HResult, path, failed),
    };

    public static TransferException Of(int error, string path, Exception? cause = null) => error switch
    {
        NoSuchFile => new(FailureCode.PathNotFound, $"'{path}' is not there.", cause),
        Denied or NotPermitted => new(FailureCode.PathDenied, $"The task's user may not write '{path}'. Look at the mode and the owner of it and of the directories above it.", cause),
        NoSpace => new(FailureCode.NoSpace, $"The disk became full while '{path}' was written. Free some.", cause),
        QuotaReached => new(FailureCode.NoSpace, $"The disk quota of the task's user does not take '{path}'.", cause),
        ReadOnly => new(FailureCode.FileNotWritten, $"'{path}' is on a file system that is mounted read-only.", cause),
        _ => new(FailureCode.FileNotWritten, $"'{path}' could not be written: {cause?.Message ?? $"error {error}"}", cause),
    };
}
