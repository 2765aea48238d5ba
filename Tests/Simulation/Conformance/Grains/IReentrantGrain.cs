namespace OrleansOps.Simulation.Conformance;

internal interface IReentrantGrain : IGrainWithStringKey
{
    Task Hold(string name);
}
