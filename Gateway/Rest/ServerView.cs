namespace OrleansOps.Rest;

/// <summary>The program that answers.</summary>
/// <param name="Runtime">"Embedded" or "Orleans".</param>
internal sealed record ServerView(string Version, string Runtime);
