namespace OrleansOps.Rest;

/// <summary>The program that answers.</summary>
internal sealed record ServerView(string Version);
