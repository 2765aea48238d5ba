namespace OrleansOps.Simulation.World;

/// <summary>How likely things go wrong just now.</summary>
internal sealed class Weather
{
    /// <summary>A call between grains is lost, late or unanswered.</summary>
    public double LostCalls { get; set; }

    /// <summary>A message of a connection arrives twice.</summary>
    public double Duplicates { get; set; }
}
