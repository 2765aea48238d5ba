namespace OrleansOps.Protocol;

/// <summary>
/// Why an attempt failed, where its outcome, exit code and signal do not say it. The numbers are those that operators of the first seed know
/// (docs/errors.md). On the wire and stored: never renumber.
/// </summary>
public enum FailureCode
{
    /// <summary>A user, a group or a time zone is not on the host.</summary>
    NotFound = 1003,

    /// <summary>It could not be started.</summary>
    ExecutionFailed = 3000,

    /// <summary>A program or interpreter is not on the host.</summary>
    CommandNotFound = 3001,

    /// <summary>The host's system does not let its user do that.</summary>
    PermissionDenied = 3003,

    /// <summary>The working directory is not there.</summary>
    DirectoryNotFound = 4001,

    /// <summary>The working directory may not be entered.</summary>
    DirectoryDenied = 4004,

    /// <summary>It went over a limit that has no number of its own: processes.</summary>
    LimitExceeded = 6000,

    /// <summary>It went over its limit of memory.</summary>
    MemoryLimitExceeded = 6001,

    /// <summary>It went over its limit of processor time.</summary>
    CpuLimitExceeded = 6002,
}
