using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Secrets;

namespace OrleansOps.Access;

/// <summary>What a request shows of itself, before anybody has looked whether it is right.</summary>
internal static class PresentedCredentials
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>Bytes of user and password together: more than a token and a long name.</summary>
    private const int MostBasicBytes = 384;

    /// <summary>Something that has the form of a token, a proof or a session's cookie.</summary>
    public static bool AreIn(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 0
            ? SessionCookie.Read(request).Count > 0
            : header.Count == 1 && (TryReadToken(request, header[0], out _) || TryReadProof(header[0], out _) || TryReadRun(request, header[0], out _));
    }

    /// <summary>As a bearer, or, at a door that takes it so, as a password.</summary>
    public static bool TryReadToken(HttpRequest request, string? header, out AccessToken token) =>
        TryReadToken(header, out token)
        || (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<TokenAsPassword>() is not null && TryReadPassword(header, out token));

    public static bool TryReadToken(string? header, out AccessToken token)
    {
        token = default;
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || !AccessToken.TryParse(header.AsSpan(Bearer.Length).Trim(), out var parsed))
        {
            return false;
        }

        token = parsed.Value;
        return true;
    }

    /// <summary>The token of a run, at a door that takes passwords; what looks like one may be none.</summary>
    public static bool TryReadRun(HttpRequest request, string? header, [NotNullWhen(true)] out string? token)
    {
        token = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<TokenAsPassword>() is not null && Password(header) is { } password && RunTokens.Looks(password) ? password : null;
        return token is not null;
    }

    private static bool TryReadPassword(string? header, out AccessToken token)
    {
        token = default;
        if (Password(header) is not { } password || !AccessToken.TryParse(password, out var parsed))
        {
            return false;
        }

        token = parsed.Value;
        return true;
    }

    private static string? Password(string? header)
    {
        Span<byte> pair = stackalloc byte[MostBasicBytes];
        return header is not null && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64Chars(header.AsSpan(Basic.Length).Trim(), pair, out var length)
            && pair[..length].IndexOf((byte)':') is >= 0 and var colon
            ? Encoding.UTF8.GetString(pair[(colon + 1)..length])
            : null;
    }

    /// <summary>Whether it says that it is an agent's proof; what it says may be none.</summary>
    public static bool TryReadProof(string? header, [NotNullWhen(true)] out string? proof)
    {
        proof = AuthenticationHeaderValue.TryParse(header, out var value) && string.Equals(value.Scheme, AgentProof.Scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter ?? ""
            : null;
        return proof is not null;
    }
}
