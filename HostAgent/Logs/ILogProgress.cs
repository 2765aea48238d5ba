namespace OrleansOps.HostAgent.Logs;

/// <summary>Who is told how far the output of an attempt has come. Each may be said again in a later session.</summary>
internal interface ILogProgress
{
    /// <summary>The last batch of an attempt that is over was sent.</summary>
    void AllSent(AttemptId attempt);

    /// <summary>All output of an attempt that is over is stored.</summary>
    void AllStored(AttemptId attempt);

    /// <summary>The gateway takes nothing of the attempt's output.</summary>
    void Closed(AttemptId attempt);
}
