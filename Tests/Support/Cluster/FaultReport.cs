namespace OrleansOps.Tests.Support;

/// <summary>What a cluster made of a fault.</summary>
/// <param name="Fault">Which one.</param>
/// <param name="Away">For how long nobody could have served, by whatever means.</param>
/// <param name="Load">What the load saw of it.</param>
public sealed record FaultReport(ClusterFault Fault, TimeSpan Away, LoadReport Load)
{
    public override string ToString() => $"{Fault.Name}: {Load}{(Away > TimeSpan.Zero ? $"; nobody there for {Away.TotalSeconds:0.0} s" : "")}";
}
