namespace OrleansOps.Cli;

/// <summary>The user of the host for whom a task runs.</summary>
internal sealed record RunAs(string User, string? Group = null, IReadOnlyList<string>? Groups = null, bool? Login = null)
{
    /// <summary>As people write it: user, then group and supplementary groups.</summary>
    public override string ToString() =>
        $"{User}{(Group is null ? "" : $":{Group}")}{(Groups is null ? "" : $" ({string.Join(' ', Groups)})")}{(Login == true ? ", login" : "")}";
}
