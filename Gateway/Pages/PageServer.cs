using Microsoft.Net.Http.Headers;

namespace OrleansOps.Pages;

/// <summary>
/// Serves the console: its files by their names, and its first page at every address that is not the API's, so that an address of the
/// console can be kept and sent around. Open to everybody: the files hold no secret, and what they show they ask for.
/// </summary>
internal static class PageServer
{
    /// <summary>
    /// Nothing from elsewhere, no script or style within a page, no frame around it: text of a log that a mistake let into a page as markup
    /// could still do nothing.
    /// </summary>
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>First parts of the addresses that are not pages.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["/api", "/hubs", "/ws", "/install", "/install.sh", "/metrics", "/healthz", "/readyz", "/openapi", "/dashboard"];

    private const string Assets = "/assets";

    public static void AddPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PageFiles>();

    /// <summary>Stands before routing: pages are no endpoints, and no endpoint is hidden by a page.</summary>
    public static void UsePages(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<PageFiles>();
        app.Use((http, next) => FileFor(http.Request, files) is { } file ? Serve(http, file) : next(http));
    }

    private static PageFile? FileFor(HttpRequest request, PageFiles files)
    {
        var path = request.Path;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || Reserved.Any(reserved => path.StartsWithSegments(reserved, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return files.Find(path.Value ?? "/") ?? (path.StartsWithSegments(Assets, StringComparison.OrdinalIgnoreCase) ? null : files.Index);
    }

    private static async Task Serve(HttpContext http, PageFile file)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ETag = file.Tag;
        headers.CacheControl = http.Request.Path.StartsWithSegments(Assets, StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"   // its name changes with its content
            : "no-cache";
        if (http.Request.Headers.IfNoneMatch.Any(tags => tags?.Contains(file.Tag, StringComparison.Ordinal) == true))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (bytes, encoding) = Packed(file, http.Request);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        headers.ContentType = file.ContentType;
        headers.ContentLength = bytes.Length;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }

    private static (byte[] Bytes, string? Encoding) Packed(PageFile file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return file.Brotli is { } brotli && Takes(accepted, "br") ? (brotli, "br")
            : file.Gzip is { } gzip && Takes(accepted, "gzip") ? (gzip, "gzip")
            : (file.Plain, null);
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(value => value.Quality is not 0 && value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
