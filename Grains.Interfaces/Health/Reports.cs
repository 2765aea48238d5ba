namespace OrleansOps.Health;

/// <summary>How long reports of the processes are good for.</summary>
public static class Reports
{
    /// <summary>How often a process says that it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>A process that was silent for longer is not known to run.</summary>
    public static readonly TimeSpan Believed = 3 * Every;

    /// <summary>How long one that is gone is still shown.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
}
