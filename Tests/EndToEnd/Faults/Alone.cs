namespace OrleansOps.EndToEnd;

/// <summary>Tests that take the whole machine: run after the others, one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
