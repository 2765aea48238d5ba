using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A signature of a task, for hosts that run signed tasks alone (docs/policy.md has what is signed).</summary>
public sealed record SubmitSignature
{
    [Description("The host that was signed: its id, or the name that it calls itself by.")]
    public string? Host { get; init; }

    [Description("The time that was signed, in whole seconds. From then on the host does not start it.")]
    public DateTimeOffset? Until { get; init; }

    [Description("The signature as base64: ECDSA over P-256 with SHA-256, in ASN.1.")]
    public byte[]? Value { get; init; }
}
