namespace OrleansOps.Protocol;

/// <summary>What a host can be told to run alone (its setting <c>only</c>): words that it also says of itself.</summary>
public static class AllowedWork
{
    /// <summary>Commands that it offers under a name.</summary>
    public const string Commands = "commands";

    /// <summary>What somebody signed whose key it knows.</summary>
    public const string SignedTasks = "signed";

    /// <summary>Files that are put there and brought from there.</summary>
    public const string Files = "files";

    public static readonly IReadOnlyList<string> All = [Commands, SignedTasks, Files];
}
