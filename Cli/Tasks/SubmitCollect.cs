namespace OrleansOps.Cli;

/// <summary>The files that a task brings from its host.</summary>
/// <param name="Recursive">Whether directories come with all that is in them.</param>
/// <param name="MostBytes">The most that is brought.</param>
/// <param name="KeepSeconds">How long the store keeps it.</param>
internal sealed record SubmitCollect(IReadOnlyList<string> Paths, bool? Recursive = null, long? MostBytes = null, long? KeepSeconds = null, long? BytesPerSecond = null);
