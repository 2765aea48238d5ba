namespace OrleansOps.Tests.Gateway.World;

/// <summary>Tests that look at the memory of the whole process: run after the others, one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
