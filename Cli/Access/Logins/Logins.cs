namespace OrleansOps.Cli;

/// <summary>Finds the login to use: the environment's, or the stored one.</summary>
internal static class Logins
{
    private const string ServerVariable = "OPSCTL_SERVER";
    private const string TokenVariable = "OPSCTL_TOKEN";
    private const string TokenFileVariable = "OPSCTL_TOKEN_FILE";
    private const string InsecureHttpVariable = "OPSCTL_INSECURE_HTTP";

    public static Login Current(Notes notes)
    {
        var stored = LoginFile.Read(notes);
        var token = EnvironmentToken(notes, out var tokenSource);
        if (Variable(ServerVariable) is { } address)
        {
            var servers = address.Split(',', StringSplitOptions.TrimEntries).Select(server => ServerAddress.Parse(server, ServerVariable)).ToList();
            if (Variable(InsecureHttpVariable) is not "true")
            {
                servers.ForEach(server => ServerAddress.RefuseReadable(server, $"set {InsecureHttpVariable}=true"));
            }

            return new Login(servers, token ?? StoredTokenFor(servers, stored), tokenSource is null ? ServerVariable : $"{ServerVariable} and {tokenSource}");
        }

        if (stored is null)
        {
            throw CliException.Usage(
                token is null ? "You are not logged in." : $"{tokenSource} is set, but there is no server to use it with.",
                $"Run: opsctl login --server URL (or set {ServerVariable} and {TokenVariable}).");
        }

        var storedServer = ServerAddress.Parse(stored.Server, LoginFile.Path);
        return new Login([storedServer], token ?? stored.Token, tokenSource is null ? LoginFile.Path : $"{LoginFile.Path} and {tokenSource}");
    }

    /// <summary>A token is a secret between us and one server: the stored one is never shown to another.</summary>
    private static string StoredTokenFor(List<Uri> servers, StoredLogin? stored) =>
        stored is not null && servers.TrueForAll(server => ServerAddress.Parse(stored.Server, LoginFile.Path) == server)
            ? stored.Token
            : throw CliException.Usage(
                $"{ServerVariable} is {string.Join(',', servers.Select(ServerAddress.Show))}, but there is no token for it.",
                $"Set {TokenVariable} or {TokenFileVariable} too, or run: opsctl login --server {ServerAddress.Show(servers[0])}");

    private static string? EnvironmentToken(Notes notes, out string? source)
    {
        if (Variable(TokenVariable) is { } token)
        {
            source = TokenVariable;
            return TokenText.Check(token, source);
        }

        source = Variable(TokenFileVariable) is null ? null : TokenFileVariable;
        return Variable(TokenFileVariable) is { } file ? TokenText.FromFile(file, TokenFileVariable, notes) : null;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
