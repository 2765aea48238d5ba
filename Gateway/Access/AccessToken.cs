using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Access;

/// <summary>
/// A token as its holder has it: <c>ops_{kind}_{id}_{secret}</c>. The id is public and names the grain; the secret has 256 bits and is
/// kept by nobody but the holder.
/// </summary>
internal readonly record struct AccessToken(TokenKind Kind, string Id, string Secret)
{
    public const int IdLength = 16;

    /// <summary>43 characters out of 62 carry 256 bits.</summary>
    public const int SecretLength = 43;

    private const string IdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private const string SecretCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> IdAlphabet = SearchValues.Create(IdCharacters);

    private static readonly SearchValues<char> SecretAlphabet = SearchValues.Create(SecretCharacters);

    public static AccessToken New(TokenKind kind) => New(kind, NewId());

    public static AccessToken New(TokenKind kind, string id) =>
        new(kind, id, RandomNumberGenerator.GetString(SecretCharacters, SecretLength));

    public static bool IsId(string text) => text.Length == IdLength && !text.AsSpan().ContainsAnyExcept(IdAlphabet);

    public static string NewId() => RandomNumberGenerator.GetString(IdCharacters, IdLength);

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AccessToken? token)
    {
        token = null;
        if (!text.StartsWith("ops_", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text[4..];
        var kindEnd = rest.IndexOf('_');
        if (kindEnd < 0 || KindOf(rest[..kindEnd]) is not { } kind)
        {
            return false;
        }

        // The length comes first, so a header of megabytes is thrown away without a look at its characters.
        rest = rest[(kindEnd + 1)..];
        if (rest.Length != IdLength + 1 + SecretLength || rest[IdLength] != '_')
        {
            return false;
        }

        var id = rest[..IdLength];
        var secret = rest[(IdLength + 1)..];
        if (id.ContainsAnyExcept(IdAlphabet) || secret.ContainsAnyExcept(SecretAlphabet))
        {
            return false;
        }

        token = new AccessToken(kind, id.ToString(), secret.ToString());
        return true;
    }

    /// <summary>What the server keeps and compares.</summary>
    // Neither salt nor a slow hash: nobody can guess 256 random bits, and it is computed for every request that is not remembered.
    public byte[] SecretHash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>The whole token. Shown once to its holder; never written to a log.</summary>
    public string Reveal() => $"ops_{NameOf(Kind)}_{Id}_{Secret}";

    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => $"ops_{NameOf(Kind)}_{Id}_...";

    public static string NameOf(TokenKind kind) => kind switch
    {
        TokenKind.Admin => "admin",
        TokenKind.Join => "join",
        _ => "agent",
    };

    private static TokenKind? KindOf(ReadOnlySpan<char> name) => name switch
    {
        "admin" => TokenKind.Admin,
        "join" => TokenKind.Join,
        "agent" => TokenKind.Agent,
        _ => null,
    };
}
