namespace OrleansOps.Bench;

/// <summary>A task to submit.</summary>
/// <param name="Expected">What to hold it to.</param>
/// <param name="Body">The submission.</param>
/// <param name="CancelAfter">When to cancel it; null for never.</param>
internal sealed record SoakTask(SubmittedTask Expected, object Body, TimeSpan? CancelAfter);
