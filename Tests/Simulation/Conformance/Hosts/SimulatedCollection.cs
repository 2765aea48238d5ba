namespace OrleansOps.Simulation.Conformance;

[CollectionDefinition(SimulatedHosting.Name)]
public sealed class SimulatedCollection : ICollectionFixture<SimulatedHosting>;
