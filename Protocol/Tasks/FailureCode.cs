namespace OrleansOps.Protocol;

/// <summary>
/// Why an attempt failed, where its outcome, exit code and signal do not say it. The numbers are those that operators of the first seed know
/// (docs/errors.md). On the wire and stored: never renumber.
/// </summary>
public enum FailureCode
{
    /// <summary>A user, a group or a time zone is not on the host.</summary>
    NotFound = 1003,

    /// <summary>What a file was to come from could not be reached, or stopped answering.</summary>
    ConnectionFailed = 2001,

    /// <summary>What a file was to come from refused it.</summary>
    RequestRefused = 2003,

    /// <summary>It could not be started.</summary>
    ExecutionFailed = 3000,

    /// <summary>A program or interpreter is not on the host.</summary>
    CommandNotFound = 3001,

    /// <summary>The host's system does not let its user do that.</summary>
    PermissionDenied = 3003,

    /// <summary>What came of a file is not what it should be.</summary>
    WrongContent = 4000,

    /// <summary>A file, or a directory such as the working directory, is not there.</summary>
    PathNotFound = 4001,

    /// <summary>A file of the host could not be read, or is none.</summary>
    FileNotRead = 4002,

    /// <summary>A file could not be written.</summary>
    FileNotWritten = 4003,

    /// <summary>A file or directory may not be used by the task's user: the working directory not entered, or a file not written there.</summary>
    PathDenied = 4004,

    /// <summary>The host's disk has no room.</summary>
    NoSpace = 4005,

    /// <summary>It went over a limit that has no number of its own: processes.</summary>
    LimitExceeded = 6000,

    /// <summary>It went over its limit of memory.</summary>
    MemoryLimitExceeded = 6001,

    /// <summary>It went over its limit of processor time.</summary>
    CpuLimitExceeded = 6002,

    /// <summary>Nobody typed into it for as long as it may wait.</summary>
    IdleLimitExceeded = 6003,
}
