namespace OrleansOps.Access;

/// <summary>
/// The cookie of a browser's session. No script can read it, and no other site can have it sent. It says nothing of its end: the server knows that.
/// Under HTTPS its name says that this host alone set it, for all of its paths. A browser sends it to every port of the host, and what listens
/// there can set others of the name: so there may be several, and any may be the right one.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "ops_session";

    /// <summary>Browsers take it by HTTPS only, without a domain and for all paths.</summary>
    public const string NameByHttps = "__Host-" + Name;

    /// <summary>Cookies of one request that are looked at.</summary>
    private const int Most = 32;

    public static bool IsIn(HttpRequest request) => Values(request).Any();

    /// <summary>Those that have the form of one, each once; with the name that is harder to set first.</summary>
    public static IReadOnlyList<SessionSecret> Read(HttpRequest request) =>
    [
        .. Values(request).OrderByDescending(cookie => cookie.Name.Length)
            .Select(cookie => SessionSecret.TryParse(cookie.Value, out var secret) ? secret : null)
            .OfType<SessionSecret>().Distinct().Take(Most),
    ];

    public static void Write(HttpContext http, SessionSecret secret)
    {
        var isHttps = http.Request.IsHttps || CameByHttps(http.Request);
        http.Response.Cookies.Append(isHttps ? NameByHttps : Name, secret.Reveal(), Options(isHttps));
    }

    public static void Clear(HttpContext http)
    {
        foreach (var name in Values(http.Request).Select(cookie => cookie.Name).Distinct(StringComparer.Ordinal))
        {
            http.Response.Cookies.Delete(name, Options(isHttps: name.Length > Name.Length || http.Request.IsHttps || CameByHttps(http.Request)));
        }
    }

    /// <summary>By the header: the server's own collection keeps one cookie of a name.</summary>
    private static IEnumerable<(string Name, string Value)> Values(HttpRequest request) =>
        from header in request.Headers.Cookie
        from cookie in header.Split(';', StringSplitOptions.TrimEntries)
        let parts = cookie.Split('=', 2)
        where parts is [Name or NameByHttps, _]
        select (parts[0], parts[1]);

    private static CookieOptions Options(bool isHttps) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
        Secure = isHttps,
    };

    /// <summary>TLS may end before us; a page that was loaded by HTTPS says so in the requests it makes.</summary>
    private static bool CameByHttps(HttpRequest request) => request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
