using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A browser logs in.</summary>
public sealed record CreateSession
{
    [Description("An operator's token, ops_admin_...")]
    public string? Token { get; init; }

    /// <summary>Keeps the token out of logs and messages.</summary>
    public override string ToString() => nameof(CreateSession);
}
