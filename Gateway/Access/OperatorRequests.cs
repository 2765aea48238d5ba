using System.Globalization;
using System.Security.Claims;

namespace OrleansOps.Access;

/// <summary>What the token of a request says of its holder.</summary>
internal static class OperatorRequests
{
    /// <summary>Name of the token, written beside what is done with it.</summary>
    public static string TokenName(this ClaimsPrincipal user) => user.Identity?.Name ?? "unknown";

    public static string TokenId(this ClaimsPrincipal user) => user.FindFirstValue(AccessClaims.TokenId) ?? "unknown";

    /// <summary>The session of the browser that asks; null for a token.</summary>
    public static string? SessionId(this ClaimsPrincipal user) => user.FindFirstValue(AccessClaims.Session);

    /// <summary>The token that an authenticated request came with, for those who must know its secret.</summary>
    public static AccessToken PresentedToken(this HttpContext http) =>
        AccessToken.TryParse(http.Request.Headers.Authorization.ToString().AsSpan("Bearer ".Length).Trim(), out var token)
            ? token.Value
            : throw new InvalidOperationException("The request was not authenticated by a token.");

    public static DateTimeOffset? TokenExpiry(this ClaimsPrincipal user) => user.FindFirstValue(AccessClaims.Expiry) is { } expiry
        ? DateTimeOffset.Parse(expiry, CultureInfo.InvariantCulture)
        : null;
}
