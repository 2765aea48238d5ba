namespace OrleansOps.Conformance;

internal interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}
