using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using OrleansOps.Protocol;

namespace OrleansOps.Access;

/// <summary>What a request shows of itself, before anybody has looked whether it is right.</summary>
internal static class PresentedCredentials
{
    private const string Bearer = "Bearer ";

    /// <summary>Something that has the form of a token, a proof or a session's cookie.</summary>
    public static bool AreIn(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 0
            ? SessionCookie.Read(request).Count > 0
            : header.Count == 1 && (TryReadToken(header[0], out _) || TryReadProof(header[0], out _));
    }

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

    /// <summary>Whether it says that it is an agent's proof; what it says may be none.</summary>
    public static bool TryReadProof(string? header, [NotNullWhen(true)] out string? proof)
    {
        proof = AuthenticationHeaderValue.TryParse(header, out var value) && string.Equals(value.Scheme, AgentProof.Scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter ?? ""
            : null;
        return proof is not null;
    }
}
