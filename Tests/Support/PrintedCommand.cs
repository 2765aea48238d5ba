namespace OrleansOps.Tests.Support;

/// <summary>A command line that the product prints.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Text">As a shell would read it, with the placeholders that its reader fills.</param>
public sealed record PrintedCommand(string Place, string Text);
