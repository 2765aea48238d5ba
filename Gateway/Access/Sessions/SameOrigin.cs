using OrleansOps.Http;

namespace OrleansOps.Access;

/// <summary>
/// A cookie is sent by the browser whoever made the request. What changes something by cookie must come from our own pages, and it is the
/// browser that says where it comes from, in headers that no page can set.
/// </summary>
internal static class SameOrigin
{
    /// <summary>Stands before authentication: such a request is not looked at further.</summary>
    public static void UseCrossSiteRefusal(this WebApplication app) => app.Use((http, next) =>
        IsChangeByCookie(http.Request) && !IsOurs(http.Request) ? Problems.Write(http, Refusal) : next(http));

    /// <summary>A login that a browser makes must come from our own page too: else a stranger could log it in as himself. A program says nothing of its origin.</summary>
    public static bool MayLogIn(HttpRequest request) =>
        (request.Headers.Origin.Count == 0 && request.Headers["Sec-Fetch-Site"].Count == 0) || IsOurs(request);

    public static readonly Refusal Refusal = new(
        Api.ProblemCodes.CrossSite, "The request comes from another site.",
        "A session's cookie opens changes for the console's own pages alone. A program sends its token in the header 'Authorization: Bearer <token>' instead.");

    private static bool IsChangeByCookie(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && request.Headers.Authorization.Count == 0
        && SessionCookie.IsIn(request);

    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
        {
            return site.Count == 1 && string.Equals(site[0], "same-origin", StringComparison.Ordinal);
        }

        var origin = request.Headers.Origin;
        return origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var from) && IsHost(from, request.Host);
    }

    /// <summary>Host and port alone: TLS may end before us, so that the scheme here is not the browser's.</summary>
    private static bool IsHost(Uri from, HostString host) =>
        from.Scheme is "http" or "https"
        && Uri.TryCreate($"{from.Scheme}://{host.Value}", UriKind.Absolute, out var ours)
        && Uri.Compare(from, ours, UriComponents.HostAndPort, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
