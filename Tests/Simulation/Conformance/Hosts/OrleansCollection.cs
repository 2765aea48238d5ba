namespace OrleansOps.Simulation.Conformance;

[CollectionDefinition(OrleansHosting.Name)]
public sealed class OrleansCollection : ICollectionFixture<OrleansHosting>;
