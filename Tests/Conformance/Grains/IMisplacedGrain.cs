namespace OrleansOps.Conformance;

internal interface IMisplacedGrain : IGrainWithStringKey
{
    Task Ping();
}
