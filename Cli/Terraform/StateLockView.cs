namespace OrleansOps.Cli;

/// <summary>Who has a workspace locked.</summary>
/// <param name="Operation">What the client is about to do.</param>
/// <param name="Who">User and machine, as the client says.</param>
/// <param name="By">Name of the token.</param>
internal sealed record StateLockView(string Id, DateTimeOffset TakenAt, string By, string? Operation = null, string? Info = null, string? Who = null)
{
    /// <summary>Whose it is, as well as that is known.</summary>
    public string Holder => Who is { Length: > 0 } who ? who : By;
}
