using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Secrets;

/// <summary>
/// Tokens of runs: <c>opsrun.workspace.run.code</c>. Every gateway with the key knows one by looking at it, so none is kept anywhere; how long it is good the workspace's grain says.
/// </summary>
internal sealed class RunTokens(SecretsKey key)
{
    private const string Prefix = "opsrun.";
    private const int MostLength = 192;

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops terraform runs: tokens"u8.ToArray());

    public string Of(string workspace, string run) =>
        $"{Prefix}{workspace}.{run}.{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{workspace}\0{run}")))}";

    /// <summary>Whose it is; null: it is none.</summary>
    public (string Workspace, string Run)? Read(string token) =>
        token.Split('.') is [_, var workspace, var run, _] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Of(workspace, run))) ? (workspace, run) : null;

    /// <summary>It has the form of one; whether it is one is another question.</summary>
    public static bool Looks(string text) => text.Length <= MostLength && text.StartsWith(Prefix, StringComparison.Ordinal);
}
