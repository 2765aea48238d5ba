namespace OrleansOps.Api;

/// <summary>The program that answers.</summary>
public sealed record ServerView(string Version);
