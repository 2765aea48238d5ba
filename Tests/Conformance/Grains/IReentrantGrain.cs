namespace OrleansOps.Conformance;

internal interface IReentrantGrain : IGrainWithStringKey
{
    Task Hold(string name);
}
