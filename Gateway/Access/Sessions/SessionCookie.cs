namespace OrleansOps.Access;

/// <summary>
/// The cookie of a browser's session. No script can read it, and no other site can have it sent. It says nothing of its end: the server knows that.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "ops_session";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpContext http, SessionSecret secret) => http.Response.Cookies.Append(Name, secret.Reveal(), Options(http));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
        Secure = http.Request.IsHttps || CameByHttps(http.Request),
    };

    /// <summary>TLS may end before us; a page that was loaded by HTTPS says so in the requests it makes.</summary>
    private static bool CameByHttps(HttpRequest request) => request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
