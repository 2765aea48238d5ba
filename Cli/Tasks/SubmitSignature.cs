namespace OrleansOps.Cli;

/// <summary>A signature of a task.</summary>
/// <param name="Host">The host that was signed.</param>
/// <param name="Until">From then on the host does not start it.</param>
/// <param name="Value">As base64.</param>
internal sealed record SubmitSignature(string Host, DateTimeOffset Until, string Value);
