namespace OrleansOps.HostAgent.Tasks;

/// <summary>One started attempt: its root process and everything that came of it.</summary>
internal interface ITaskProcess
{
    /// <summary>How long ago it started.</summary>
    TimeSpan Age { get; }

    /// <summary>Completes when the attempt is over. Never fails.</summary>
    Task<ProcessEnd> Ended { get; }

    /// <summary>
    /// Sends a signal to every living process of the attempt, and from now on lets it be over only when none is left.
    /// Returns how many were there.
    /// </summary>
    Task<int> Signal(int signal);
}
