namespace OrleansOps.Cli;

/// <summary>A stored secret as the server shows it: without its value.</summary>
/// <param name="On">Which hosts' tasks may use it.</param>
/// <param name="Version">How often its value was set.</param>
/// <param name="OlderKey">It is sealed with an older key than what is sealed now.</param>
internal sealed record SecretView(string Name, string On, int Version, DateTimeOffset ChangedAt, DateTimeOffset CreatedAt, bool OlderKey = false, string? By = null);
