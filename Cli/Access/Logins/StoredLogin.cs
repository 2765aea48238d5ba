namespace OrleansOps.Cli;

/// <summary>The file of a login: which server, and the token for it.</summary>
internal sealed record StoredLogin(string Server, string Token);
