namespace OrleansOps.Agents;

/// <summary>A second process with an agent's identity asked to be let in.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Epoch">The session that was there.</param>
/// <param name="At">When, as a timestamp of the clock that measures.</param>
internal sealed record SecondProcess(string Instance, long Epoch, long At);
