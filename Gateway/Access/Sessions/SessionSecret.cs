using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Access;

/// <summary>A session as its browser has it: <c>{id}_{secret}</c>. The id is public and names the grain; the secret is an admin token's in form and strength.</summary>
internal readonly record struct SessionSecret(string Id, string Secret)
{
    /// <summary>The secret part of a token of this kind has the same alphabet and length; its parser is the one that is tested.</summary>
    private const string Form = "ops_admin_";

    public static SessionSecret New()
    {
        var token = AccessToken.New(TokenKind.Admin);
        return new SessionSecret(token.Id, token.Secret);
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out SessionSecret? secret)
    {
        secret = AccessToken.TryParse($"{Form}{text}", out var token) ? new SessionSecret(token.Value.Id, token.Value.Secret) : null;
        return secret is not null;
    }

    /// <summary>What the server keeps and compares.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>The whole of it, for the cookie alone.</summary>
    public string Reveal() => $"{Id}_{Secret}";

    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => $"{Id}_...";
}
