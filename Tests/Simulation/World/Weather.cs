namespace OrleansOps.Simulation.World;

/// <summary>How likely things go wrong just now.</summary>
internal sealed class Weather
{
    /// <summary>A call between grains is lost, late or unanswered.</summary>
    public double LostCalls { get; set; }

    /// <summary>A call between grains takes up to seconds.</summary>
    public double SlowCalls { get; set; }

    /// <summary>What a grain tells a connection is written seconds later.</summary>
    public double LateOrders { get; set; }

    /// <summary>A gateway does not hear that a connection is to be closed.</summary>
    public double LostCloses { get; set; }

    /// <summary>A message of a connection arrives twice.</summary>
    public double Duplicates { get; set; }
}
