using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A new join token. The token is shown this once.</summary>
public sealed record JoinToken(
    string Token,
    string Id,
    DateTimeOffset ExpiresAt,
    int Uses,
    [property: Description("Programs that hosts can download here to join with, by GET /install.sh; none where this gateway has none.")] IReadOnlyList<HostProgram> Programs);
