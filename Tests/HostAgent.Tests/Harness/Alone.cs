namespace OrleansOps.AgentTests;

/// <summary>Tests that count what the whole process holds: run after the others, one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
