namespace OrleansOps.Cli;

/// <summary>Ends a command with a message for its user. Thrown where it is known what to do about it.</summary>
internal sealed class CliException(int exitCode, string title, string? detail = null, string? hint = null, Exception? cause = null)
    : Exception(title, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What went wrong, in one line.</summary>
    public string Title { get; } = title;

    /// <summary>The same without naming the server, where that is known already.</summary>
    public string? Reason { get; init; }

    public string? Detail { get; } = detail;

    /// <summary>What to do about it.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What the server said, where it answered with problem details.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Whether the same request can succeed later.</summary>
    public Retry Retry { get; init; }

    /// <summary>How long the server asked us to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static CliException Usage(string title, string? hint = null, Exception? cause = null) =>
        new(ExitCodes.Usage, title, detail: null, hint, cause);
}
