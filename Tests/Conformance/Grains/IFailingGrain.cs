namespace OrleansOps.Conformance;

internal interface IFailingGrain : IGrainWithStringKey
{
    Task<string> Ping();
}
