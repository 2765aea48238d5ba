namespace OrleansOps.Simulation.Conformance;

internal interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Everything the grain got, in order.</summary>
    Task<List<string>> Got();

    Task End();
}
