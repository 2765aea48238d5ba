namespace OrleansOps.Cli;

/// <summary>What a workflow would do if it was submitted now.</summary>
/// <param name="Hosts">How many hosts each step is for; 0: it is no job.</param>
internal sealed record WorkflowCheck(IReadOnlyDictionary<string, string> Values, IReadOnlyList<int> Hosts);
