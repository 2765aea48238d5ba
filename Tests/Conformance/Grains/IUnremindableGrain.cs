namespace OrleansOps.Conformance;

internal interface IUnremindableGrain : IGrainWithStringKey
{
    Task Register();

    Task RegisterElsewhere();
}
