namespace OrleansOps.Conformance;

internal interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}
