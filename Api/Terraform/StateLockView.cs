using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Who has a workspace locked.</summary>
public sealed record StateLockView
{
    public required string Id { get; init; }

    [Description("What the client is about to do, such as OperationTypeApply.")]
    public required string Operation { get; init; }

    public required string Info { get; init; }

    [Description("User and machine, as the client says.")]
    public required string Who { get; init; }

    [Description("Version of the client.")]
    public required string ClientVersion { get; init; }

    public required string Path { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    [Description("Name of the token with which it was taken.")]
    public required string By { get; init; }

    public required string ById { get; init; }
}
