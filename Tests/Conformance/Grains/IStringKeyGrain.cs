namespace OrleansOps.Conformance;

internal interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}
