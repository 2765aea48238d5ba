namespace OrleansOps.Simulation.Conformance;

internal interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Hold(string name);

    Task<Guid> Which();
}
