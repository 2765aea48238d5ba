namespace OrleansOps.Conformance;

internal interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}

internal interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}
