namespace OrleansOps.HostAgent.Configuration;

/// <summary>One value as it stands in a settings file.</summary>
/// <param name="Name">Its key; below others, theirs stand before it with dots between.</param>
/// <param name="Values">One text, or those of a list.</param>
/// <param name="IsList">It is written as a list.</param>
/// <param name="Line">Where it is, from 1.</param>
internal sealed record FileEntry(string Name, IReadOnlyList<string> Values, bool IsList, long Line);
