namespace OrleansOps.Conformance;

internal interface IExplicitStreamGrain : IGrainWithStringKey
{
    Task Subscribe();

    /// <summary>Ends every subscription and tells how many there were.</summary>
    Task<int> Unsubscribe();

    Task<List<int>> Got();

    Task Produce(int number);

    Task End();
}
