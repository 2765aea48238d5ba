namespace OrleansOps.Secrets;

/// <summary>
/// Tokens of runs: <c>opsrun.workspace.run.code</c>. Every gateway with the key knows one by looking at it, so none is kept anywhere; how long it is good the workspace's grain says.
/// </summary>
internal sealed class RunTokens(SecretsKey keys)
{
    private const string Prefix = "opsrun.";
    private const int MostLength = 192;

    private readonly SealingKeys _keys = new(keys, "ops terraform runs: tokens");

    public string Of(string workspace, string run) => $"{Prefix}{workspace}.{run}.{Convert.ToHexStringLower(_keys.Sign(Signed(workspace, run)))}";

    /// <summary>Whose it is; null: it is none.</summary>
    public (string Workspace, string Run)? Read(string token) =>
        token.Split('.') is [_, var workspace, var run, var code] && Looks(token) && _keys.IsSigned(Signed(workspace, run), code) ? (workspace, run) : null;

    /// <summary>It has the form of one; whether it is one is another question.</summary>
    public static bool Looks(string text) => text.Length <= MostLength && text.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Signed(string workspace, string run) => $"{workspace}\0{run}";
}
